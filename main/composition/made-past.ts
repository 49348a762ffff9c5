import type { PointRef } from '../../domain/rpc/site.ts'
import { qualities } from '../../domain/reading.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Stores } from '../stores.ts'

/** A past that is made up, some rows at a time; `values` holds them one after another, NaN = no value. */
export interface MadePast {
  columns: readonly PointRef[]
  runs(): AsyncGenerator<{ at: EpochMs[]; values: Float64Array }, void, void>
}

/** Makes up the days before `now`. */
export type MakePast = (days: number, now: EpochMs) => Promise<MadePast>

const simulated = qualities.indexOf('simulated')

/**
 * Puts a made-up past into the store of the readings, in the order of time, a day of one point at a go: the store's thread
 * does the work, and the present goes on between. Errors: `Store.*`.
 */
export async function storePast(
  past: MadePast,
  historian: Pick<Stores['historian'], 'insert'>,
  isStored: (ref: PointRef) => boolean,
  isOver: () => boolean,
): Promise<void> {
  const width = past.columns.length
  for await (const { at, values } of past.runs()) {
    for (const [i, ref] of past.columns.entries()) {
      if (isOver()) return
      if (!isStored(ref)) continue
      const instants: number[] = []
      const column: number[] = []
      for (let row = 0; row < at.length; row++) {
        const value = values[row * width + i] ?? Number.NaN
        if (Number.isNaN(value)) continue
        instants.push(at[row] ?? 0)
        column.push(value)
      }
      if (column.length === 0) continue
      const quality = new Uint8Array(column.length).fill(simulated)
      const samples = { at: Float64Array.from(instants), value: Float64Array.from(column), quality }
      await historian.insert({ ...ref, samples }, () => {})
    }
  }
}
