import type { EpochMs, KW } from '../units.ts'

/** Power promised by contract for a window, counted at the connection. */
export interface Commitment {
  id: string
  /** The other side. */
  counterparty: string
  /** What it is, in words: `delivery 12:00-13:00`. */
  label: string
  from: EpochMs
  until: EpochMs
  /** Promised power at the connection, import positive, export negative. */
  powerKW: KW
  /** Deviation that costs nothing, either way. */
  toleranceKW: KW
  /** Price of what deviates beyond the tolerance. */
  penaltyEurPerMWh: number
}

/** The commitments that hold at `now`, the dearest first. */
export function commitmentsAt(commitments: readonly Commitment[], now: EpochMs): Commitment[] {
  return commitments
    .filter((c) => c.from <= now && now < c.until)
    .toSorted((a, b) => b.penaltyEurPerMWh - a.penaltyEurPerMWh)
}
