import type { EpochMs, Ms } from '../../domain/units.ts'

/** What is known of a counter before it is read. Values in our unit. */
export interface CounterRules {
  /** Where its register starts again from 0; absent = never in its life. */
  wrapAt?: number
  /** Most that it can rise in an hour; `Infinity` when nobody knows. */
  perHour: number
  /** Its smallest step, by its register. */
  step: number
  /** For a 32-bit float, whose step grows with its value. */
  isFloat32?: true
}

/** A counter as it was last read, and what was added to it since the series began. */
export interface Counter {
  raw: number
  at: EpochMs
  offset: number
  /** The series' last value. */
  total: number
  /** A reading that does not follow from the last; the next one tells whether it was a slip or a new beginning. */
  odd?: { raw: number; at: EpochMs }
  /** The device has certainly begun again since. */
  hasBegunAnew?: true
}

/** Why a series goes on from another raw value than the device's last. */
export interface CounterEvent {
  kind: 'wrapped' | 'restarted' | 'jumped'
  /** Last raw value before it, first one after. */
  from: number
  to: number
}

/** A series with its next value as `total`, never less than the one before. */
export interface Counted {
  counter: Counter
  /** True while the reading does not follow: the value is then the last one that did. */
  isOdd: boolean
  event?: CounterEvent
}

/** A shorter time between two readings than this is not believed: clocks are set. */
const leastMs: Ms = 10_000

/**
 * Turns raw readings of a counter into a series that never falls and never rises by more than can be. It goes on over the
 * end of the register; when the device began again, it goes on from where it was without what nobody counted meanwhile.
 * Without a last reading a series begins with the raw value.
 */
export function count(before: Counter | undefined, raw: number, at: EpochMs, rules: CounterRules): Counted {
  if (!before) return { counter: { raw, at, offset: 0, total: raw }, isOdd: false }
  const { offset, total, odd } = before
  if (before.hasBegunAnew) return { counter: { raw, at, offset: total - raw, total }, isOdd: false }
  const goOn = (newest: number, newOffset: number, event?: CounterEvent): Counted => ({
    counter: { raw: newest, at, offset: newOffset, total: Math.max(total, newest + newOffset) },
    isOdd: false,
    ...(event ? { event } : {}),
  })
  if (follows(before, raw, at, rules)) return goOn(Math.max(raw, before.raw), offset)
  if (isWrap(before, raw, at, rules))
    return goOn(raw, offset + (rules.wrapAt ?? 0), { kind: 'wrapped', from: before.raw, to: raw })
  if (!odd || !follows(odd, raw, at, rules)) return { counter: { ...before, odd: { raw, at } }, isOdd: true }
  const kind = odd.raw < before.raw ? 'restarted' : 'jumped'
  return goOn(Math.max(raw, odd.raw), total - odd.raw, { kind, from: before.raw, to: odd.raw })
}

/** It rose by no more than it can, or fell by no more than rounding. */
function follows(before: { raw: number; at: EpochMs }, raw: number, at: EpochMs, rules: CounterRules): boolean {
  const rise = raw - before.raw
  return rise < 0 ? -rise <= stepAt(before.raw, rules) : rise <= mostRise(before, at, rules)
}

function isWrap(before: Counter, raw: number, at: EpochMs, rules: CounterRules): boolean {
  const { wrapAt, perHour } = rules
  if (wrapAt === undefined || raw >= before.raw) return false
  if (!Number.isFinite(perHour)) return before.raw > 0.9 * wrapAt && raw < 0.1 * wrapAt
  return raw + wrapAt - before.raw <= mostRise(before, at, rules)
}

function mostRise({ raw, at: since }: { raw: number; at: EpochMs }, at: EpochMs, rules: CounterRules): number {
  return (rules.perHour * Math.max(leastMs, at - since)) / 3_600_000 + 2 * stepAt(raw, rules)
}

function stepAt(raw: number, { step, isFloat32 }: CounterRules): number {
  // float32 keeps 24 bits
  return isFloat32 ? Math.max(step, Math.abs(raw) * 2 ** -22) : step
}
