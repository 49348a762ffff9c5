import { Link } from '@tanstack/react-router'
import type { CustomCellRendererProps } from 'ag-grid-react'
import { containerKinds } from '../../../../domain/models/containers.ts'
import type { PointName } from '../../../../domain/points.ts'
import { AssetBar } from '../../../components/assets/asset-bar.tsx'
import { PriorityMark } from '../../../components/priority-mark.tsx'
import { Value } from '../../../components/value.tsx'
import { formatHashrate } from '../../../format/hashrate.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatKW } from '../../../format/power.ts'
import { formatWhen } from '../../../format/time.ts'
import { topAlarmOf } from '../../../frame/alarms/alarm-order.ts'
import { useAlarms, useDecision, useNow, useReading, useSite } from '../../../state/live.ts'
import { useWords } from '../../assets/asset-cells.tsx'
import { commandingPerson, commandWords, stateWords } from '../../assets/asset-words.ts'
import { earningEurPerH, earningWords } from '../data/earning.ts'
import { driftWords, standingIn } from '../data/league.ts'
import { type Container, useContainerRow, useContainerRows } from '../data/use-containers.ts'
import css from './container-grid.module.css'

/** Makes a cell of what is known of one container. */
const cell = (Content: (props: { asset: Container }) => React.ReactNode) =>
  // It does capture: the rule overlooks names used as tags.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  function ContainerCell({ data }: CustomCellRendererProps<Container>) {
    return data ? <Content asset={data} /> : null
  }

const Missing = ({ why = 'no value' }: { why?: string }) => <span className={css.quiet}>{why}</span>

/** Number of a point as it is read, marked by its quality. */
function Number({ asset, point, decimals = 0 }: { asset: Container; point: PointName; decimals?: number }) {
  const { value, quality } = useReading(asset.id, point)
  return (
    <Value value={value === null ? undefined : formatNumber(value, decimals)} unit="" quality={quality} size="text" />
  )
}

/** The name, which opens the faceplate. */
export const NameCell = cell(function Name({ asset }) {
  return (
    <Link to="/assets/$assetId" params={{ assetId: asset.id }} className={css.name} title={asset.name}>
      {asset.name}
    </Link>
  )
})

/** What it is doing; hashrate that went away by itself is said. */
export const StateCell = cell(function State({ asset }) {
  const state = useWords((store) => stateWords(store, asset))
  const loss = useContainerRow(asset.id)?.loss
  const isHot = useContainerRow(asset.id)?.isHot
  const words = [state, loss ? (loss.kind === 'idle' ? 'idle' : 'hashrate lost') : undefined, isHot ? 'hot' : undefined]
  const text = words.filter((word) => word !== undefined).join(', ')
  return (
    <span className={css.words} title={text}>
      {text}
    </span>
  )
})

/** Draw now against rating, setpoint and limits. */
export const DrawCell = cell(function Draw({ asset }) {
  const { connection } = useSite()
  const reading = useReading(asset.id, 'activePowerKW')
  const decision = useDecision(asset.id)
  return (
    <span className={css.draw}>
      <Value
        value={reading.value === null ? undefined : formatKW(reading.value)}
        unit=""
        quality={reading.quality}
        size="text"
      />
      <AssetBar asset={asset} connection={connection} reading={reading} decision={decision} />
    </span>
  )
})

/** The cap of a person that holds, and until when. */
export const CapCell = cell(function Cap({ asset }) {
  const row = useContainerRow(asset.id)
  const now = useNow(60_000)
  const { timeZone } = useSite()
  if (!row) return <Missing />
  if (!row.cap) return <Missing why="none" />
  const { drawKW, until, owner, reason } = row.cap
  const when = formatWhen(until, now, timeZone)
  return (
    <span className={css.words} title={`${formatKW(drawKW)} kW until ${when}, ${owner}: ${reason}`}>
      <strong>{formatKW(drawKW)}</strong> to {when}
    </span>
  )
})

