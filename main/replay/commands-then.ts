import type { Instruction } from '../../domain/instruction.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { ReadDb } from '../historian/db.ts'
import { placeOf } from './mode-then.ts'

interface Ended {
  n: number
  at: EpochMs
  asset: string | null
}

/** Rows looked through in one go: a millisecond or two. */
const rowsAtOnce = 2_000
const mostInstructions = 500

/**
 * Commands of people that held at some time in [from, to], `until` being when each really ended: by itself, by a person,
 * or because another took its place. Test pulses are left out. Errors: `Store.Failed`.
 */
export async function commandsThen(
  db: ReadDb,
  { from, to }: { from: EpochMs; to: EpochMs },
  turn: () => Promise<void>,
): Promise<Instruction[]> {
  const all = db
    .all<{ body: string }>(
      `SELECT body FROM instruction WHERE until > ? ORDER BY until LIMIT ${mostInstructions}`,
      from,
    )
    .map(({ body }) => JSON.parse(body) as Instruction)
    .filter((it) => it.from <= to && it.source !== 'commissioning')
  const first = Math.min(...all.filter(({ state }) => state === 'cancelled').map((it) => it.from))
  const ends = Number.isFinite(first) ? await endings(db, first, to, turn) : []
  return all
    .map((it) => Object.assign({ ...it }, { until: endOf(it, all, ends), state: 'far', outcome: 'pending' } as const))
    .filter(({ until }) => until > from)
}

function endOf(it: Instruction, all: readonly Instruction[], ends: readonly Ended[]): EpochMs {
  if (it.state !== 'cancelled') return it.until
  const isLater = (at: EpochMs) => at > it.from && at < it.until
  const replaced = all
    .filter(
      ({ id, assetId, kind, from }) => id !== it.id && assetId === it.assetId && kind === it.kind && isLater(from),
    )
    .map(({ from }) => from)
  const ended = ends.filter(({ at, asset }) => asset === it.assetId && isLater(at)).map(({ at }) => at)
  return Math.min(it.until, ...replaced, ...ended)
}

/** When people ended commands, from the audit trail. */
async function endings(db: ReadDb, from: EpochMs, to: EpochMs, turn: () => Promise<void>): Promise<Ended[]> {
  const found: Ended[] = []
  const last = placeOf(db, to)
  for (let n = placeOf(db, from); n < last; n += rowsAtOnce) {
    const upTo = Math.min(n + rowsAtOnce, last)
    found.push(
      ...db.all<Ended>(
        "SELECT n, at, asset FROM audit WHERE n > ? AND n <= ? AND action = 'InstructionEnded' ORDER BY n",
        n,
        upTo,
      ),
    )
    await turn()
  }
  return found
}
