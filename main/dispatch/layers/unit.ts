import type { Asset } from '../../../domain/asset.ts'
import type { ControllerName, PowerRange } from '../../../domain/setpoint.ts'
import type { KW, Pct } from '../../../domain/units.ts'

/** An asset under automatic control: what it may do and where it stands. */
export interface Unit<A extends Asset = Asset> {
  asset: A
  range: PowerRange
  powerKW: KW
  /** Last setpoint, or the measured power before the first. */
  setKW: KW
  socPct: Pct
  /** What it does while limits leave room: what the plan foresees, with the reason and who said so. */
  base: Base | undefined
}

/** Power that somebody foresees for an asset. */
export interface Base {
  powerKW: KW
  reason: string
  controller: ControllerName
}

/** What a layer asks of an asset. */
export interface Wish {
  powerKW: KW
  reason: string
  /** Who is behind it: an end of the grid band, a service, or allocation itself. */
  driver: ControllerName
}

/** Sum of a quantity over units. */
export function sumOf<U extends Unit>(units: readonly U[], of: (unit: U) => KW): KW {
  return units.reduce((sum, unit) => sum + of(unit), 0)
}
