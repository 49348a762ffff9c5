/** Power in kilowatts. Positive = flowing into the site's bus from the thing in question; every load is negative. */
export type KW = number
/** Energy in kilowatt-hours. Energy has no sign: counters only rise. */
export type KWh = number
/** Percent, 0 to 100. */
export type Pct = number
/** Instant, epoch milliseconds UTC. */
export type EpochMs = number
/** Span of time in milliseconds. */
export type Ms = number

/** What a thing draws from the bus in kW, never negative zero: the one place where the sign of a load is turned. */
export function drawKW(powerKW: KW): KW {
  return powerKW === 0 ? 0 : -powerKW
}

/** Energy in kWh that a constant power in kW moves in a span of milliseconds; keeps the sign of the power. */
export function energyKWh(powerKW: KW, spanMs: Ms): KWh {
  return (powerKW * spanMs) / 3_600_000
}

/** A value held inside [min, max]. */
export function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max)
}
