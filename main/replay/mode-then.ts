import type { EngineStatus } from '../../domain/rpc/live.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { ReadDb } from '../historian/db.ts'

type Mode = EngineStatus['mode']

interface Row {
  n: number
  at: EpochMs
  action: string
  detail: string
}

/** Rows looked through in one go: a millisecond or two. */
const rowsAtOnce = 2_000
/** Rows looked back through for the last change of mode; a start of the engine nearly always lies nearer. */
const mostBack = 200_000
const telling = "action IN ('ModeChanged', 'SiteStarted')"

/** Gives the mode at an instant, from the audit trail; asked for in order of time. An engine starts in automatic. */
export async function openModeThen(db: ReadDb, from: EpochMs, turn: () => Promise<void>) {
  let place = placeOf(db, from)
  let mode: Mode = (await before(db, place, turn)) ?? 'automatic'
  return (at: EpochMs): Mode => {
    const end = placeOf(db, at)
    if (end <= place) return mode
    const last = lastIn(db, place, end)
    place = end
    if (last) mode = modeOf(last)
    return mode
  }
}

function modeOf({ action, detail }: Row): Mode {
  return action === 'ModeChanged' && / to manual\b/.test(detail.split(':')[0] ?? '') ? 'manual' : 'automatic'
}

/** The last telling row with `after < n <= upTo`. */
function lastIn(db: ReadDb, after: number, upTo: number): Row | undefined {
  return db.get<Row>(`SELECT * FROM audit WHERE n > ? AND n <= ? AND ${telling} ORDER BY n DESC LIMIT 1`, after, upTo)
}

async function before(db: ReadDb, place: number, turn: () => Promise<void>): Promise<Mode | undefined> {
  for (let upTo = place; upTo > 0 && place - upTo < mostBack; upTo -= rowsAtOnce) {
    const found = lastIn(db, upTo - rowsAtOnce, upTo)
    if (found) return modeOf(found)
    await turn()
  }
  return undefined
}

/** Number of the last row not later than `at`: the trail grows in order of time and has no gap. */
export function placeOf(db: ReadDb, at: EpochMs): number {
  let low = 0
  let high = db.get<{ n: number | null }>('SELECT MAX(n) AS n FROM audit')?.n ?? 0
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const row = db.get<{ at: EpochMs }>('SELECT at FROM audit WHERE n <= ? ORDER BY n DESC LIMIT 1', middle)
    if (row && row.at <= at) low = middle
    else high = middle - 1
  }
  return low
}
