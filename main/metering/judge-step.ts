import type { MeterPoint, Wh } from '../../domain/metering/meter.ts'
import type { EpochMs } from '../../domain/units.ts'

/** What the step from one reading of a register to the next means. */
export type Step =
  | { kind: 'rise'; wh: Wh }
  /** The register passed its end and began again from 0. */
  | { kind: 'rollover'; wh: Wh }
  /** It began anew; what passed meanwhile is unknown. */
  | { kind: 'reset' }
  /** More than can pass: it counts for nothing until more is known. */
  | { kind: 'implausible'; wh: Wh }
  /** Not later than the one before: the clock was set, or it came twice. */
  | { kind: 'outOfOrder' }

/** Share of the rating that may pass for a while, and tolerance for the grain of registers. */
const overload = 1.2
const grainWh = 1_000
/** A register this near its end may have passed it. */
const nearEnd = 0.9

/** Most that can pass within a span, Wh. */
export function mostWh({ ratedKW }: Pick<MeterPoint, 'ratedKW'>, spanMs: number): Wh {
  return (overload * ratedKW * spanMs) / 3_600 + grainWh
}

/**
 * Judges a step of a register by the rules of settlement-grade metering: a fall is a rollover only near the end of the
 * register and with a plausible power, else a reset; a rise above 1.2 times the rating is held.
 */
export function judgeStep(
  point: Pick<MeterPoint, 'ratedKW' | 'endWh'>,
  from: { at: EpochMs; wh: Wh },
  to: { at: EpochMs; wh: Wh },
): Step {
  const spanMs = to.at - from.at
  if (spanMs <= 0) return { kind: 'outOfOrder' }
  const most = mostWh(point, spanMs)
  if (to.wh >= from.wh) {
    const wh = to.wh - from.wh
    return { kind: wh <= most ? 'rise' : 'implausible', wh }
  }
  const wh = point.endWh - from.wh + to.wh
  return from.wh > nearEnd * point.endWh && wh <= most ? { kind: 'rollover', wh } : { kind: 'reset' }
}
