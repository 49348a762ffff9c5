import type { CustomCellRendererProps } from 'ag-grid-react'
import { useCallback, useSyncExternalStore } from 'react'
import type { Asset } from '../../../domain/asset.ts'
import { AssetBar } from '../../components/assets/asset-bar.tsx'
import { PriorityMark } from '../../components/priority-mark.tsx'
import { QualityMark } from '../../components/quality-mark.tsx'
import { formatAge } from '../../format/duration.ts'
import { formatKW, powerWord } from '../../format/power.ts'
import { topAlarmOf } from '../../frame/alarms/alarm-order.ts'
import { useAlarms, useDecision, useLiveStore, useNow, useReading, useSite } from '../../state/live.ts'
import type { LiveStore } from '../../state/store.ts'
import { groupSum, type AssetRow } from './asset-rows.ts'
import { commandingPerson, commandWords, stateWords } from './asset-words.ts'
import css from './assets.module.css'

type Cell = CustomCellRendererProps<AssetRow>

/** Words read from the whole image; rendered again only when they change. */
export function useWords(read: (store: LiveStore) => string): string {
  const store = useLiveStore()
  const subscribe = useCallback((listener: () => void) => store.subscribe('any', listener), [store])
  return useSyncExternalStore(subscribe, () => read(store))
}

/** Makes a cell that is empty in the heads of groups. */
const forAsset = (Content: (props: { asset: Asset }) => React.ReactNode) =>
  // It does capture: the rule overlooks names used as tags.
  // oxlint-disable-next-line unicorn/consistent-function-scoping
  function AssetCell({ data }: Cell) {
    return data?.type === 'asset' ? <Content asset={data.asset} /> : null
  }

/** What the asset is doing. */
export const StateCell = forAsset(function State({ asset }) {
  return <span className={css.words}>{useWords((store) => stateWords(store, asset))}</span>
})

function AssetPower({ asset }: { asset: Asset }) {
  const { value, quality } = useReading(asset.id, 'activePowerKW')
  if (value === null) return <span className={css.missing}>no value</span>
  return (
    <span className={css.power} data-quality={quality}>
      <span className={css.word}>{powerWord(asset.kind, value)}</span>
      <span className={css.number}>{formatKW(value)}</span>
      <span className={css.unit}>kW</span>
    </span>
  )
}

function GroupSum({ row }: { row: Extract<AssetRow, { type: 'group' }> }) {
  return <span className={css.sum}>{useWords((store) => groupSum(row.group, store))}</span>
}

/** Power now: word and number; the sum in the head of a group. */
export function PowerCell({ data }: Cell) {
  if (!data) return null
  return data.type === 'group' ? <GroupSum row={data} /> : <AssetPower asset={data.asset} />
}

/** Power against rating, setpoint and limits. */
export const LimitsCell = forAsset(function Limits({ asset }) {
  const { connection } = useSite()
  const reading = useReading(asset.id, 'activePowerKW')
  const decision = useDecision(asset.id)
  if (reading.value === null) return null
  return <AssetBar asset={asset} connection={connection} reading={reading} decision={decision} />
})

/** What was last asked of the asset. */
export const SetpointCell = forAsset(function Setpoint({ asset }) {
  const decision = useDecision(asset.id)
  if (!decision) return null
  if (decision.setpointKW === null) return decision.commander === 'nobody' ? 'none' : 'free'
  return formatKW(decision.setpointKW)
})

/** Quality in words. */
export const QualityCell = forAsset(function Quality({ asset }) {
  const reading = useReading(asset.id, 'activePowerKW')
  const now = useNow()
  return <QualityMark reading={reading} now={now} pollMs={Number.POSITIVE_INFINITY} />
})

/** Age of the power reading. */
export const AgeCell = forAsset(function Age({ asset }) {
  const reading = useReading(asset.id, 'activePowerKW')
  const store = useLiveStore()
  useNow()
  // The quality chip of a stale value names its age already.
  return reading.value === null || reading.quality === 'stale' ? null : formatAge(store.now() - reading.at)
})

/** Who commands the asset. */
export const CommandCell = forAsset(function Command({ asset }) {
  const words = useWords((store) => commandWords(store.decision(asset.id), commandingPerson(store, asset.id)))
  return (
    <span className={css.words} title={words}>
      {words}
    </span>
  )
})

/** The alarm of the asset that comes first. */
export const AlarmCell = forAsset(function AlarmMark({ asset }) {
  const alarm = topAlarmOf(useAlarms(), asset.id)
  return alarm ? <PriorityMark priority={alarm.priority} state={alarm.state} /> : null
})
