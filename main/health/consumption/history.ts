import type { PointName } from '../../../domain/points.ts'
import type { EpochMs, KWh, Ms } from '../../../domain/units.ts'
import type { SupplierPair } from './metering/supplier.ts'

/** A stretch of one point. */
export interface Stretch {
  assetId: string
  point: PointName
  from: EpochMs
  to: EpochMs
}

/** Equal steps of a point; NaN for a step in which nothing usable was read. */
export interface Steps {
  min: Float64Array
  max: Float64Array
  mean: Float64Array
  /** Time within each step in which a usable value held, ms. */
  usableMs: Float64Array
}

/** What is stored of a site, as consumption asks for it. Errors: `Store.*`. */
export interface ConsumptionHistory {
  steps(asked: Stretch & { stepMs: Ms }): Promise<Steps>
  /** Readings as stored, in order of time; NaN for one that can't be used. */
  readings(asked: Stretch): Promise<{ at: ArrayLike<EpochMs>; value: ArrayLike<number> }>
  /** Rise of the counter of a direction, `in` = into the bus; `undefined` where there is none. */
  counterRise(
    asked: Omit<Stretch, 'point'> & { direction: 'in' | 'out' },
  ): Promise<{ kWh: KWh; restarts: number } | undefined>
  /** Imported energy by own and by the supplier's meter, where both know a quarter of an hour as a whole. */
  supplier(from: EpochMs, to: EpochMs): Promise<SupplierPair[]>
  /** EUR/MWh at an instant; `null` when it is not known. */
  priceEurPerMWh(at: EpochMs): number | null
}
