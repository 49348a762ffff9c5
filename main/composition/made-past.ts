import type { PointRef } from '../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { Stores } from '../stores.ts'

/** A past that is made up, some rows at a time; `values` holds them one after another, NaN = no value. */
export interface MadePast {
  columns: readonly PointRef[]
  runs(): AsyncGenerator<{ at: EpochMs[]; values: Float64Array }, void, void>
}

/** Makes up the days before `now`. */
export type MakePast = (days: number, now: EpochMs) => Promise<MadePast>

/**
 * Rows of so long go into the store at once, whole windows of its own: few enough that what is asked of it meanwhile hardly
 * waits.
 */
const spanMs: Ms = 2 * 3_600_000

/**
 * Puts a made-up past into the store of the readings, in the order of time: the store's thread does the work, and the
 * present goes on between. Errors: `Store.*`.
 */
export async function storePast(
  past: MadePast,
  historian: Pick<Stores['historian'], 'insertRows'>,
  isOver: () => boolean,
): Promise<void> {
  const { columns } = past
  let [at, values]: [EpochMs[], number[]] = [[], []]
  const store = async () => {
    const rows = { columns, at, values: Float64Array.from(values), quality: 'simulated' as const }
    ;[at, values] = [[], []]
    await historian.insertRows(rows)
  }
  for await (const run of past.runs())
    for (const [row, instant] of run.at.entries()) {
      if (isOver()) return
      const [last] = at
      if (last !== undefined && Math.floor(last / spanMs) !== Math.floor(instant / spanMs)) await store()
      at.push(instant)
      for (let i = 0; i < columns.length; i++) values.push(run.values[row * columns.length + i] ?? Number.NaN)
    }
  await store()
}
