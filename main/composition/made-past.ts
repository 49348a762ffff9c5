import { type PointName, pointSpec } from '../../domain/points.ts'
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

/** What repeats commands, limits or other quantities: nothing is learned from it, and it would fill the disk. */
const untold: ReadonlySet<string> = new Set([
  'setpointKW',
  'minPowerKW',
  'maxPowerKW',
  'faultCode',
  'responseArmed',
  'secondSocPct',
  'voltageV',
  'currentA',
  'frequencyHz',
  'reactivePowerKvar',
])

/**
 * Puts a made-up past into the store of the readings, with the decimals that devices give, in the order of time: the store's thread does the work, and the
 * present goes on between. Errors: `Store.*`.
 */
export async function storePast(
  past: MadePast,
  historian: Pick<Stores['historian'], 'insertRows'>,
  isOver: () => boolean,
): Promise<void> {
  const columns = past.columns.map((ref, place) => ({ ref, place }))
  const told = columns.filter(({ ref }) => !untold.has(ref.point))
  let [at, values]: [EpochMs[], number[]] = [[], []]
  const store = async () => {
    const rows = {
      columns: told.map(({ ref }) => ref),
      at,
      values: Float64Array.from(values),
      quality: 'simulated' as const,
    }
    ;[at, values] = [[], []]
    await historian.insertRows(rows)
  }
  for await (const run of past.runs())
    for (const [row, instant] of run.at.entries()) {
      if (isOver()) return
      const [last] = at
      if (last !== undefined && Math.floor(last / spanMs) !== Math.floor(instant / spanMs)) await store()
      at.push(instant)
      for (const { ref, place } of told) values.push(storedValue(ref, run.values[row * columns.length + place]))
    }
  await store()
}

/** A value with the decimals that devices give; a counter shows what it has completed. */
export function storedValue({ point }: PointRef, value = Number.NaN): number {
  const { decimals, counter } = pointSpec(point as PointName)
  const factor = 10 ** decimals
  return (counter ? Math.floor(value * factor) : Math.round(value * factor)) / factor
}
