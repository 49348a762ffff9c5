import { ActionIcon, Button } from '@mantine/core'
import { useHotkeys, useMediaQuery } from '@mantine/hooks'
import { ChevronRight, X } from 'lucide-react'
import { useState } from 'react'
import { type Asset } from '../../../domain/asset.ts'
import { chemistries } from '../../../domain/models/chemistries.ts'
import { containerKinds } from '../../../domain/models/containers.ts'
import { Chip } from '../../components/chip.tsx'
import { useDecision, useInstructions, useSite } from '../../state/live.ts'
import { useWords } from '../assets/asset-cells.tsx'
import { stateWords } from '../assets/asset-words.ts'
import { WhyChain } from '../dispatch/why/why-chain.tsx'
import { HealthLine } from '../health/asset/health-line.tsx'
import { ActButton } from '../operate/act-button.tsx'
import { isCeiling } from '../operate/asked-power.ts'
import { ReasonDialog } from '../operate/reason-dialog.tsx'
import { useOperateObstacle } from './use-operate-obstacle.ts'
import css from './faceplate.module.css'
import { KindFacts } from './kinds/kind-facts.tsx'
import { PowerHead } from './power-head.tsx'
import { PowerTrend } from './power-trend.tsx'
import { Standing } from './standing.tsx'

/** What the operator wants to do from a faceplate: choose a power, or keep the one of now. */
export type OperateIntent = 'setPower' | 'hold'

function what(asset: Asset): string {
  if (asset.kind === 'container') return containerKinds[asset.container].label
  if (asset.kind === 'battery') return chemistries[asset.chemistry].label
  return asset.kind === 'flywheel' ? `${asset.units} units` : ''
}

function Buttons(props: {
  asset: Asset
  /** False where the reasons stand open anyway, or nothing is decided. */
  hasWhyButton: boolean
  isWhyOpen: boolean
  onWhy: () => void
  onOperate: (intent: OperateIntent) => void
}) {
  const { asset, hasWhyButton, isWhyOpen, onWhy, onOperate } = props
  const obstacle = useOperateObstacle(asset)
  const [isEnding, setEnding] = useState(false)
  const override = useInstructions().find(
    (i) => i.assetId === asset.id && i.state === 'active' && i.source === 'operator',
  )
  return (
    <footer className={css.buttons}>
      <ActButton isPrimary obstacle={obstacle} onClick={() => onOperate('setPower')}>
        {isCeiling(asset) ? 'Set ceiling' : 'Set power'}
      </ActButton>
      <ActButton obstacle={obstacle} onClick={() => onOperate('hold')}>
        Hold
      </ActButton>
      {override && <Button onClick={() => setEnding(true)}>To automatic…</Button>}
      {hasWhyButton && (
        <Button
          className={css.quiet}
          variant="subtle"
          aria-pressed={isWhyOpen}
          aria-keyshortcuts="w"
          rightSection={<ChevronRight size={14} aria-hidden />}
          onClick={onWhy}
        >
          Why
        </Button>
      )}
      {isEnding && override && (
        <ReasonDialog
          title={`Return ${asset.name} to automatic`}
          act="Return to automatic"
          explanation={`Ends the command of ${override.owner}: ${override.reason}.`}
          call={(client, reason) => client.dispatch.end({ instructionId: override.id, reason })}
          onClose={() => setEnding(false)}
        />
      )}
    </footer>
  )
}

/** Everything about one asset: what it does, why, whether that can be believed, and how to change it. */
export function Faceplate(props: { asset: Asset; onClose: () => void; onOperate: (intent: OperateIntent) => void }) {
  const { asset, onClose, onOperate } = props
  const { feeders } = useSite()
  const [isWhyOpen, setWhyOpen] = useState(false)
  const hasRoom = useMediaQuery('(min-width: 2000px) and (min-height: 1200px)')
  const isSteered = useDecision(asset.id) !== undefined
  const isWhyShown = isWhyOpen || (hasRoom && isSteered)
  const state = useWords((store) => stateWords(store, asset))
  const feeder = feeders.find((f) => f.id === asset.feeder)?.name
  useHotkeys([['w', () => setWhyOpen((isOpen) => !isOpen)]])
  return (
    <aside className={css.faceplate} aria-labelledby="faceplate-title">
      <header className={css.title}>
        <h2 id="faceplate-title">{asset.name}</h2>
        <Chip kind="track">{state}</Chip>
        <span className={css.kind}>{[feeder, what(asset)].filter((part) => part).join(' · ')}</span>
        <ActionIcon variant="subtle" color="gray" size={24} aria-label="Close faceplate" onClick={onClose}>
          <X size={16} aria-hidden />
        </ActionIcon>
      </header>
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={css.body} tabIndex={0} aria-label={`Values of ${asset.name}`}>
        <PowerHead asset={asset} />
        <PowerTrend asset={asset} />
        {(hasRoom || !isWhyOpen) && <KindFacts asset={asset} />}
        <HealthLine assetIds={[asset.id]} />
        {isWhyShown && (
          <div className={css.why}>
            <WhyChain asset={asset} />
          </div>
        )}
        <Standing asset={asset} />
      </section>
      <Buttons
        asset={asset}
        hasWhyButton={isSteered && !hasRoom}
        isWhyOpen={isWhyOpen}
        onWhy={() => setWhyOpen(!isWhyOpen)}
        onOperate={onOperate}
      />
    </aside>
  )
}
