import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Asset, isControllable } from '../../../domain/asset.ts'
import { useDecision } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { authorityWords } from '../assets/asset-words.ts'
import { ActButton } from '../operate/act-button.tsx'
import { AuthorityDialog } from './authority-dialog.tsx'
import css from './faceplate.module.css'
import { Fact } from './facts.tsx'

/** Who steers the asset, and the way to change that. */
export function AuthorityLine({ asset }: { asset: Asset }) {
  const authority = useDecision(asset.id)?.authority
  const obstacle = useObstacle('operator')
  const [isChanging, setChanging] = useState(false)
  if (authority === undefined || !isControllable(asset.kind)) return null
  const { word, says } = authorityWords[authority]
  return (
    <Fact label="Who steers it">
      <span className={css.steers}>
        <span>
          <strong>{authority === 'control' ? 'this system' : word}</strong>
          {authority !== 'control' && <span className={css.says}>{says}</span>}
        </span>
        {authority === 'commissioning' ? (
          <Link className={css.onward} to="/field/commissioning">
            Commissioning
          </Link>
        ) : (
          <ActButton obstacle={obstacle} onClick={() => setChanging(true)}>
            Change…
          </ActButton>
        )}
      </span>
      {isChanging && <AuthorityDialog asset={asset} present={authority} onClose={() => setChanging(false)} />}
    </Fact>
  )
}
