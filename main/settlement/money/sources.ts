import type { Asset } from '../../../domain/asset.ts'
import type { Stop } from '../../../domain/clock.ts'
import type { OfferedService } from '../../../domain/dispatch/controller-settings.ts'
import type { HashAlgorithm } from '../../../domain/dispatch/price-settings.ts'
import type { Interval, RegisterName } from '../../../domain/metering/meter.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { ProofSummary } from '../../../domain/rpc/dispatch/proof.ts'
import type { EpochMs } from '../../../domain/units.ts'

/** Where figures of money come from. Whoever runs the engine lends them; none is made up where one is missing. */
export interface MoneySources {
  assets: readonly Asset[]
  /** Registers that are metered at an asset; none = nothing is. */
  registersOf(assetId: string): readonly RegisterName[]
  /** Newest values of quarters [from, to). Errors: `Store.*`. */
  intervals(key: { pointId: string; register: RegisterName }, from: Quarter, to: Quarter): Interval[]
  /** Told of every value that is written. */
  onIntervals(listener: (intervals: readonly Interval[]) => void): Stop | void
  /** Price energy was paid at, EUR/MWh without fees; `null` when it is not known. */
  priceAt(at: EpochMs): number | null
  /** Fees of the site file, EUR/MWh; `undefined` when it names none. */
  fees: { importEurPerMWh: number; exportEurPerMWh: number } | undefined
  /** EUR/TH/day at an instant; `null` when it is not known. */
  hashpriceAt(algorithm: HashAlgorithm, at: EpochMs): number | null
  /** Mean hashrate of a container in each quarter of [from, to), TH/s over the whole quarter; NaN = not recorded. Errors: `Store.*`. */
  hashrateTHs(assetId: string, from: Quarter, to: Quarter): Promise<Float64Array>
  /** Orders that began in a time and are over. Errors: `Store.*`. */
  orders(from: EpochMs, to: EpochMs): Promise<readonly ProofSummary[]>
  /** Services that are promised to the grid. */
  services: readonly OfferedService[]
  /** Lets other work go on. */
  pause(): Promise<void>
}
