import type { Alarm, AlarmPriority } from '../../../../domain/alarm.ts'
import type { AssetKind } from '../../../../domain/asset.ts'

/** What the list is narrowed to; empty sets and texts narrow nothing. */
export interface AlarmFilter {
  priorities: readonly AlarmPriority[]
  state: 'all' | 'waiting' | 'acknowledged' | 'normal'
  kinds: readonly AssetKind[]
  text: string
  /** Name of the person whose alarms are wanted: those they acknowledged. */
  person?: string
}

/** A filter that lets everything through. */
export const noFilter: AlarmFilter = { priorities: [], state: 'all', kinds: [], text: '' }

/** What is known of the assets that alarms name. */
export type AssetsById = ReadonlyMap<string, { name: string; kind: AssetKind }>

const fitsState = ({ state }: Alarm, wanted: AlarmFilter['state']): boolean =>
  wanted === 'all' ||
  (wanted === 'waiting' && state !== 'activeAcknowledged') ||
  (wanted === 'acknowledged' && state === 'activeAcknowledged') ||
  (wanted === 'normal' && state === 'normalUnacknowledged')

/** Makes the test of a filter, once for a whole list. */
export function alarmTest(filter: AlarmFilter, assets: AssetsById): (alarm: Alarm) => boolean {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  return (alarm) => {
    if (filter.priorities.length > 0 && !filter.priorities.includes(alarm.priority)) return false
    if (!fitsState(alarm, filter.state)) return false
    if (filter.person !== undefined && alarm.acknowledgedBy !== filter.person) return false
    const asset = alarm.assetId === undefined ? undefined : assets.get(alarm.assetId)
    if (filter.kinds.length > 0 && !(asset && filter.kinds.includes(asset.kind))) return false
    if (words.length === 0) return true
    const text = `${asset?.name ?? ''} ${alarm.assetId ?? ''} ${alarm.text} ${alarm.code}`.toLowerCase()
    return words.every((word) => text.includes(word))
  }
}

/** A row of the list: an alarm, and indented under it, when opened, those that it explains. */
export interface AlarmRow {
  alarm: Alarm
  isFollower: boolean
  isOpen: boolean
}

/**
 * Rows in the order of the engine, most important first. `followers` = alarms suppressed by the occurrence of their
 * `rootId`; they stand beneath it while its id is in `open`.
 */
export function alarmRows(
  alarms: readonly Alarm[],
  given: { keep: (alarm: Alarm) => boolean; followers: readonly Alarm[]; open: ReadonlySet<string> },
): AlarmRow[] {
  const byRoot = Map.groupBy(given.followers, (alarm) => alarm.rootId ?? '')
  const rows: AlarmRow[] = []
  for (const alarm of alarms) {
    if (!given.keep(alarm)) continue
    const isOpen = given.open.has(alarm.id)
    rows.push({ alarm, isFollower: false, isOpen })
    if (!isOpen) continue
    for (const follower of byRoot.get(alarm.id) ?? []) rows.push({ alarm: follower, isFollower: true, isOpen: false })
  }
  return rows
}