/** What is asked of it, and who or what asks. */
export const WhyCell = cell(function Why({ asset }) {
  const decision = useDecision(asset.id)
  const who = useWords((store) => commandWords(store.decision(asset.id), commandingPerson(store, asset.id)))
  const binding = decision?.because.find((because) => because.isBinding)?.reason
  if (!decision) return <Missing why="not steered" />
  const isOurs = decision.authority === 'control'
  const asked = !isOurs ? '' : decision.setpointKW === null ? 'free' : formatKW(decision.setpointKW)
  return (
    <span className={css.words} title={binding ?? who}>
      <strong>{asked}</strong> {who}
    </span>
  )
})

/** Hashrate in the unit its people speak in. */
export const HashrateCell = cell(function Hashrate({ asset }) {
  const { value, quality } = useReading(asset.id, 'hashrateTHs')
  const shown = value === null ? undefined : formatHashrate(asset.container, value)
  return <Value value={shown?.number} unit={shown?.unit ?? ''} quality={quality} size="text" />
})

/** Place in the league of its algorithm, and how far it is from its rating. */
export const LeagueCell = cell(function League({ asset }) {
  const standing = useContainerRows((rows) => standingIn(rows, asset.id))
  if (!standing) return <Missing />
  const { place, of, jPerTH, isLearned } = standing
  // Joules per terahash say something only where a terahash is the unit people speak in.
  const isSpoken = containerKinds[asset.container].shownUnit === 'PH/s'
  const drift = driftWords(standing)
  return (
    <span className={css.words} title={`${drift} rating; ${isLearned ? 'learned at full draw' : 'as the device says'}`}>
      <strong>
        {place} of {of}
      </strong>
      {isSpoken ? `, ${formatNumber(jPerTH, 1)}` : ''}, {drift}
    </span>
  )
})

/** Air in and out. */
export const AirCell = cell(function Air({ asset }) {
  return (
    <span className={css.pair}>
      <Number asset={asset} point="inletDegC" /> <Number asset={asset} point="outletDegC" />
    </span>
  )
})

/** How many miners hash, of how many. */
export const MinersCell = cell(function Miners({ asset }) {
  const hashing = useReading(asset.id, 'minersHashing')
  const asleep = useReading(asset.id, 'minersAsleep')
  const faulty = useReading(asset.id, 'minersFaulty')
  if (hashing.value === null) return <Missing />
  const all = hashing.value + (asleep.value ?? 0) + (faulty.value ?? 0)
  const known = asleep.value !== null && faulty.value !== null
  const rest = `${formatNumber(asleep.value ?? 0)} asleep, ${formatNumber(faulty.value ?? 0)} faulty`
  return (
    <span className={css.pair} title={known ? rest : 'asleep and faulty: no value'}>
      <Value value={formatNumber(hashing.value)} unit="" quality={hashing.quality} size="text" />
      {known && <span className={css.quiet}>of {formatNumber(all)}</span>}
    </span>
  )
})

const protectionWords = { none: 'none', safety: 'for safety only', never: 'never shed' } as const

/** Whether it may be shed. */
export const ProtectionCell = cell(function Protection({ asset }) {
  const row = useContainerRow(asset.id)
  if (!row) return <Missing />
  const said = row.isProtectedByHand ? 'said by a person' : 'as the site file says'
  return (
    <span className={css.words} title={said}>
      {protectionWords[row.protection]}
      {row.isProtectedByHand ? '*' : ''}
    </span>
  )
})

/** What it earns in an hour at its present draw. */
export const EarningCell = cell(function Earning({ asset }) {
  const row = useContainerRow(asset.id)
  const { word, number } = earningWords(row ? earningEurPerH(row) : null)
  return number === 'no value' ? (
    <Missing />
  ) : (
    <span className={css.pair}>
      <span className={css.quiet}>{word}</span> <strong>{number}</strong>
    </span>
  )
})

/** Power price at which it earns nothing. */
export const BreakEvenCell = cell(function BreakEven({ asset }) {
  const worth = useContainerRow(asset.id)?.worthEurPerMWh
  return worth === undefined || worth === null ? <Missing /> : <strong>{formatNumber(worth, 2)}</strong>
})

/** Its most important alarm. */
export const AlarmCell = cell(function Alarm({ asset }) {
  const alarm = topAlarmOf(useAlarms(), asset.id)
  return alarm ? (
    <span title={alarm.text}>
      <PriorityMark priority={alarm.priority} state={alarm.state} />
    </span>
  ) : null
})
