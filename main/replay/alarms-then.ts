import type { Alarm, AlarmEvent, AlarmPriority, AsideKind } from '../../domain/alarm.ts'
import type { AlarmSituation } from '../../domain/rpc/alarms.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { ReadDb } from '../historian/db.ts'

/** The alarm list as it stood, rebuilt from the journal step by step. */
export interface AlarmsThen {
  /** Takes every step up to `at`, that instant included; never back. Errors: `Store.Failed`. */
  moveTo(at: EpochMs): Promise<void>
  /** The list, the most important ones first; the same array until it changes. */
  list(): Alarm[]
  situation(): AlarmSituation
}

/** What the list is rebuilt with. */
export interface AlarmsThenNeeds {
  db: ReadDb
  from: EpochMs
  /** What a person was to do, as defined now: the journal does not keep it. */
  responseOf: (code: string, assetId: string | undefined) => string | undefined
  /** Lets the control loop have its turn between two slices. */
  turn: () => Promise<void>
}

interface Row {
  n: number
  at: EpochMs
  alarm: string
  event: AlarmEvent
  code: string
  priority: AlarmPriority
  asset: string | null
  text: string
  person: string | null
  aside: AsideKind | null
  root: string | null
}

/** Rows read in one go: about a millisecond. */
const rowsAtOnce = 500
/** What was raised longer ago and still stood is not looked for. */
const standingSinceMs: Ms = 31 * 86_400_000
const latelyMs: Ms = 600_000
const mostShown = 500

/** No part of it can take long, however much of the journal is over by now. */
const inTime = `SELECT * FROM alarm_journal WHERE (at, n) > (?, ?) AND at <= ? ORDER BY at, n LIMIT ${rowsAtOnce}`
/** Opens the list as it stood at `from`. */
export async function openAlarmsThen({ db, from, responseOf, turn }: AlarmsThenNeeds): Promise<AlarmsThen> {
  const alarms = new Map<string, Alarm>()
  let raised: EpochMs[] = []
  let now = from
  let shown: Alarm[] | undefined
  const take = async (since: { at: EpochMs; n: number }, until: EpochMs) => {
    let last = since
    for (;;) {
      const rows = db.all<Row>(inTime, last.at, last.n, until)
      for (const row of rows) {
        fold(alarms, row, responseOf(row.code, row.asset ?? undefined) ?? '')
        if (row.event === 'raised' && row.aside === null) raised.push(row.at)
        shown = undefined
      }
      last = rows.at(-1) ?? last
      if (rows.length < rowsAtOnce) return last
      await turn()
    }
  }
  let place = await take({ at: from - standingSinceMs, n: -1 }, from)
  const list = (): Alarm[] =>
    (shown ??= [...alarms.values()]
      .filter((it) => !it.aside)
      .sort(byNeed)
      .slice(0, mostShown))
  return {
    async moveTo(at) {
      now = at
      place = await take(place, at)
      raised = raised.filter((instant) => at - instant <= latelyMs)
    },
    list,
    situation: () => situationOf([...alarms.values()], raised.filter((at) => now - at <= latelyMs).length),
  }
}

/** An occurrence after one more step of the journal. */
function fold(alarms: Map<string, Alarm>, row: Row, response: string): void {
  const { event, alarm: id, code, priority, text, at } = row
  if (event === 'over' || event === 'cameAgain' || event === 'reset') return void alarms.delete(id)
  const { aside: _, rootId: __, ...known } = alarms.get(id) ?? { raisedAt: at, state: 'activeUnacknowledged' as const }
  const seen = known.state === 'activeAcknowledged'
  alarms.set(id, {
    ...known,
    id,
    code,
    priority,
    text,
    response,
    ...(row.asset !== null && { assetId: row.asset }),
    ...(row.aside !== null && { aside: row.aside }),
    ...(row.root !== null && { rootId: row.root }),
    ...((event === 'returned' || event === 'latched') && { returnedAt: at }),
    ...(event === 'latched' && { needsReset: true as const }),
    ...((event === 'returned' || event === 'latched') && !seen && { state: 'normalUnacknowledged' as const }),
    ...(event === 'reAlarmed' && { state: 'activeUnacknowledged' as const }),
    ...(event === 'acknowledged' && { state: 'activeAcknowledged' as const, acknowledgedAt: at }),
    ...(event === 'acknowledged' && row.person !== null && { acknowledgedBy: row.person }),
  })
}

function byNeed(a: Alarm, b: Alarm): number {
  return isWaiting(b) - isWaiting(a) || a.priority - b.priority || b.raisedAt - a.raisedAt
}

function isWaiting({ state }: Alarm): number {
  return state === 'activeAcknowledged' ? 0 : 1
}

function situationOf(all: readonly Alarm[], lately: number): AlarmSituation {
  const count = (isIt: (alarm: Alarm) => boolean) => all.filter(isIt).length
  return {
    listed: count(({ aside }) => !aside),
    unacknowledged: count((it) => !it.aside && isWaiting(it) === 1),
    shelved: count(({ aside }) => aside === 'shelved'),
    suppressed: count(({ aside }) => aside === 'suppressed'),
    outOfService: count(({ aside }) => aside === 'outOfService'),
    notEvaluated: 0,
    lately,
    floodSince: null,
  }
}
