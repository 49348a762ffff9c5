import { type AlarmEvent, alarmEvents, type AlarmPriority } from '../../../domain/alarm.ts'
import type { EpochMs } from '../../../domain/units.ts'

/** What the address of the active list says: the alarm that is opened. */
export interface ActiveSearch {
  alarm?: string
}

/** What the address of the journal says: which rows of it. */
export interface JournalSearch {
  from?: EpochMs
  to?: EpochMs
  assetId?: string
  code?: string
  priority?: AlarmPriority
  event?: AlarmEvent
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 120) : undefined
const instantOf = (value: unknown): EpochMs | undefined => {
  const at = Number(value)
  return value !== undefined && value !== '' && Number.isSafeInteger(at) ? at : undefined
}
const isPriority = (value: number): value is AlarmPriority => [1, 2, 3, 4].includes(value)

/** Without the fields that say nothing. */
export function said<T extends object>(fields: { [K in keyof T]?: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}

/** Reads the address of the active list; what it does not know it leaves out. */
export function activeSearch(search: Record<string, unknown>): ActiveSearch {
  return said<ActiveSearch>({ alarm: textOf(search['alarm']) })
}

/** Reads the address of the journal; what it does not know it leaves out. */
export function journalSearch(search: Record<string, unknown>): JournalSearch {
  const priority = Number(search['priority'])
  return said<JournalSearch>({
    from: instantOf(search['from']),
    to: instantOf(search['to']),
    assetId: textOf(search['assetId']),
    code: textOf(search['code']),
    priority: isPriority(priority) ? priority : undefined,
    event: alarmEvents.find((event) => event === search['event']),
  })
}
