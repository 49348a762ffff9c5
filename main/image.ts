import type { LinkStatus } from '../domain/device.ts'
import type { PointName } from '../domain/points.ts'
import type { Reading } from '../domain/reading.ts'
import type { EpochMs } from '../domain/units.ts'

/** All readings frozen for one cycle. Age is judged at `at`, so a decision never sees a value grow stale half-way. */
export interface Image {
  readonly at: EpochMs
  readonly cycle: number
  /** The reading of a point; {@link noReading} when it was never delivered. */
  reading(assetId: string, point: PointName): Reading
  /** The value a decision may rest on; `undefined` when stale, suspect, bad or never delivered. */
  value(assetId: string, point: PointName): number | undefined
  /** Link of the device that speaks for the asset. */
  link(assetId: string): LinkStatus | undefined
}
