import type { PointName } from '../../domain/points.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'

/** A series asked of what is stored: steps of `stepMs` in [from, until). */
export interface MeansAsked {
  assetId: string
  point: PointName
  from: EpochMs
  until: EpochMs
  stepMs: Ms
}

/** What is stored, as health reads it. */
export interface HealthHistory {
  /** Mean of each step, NaN where nothing is known. Errors: `Store.*`. */
  means(asked: MeansAsked): Promise<Float64Array>
}

/** Reading and writing side of the site's database, as far as health goes. Errors: `Store.Failed`. */
export interface HealthDb {
  all<Row>(sql: string, ...values: (string | number | null)[]): Row[]
  get<Row>(sql: string, ...values: (string | number | null)[]): Row | undefined
  run(sql: string, ...values: (string | number | null)[]): number
  transaction<T>(work: () => T): T
  /** As {@link transaction}, and on the disk when it returns. */
  durable<T>(work: () => T): T
}

/** Step in which signals are compared with what is normal: fine enough for a load, coarse enough for a day's arithmetic. */
export const stepMs: Ms = 900_000
/** A departure is the middle of so many steps, so that each hour of the day counts once. */
export const stepsPerDay = 96
/** What is normal is judged again after so long. */
export const judgedEveryMs: Ms = 21_600_000
/** A day. */
export const dayMs: Ms = 86_400_000
