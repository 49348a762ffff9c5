import type { AlarmsConfig } from '../../domain/alarms/settings.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type {
  AlarmDetail,
  AlarmExport,
  AlarmKpis,
  Asides,
  JournalRequest,
  JournalRow,
  RationalisationRow,
} from '../../domain/rpc/alarms.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { Table } from '../tables/table.ts'
import type { Alarms } from './alarms.ts'
import { createKpis, isAnnouncement } from './kpis/kpis.ts'
import type { Limits } from './limits.ts'
import { type Frequency, rationalisation } from './rationalisation.ts'
import { effective } from './rules.ts'
import { journalTable, kpiTables, rationalisationTable } from './tables.ts'

/** What the desk reads of the journal. */
export interface JournalReader {
  page(request: JournalRequest): JournalRow[]
  of(alarmId: string): JournalRow[]
  walk(from: EpochMs, to: EpochMs, visit: (row: JournalRow) => void): Promise<void>
}

/** What people look up about alarms. Errors: `Store.Failed`. */
export interface AlarmDesk {
  aside(): Asides
  /** Errors: `Alarm.Unknown` for an occurrence that never was. */
  detail(alarmId: string): AlarmDetail
  journal(request: JournalRequest): JournalRow[]
  kpis(range: { from: EpochMs; to: EpochMs }): Promise<AlarmKpis>
  rationalisation(): Promise<RationalisationRow[]>
  /** The tables of an export and its name without the ending. */
  tables(asked: AlarmExport): Promise<{ name: string; tables: [Table, ...Table[]] }>
}

const mostAside = 500
const mostBeneath = 200
const mostExported = 50_000
const dayMs: Ms = 24 * 3_600_000
const usualExportMs = 30 * dayMs

/** The desk over the list and its journal. */
export function createAlarmDesk(given: {
  alarms: Pick<Alarms, 'aside' | 'setAside' | 'find' | 'list'>
  journal: JournalReader
  limits: Pick<Limits, 'notEvaluated'>
  config: AlarmsConfig | undefined
  clock: Clock
}): AlarmDesk {
  const { alarms, journal, limits, config, clock } = given
  // One after the other: several at once would leave the control loop fewer turns.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work)
    last = result.catch(() => {})
    return result
  }
  const kpis = ({ from, to }: { from: EpochMs; to: EpochMs }): Promise<AlarmKpis> =>
    inTurn(async () => {
      const end = Math.max(from + 1, Math.min(to, clock.now()))
      const figures = createKpis({ from, to: end })
      await journal.walk(from, clock.now() + 1, figures.add)
      return figures.finish([...alarms.list(), ...alarms.aside()])
    })
  const lines = (): Promise<RationalisationRow[]> =>
    inTurn(async () => rationalisation(config, await frequencies(journal, clock.now())))
  return {
    aside: () => ({
      setAside: [...alarms.setAside()],
      alarms: alarms.aside().slice(0, mostAside),
      notEvaluated: limits.notEvaluated(),
    }),
    detail: (alarmId) => detail(given, alarmId),
    journal: journal.page,
    kpis,
    rationalisation: lines,
    async tables(asked) {
      const to = asked.to ?? clock.now() + 1
      const range = { from: asked.from ?? to - usualExportMs, to }
      if (asked.what === 'kpis') return { name: 'alarm-figures', tables: kpiTables(await kpis(range)) }
      if (asked.what === 'rationalisation')
        return { name: 'alarm-rationalisation', tables: [rationalisationTable(await lines())] }
      const rows = await inTurn(() => filtered(journal, range, asked))
      return { name: 'alarm-journal', tables: [journalTable(rows)] }
    },
  }
}

function detail({ alarms, journal, config }: Parameters<typeof createAlarmDesk>[0], alarmId: string): AlarmDetail {
  const alarm = alarms.find(alarmId)
  const steps = journal.of(alarmId)
  const known = alarm ?? steps[0]
  if (!known) throw new PowerchainError('Alarm.Unknown', 'There is no such alarm.')
  return {
    alarm: alarm ?? null,
    definition: effective(config, known.code, known.assetId)?.definition ?? null,
    steps,
    beneath: alarms
      .aside()
      .filter(({ rootId }) => rootId === alarmId)
      .slice(0, mostBeneath),
  }
}

async function frequencies(journal: JournalReader, now: EpochMs): Promise<Frequency[]> {
  const counts = new Map<string, Frequency>()
  await journal.walk(now - 30 * dayMs, now + 1, (row) => {
    if (!isAnnouncement(row)) return
    const key = `${row.code} ${row.assetId ?? ''}`
    const { code, assetId } = row
    const known = counts.get(key) ?? { code, ...(assetId !== undefined && { assetId }), count: 0 }
    counts.set(key, { ...known, count: known.count + 1 })
  })
  return [...counts.values()]
}

async function filtered(
  journal: JournalReader,
  { from, to }: { from: EpochMs; to: EpochMs },
  { assetId, code, priority, event }: AlarmExport,
): Promise<JournalRow[]> {
  const rows: JournalRow[] = []
  await journal.walk(from, to, (row) => {
    const isAsked =
      (assetId === undefined || row.assetId === assetId) &&
      (code === undefined || row.code === code) &&
      (priority === undefined || row.priority === priority) &&
      (event === undefined || row.event === event)
    if (isAsked && rows.length < mostExported) rows.push(row)
  })
  return rows
}
