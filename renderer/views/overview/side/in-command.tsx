import { Link } from '@tanstack/react-router'
import type { Asset } from '../../../../domain/asset.ts'
import type { Instruction } from '../../../../domain/instruction.ts'
import { Chip } from '../../../components/chip.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatRoughDuration } from '../../../format/duration.ts'
import { powerPhrase, powerText } from '../../../format/power.ts'
import { formatWhen } from '../../../format/time.ts'
import { useInstructions, useNow, useSite, useStatus } from '../../../state/live.ts'
import { authorityWords } from '../../assets/asset-words.ts'
import { isCeiling } from '../../operate/asked-power.ts'
import { namesInShort } from './names-in-short.ts'
import { type NotOurs, notOursNow } from './not-ours.ts'
import css from './side.module.css'
import { useDecisions } from './use-decisions.ts'

const isAhead = (i: Instruction) => i.state === 'active' || i.state === 'near' || i.state === 'far'

/** Who commands what, and until when. */
export function InCommand() {
  const { mode } = useStatus()
  const { assets } = useSite()
  const held = useInstructions()
    .filter(isAhead)
    .toSorted((a, b) => a.until - b.until)
  const others = notOursNow(useDecisions(), assets)
  return (
    <Panel title="In command" note={mode === 'automatic' ? 'automatic' : 'manual: controllers rest'}>
      {held.length === 0 && (
        <p className={css.empty}>
          {mode === 'automatic'
            ? `The engine commands every ${others.length > 0 ? 'other ' : ''}asset. No person holds one.`
            : 'Each asset keeps its last setpoint; protection and limits still hold.'}
        </p>
      )}
      <ul className={css.rows}>
        {held.map((instruction) => (
          <Held
            key={instruction.id}
            instruction={instruction}
            asset={assets.find((a) => a.id === instruction.assetId)}
          />
        ))}
        {others.map((group) => (
          <NotOursRow key={group.authority} group={group} />
        ))}
      </ul>
    </Panel>
  )
}

function NotOursRow({ group }: { group: NotOurs }) {
  const { authority, assets } = group
  const { word, brief, says } = authorityWords[authority]
  const shown = namesInShort(assets.map((asset) => asset.name))
  return (
    <li className={css.row}>
      <Chip kind="outline">{`${word.charAt(0).toUpperCase()}${word.slice(1)}`}</Chip>
      <span className={css.words}>
        <span className={css.wrap}>
          {assets.map((asset, i) => (
            <span key={asset.id}>
              {i > 0 && ', '}
              <Link to="/assets/$assetId" params={{ assetId: asset.id }} className={css.link} aria-label={asset.name}>
                <b>{shown[i]}</b>
              </Link>
            </span>
          ))}
        </span>
        <span className={css.second} title={says}>
          {brief}
        </span>
      </span>
    </li>
  )
}

function Held({ instruction, asset }: { instruction: Instruction; asset: Asset | undefined }) {
  const { timeZone } = useSite()
  const now = useNow()
  const { state, kind, powerKW, owner, reason, from, until } = instruction
  const isActive = state === 'active'
  const asked =
    kind === 'limit' || (asset && isCeiling(asset))
      ? `at most ${powerText(powerKW)}`
      : asset
        ? powerPhrase(asset.kind, powerKW)
        : powerText(powerKW)
  const turn = isActive ? until : from
  return (
    <li className={css.row}>
      <Chip kind={isActive ? 'active' : 'track'}>{isActive ? 'Active' : 'Coming'}</Chip>
      <span className={css.words}>
        <span className={css.wrap}>
          {asset ? (
            <Link to="/assets/$assetId" params={{ assetId: asset.id }} className={css.link}>
              <b>{asset.name}</b>
            </Link>
          ) : (
            <b>{instruction.assetId}</b>
          )}{' '}
          {asked}
        </span>
        <span className={css.second} title={reason}>
          {owner} {isActive ? 'until' : 'from'} {formatWhen(turn, now, timeZone)}: {reason}
        </span>
      </span>
      <span className={css.right}>
        {isActive ? 'for' : 'in'} {formatRoughDuration(turn - now)}
      </span>
    </li>
  )
}
