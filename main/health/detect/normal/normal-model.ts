import { createMemory } from '../stream/memory.ts'
import { addRow, fit, momentsLength, type StraightModel } from './moments.ts'

/** Parameters of learned normal behaviour; in rows. */
export interface NormalSettings {
  /** Rows before it expects anything. */
  leastRows: number
  /** Share of the past that is forgotten a row. */
  rate: number
  /** Rows between copies of what was learned; an older copy is what counts, so that a fault that grows is not learned. */
  copyRows: number
  /** Copies kept. */
  copies: number
  /** Rows between two looks at what was learned. */
  solveRows: number
  /** Spreads from the usual at which a driver is outside of what was learned: nothing is expected there. */
  mostOutside: number
}

/** For rows of five minutes: expects after two days, forgets in two months, looks back up to four weeks. */
export const normalDefaults: NormalSettings = {
  leastRows: 576,
  rate: 1 / 17_280,
  copyRows: 2_016,
  copies: 5,
  solveRows: 72,
  mostOutside: 5,
}

/** What a quantity should be, learned from its drivers. */
export interface NormalModel {
  /** Takes a row - drivers first, the quantity last - and learns from it; false leaves it unlearned. */
  learn(row: Float64Array): void
  /** What the quantity should be with these drivers; NaN while it learns, outside of what it knows, or when one is missing. */
  expect(row: Float64Array): number
  save(): Float64Array
  restore(saved: Float64Array): boolean
}

type Pieces = [Float64Array, Float64Array, Float64Array, Float64Array]

/** Learned normal behaviour: ridge over a forgetting past, as it was known some time ago (a quarter of its age, at most four weeks). */
export function createNormalModel(drivers: number, settings: NormalSettings = normalDefaults): NormalModel {
  const { leastRows, copyRows, copies, solveRows } = settings
  const length = momentsLength(drivers)
  const memory = createMemory()
  const now = memory.take(length)
  const rows = memory.take(1)
  const past = Array.from({ length: copies }, () => memory.take(length))
  const [base, weights, means, spreads] = [1, drivers, drivers, drivers].map((size) => memory.take(size)) as Pieces
  const model: StraightModel = { base, weights, means, spreads }

  /** The newest copy that is old enough, or the present while there is none. */
  function trusted(): Float64Array {
    const age = rows[0] as number
    const lag = Math.min(age / 4, (copies - 1) * copyRows)
    const newest = Math.floor((age - lag) / copyRows)
    return newest >= 1 ? (past[(newest - 1) % copies] as Float64Array) : now
  }
  return {
    learn(row) {
      for (const value of row) if (!Number.isFinite(value)) return
      addRow(now, row, settings.rate)
      const age = (rows[0] as number) + 1
      rows[0] = age
      if (age % copyRows === 0) past[(age / copyRows - 1) % copies]?.set(now)
      if (age >= leastRows && (age - leastRows) % solveRows === 0) fit(model, trusted())
    },
    expect(row) {
      if ((rows[0] as number) < leastRows) return Number.NaN
      let value = model.base[0] as number
      for (let i = 0; i < drivers; i++) {
        const off = (row[i] as number) - (model.means[i] as number)
        const spread = model.spreads[i] as number
        if (!(Math.abs(off) <= settings.mostOutside * spread) && off !== 0) return Number.NaN
        value += (model.weights[i] as number) * off
      }
      return value
    },
    save: () => memory.save(),
    restore: (saved) => memory.restore(saved),
  }
}
