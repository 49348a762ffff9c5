import type { DetectorName, Signal } from '../../../../domain/health/anomaly.ts'
import { type PointName, pointSpec } from '../../../../domain/points.ts'
import type { Ms } from '../../../../domain/units.ts'

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]

/** "12 K", "0.4 mm/s": a difference, without sign. */
export function differenceWords(point: PointName, by: number): string {
  const { unit, decimals } = pointSpec(point)
  const size = Math.abs(by)
  const places = size >= 10 ? Math.min(decimals, 0) : Math.max(decimals, size < 1 ? 2 : 1)
  return `${size.toFixed(places)}${unit === '' ? '' : ` ${unit === '°C' ? 'K' : unit}`}`
}

/** "12 K above": a signed difference. */
export function aboveWords(point: PointName, by: number): string {
  return `${differenceWords(point, by)} ${by < 0 ? 'below' : 'above'}`
}

/** "6 h", "3 days", "20 min". */
export function spanWords(spanMs: Ms): string {
  if (spanMs >= 2 * dayMs) return `${Math.round(spanMs / dayMs)} days`
  if (spanMs >= hourMs) return `${Math.round(spanMs / hourMs)} h`
  return `${Math.max(1, Math.round(spanMs / minuteMs))} min`
}

/** "load and air", "load, air and fans". */
export function listWords(words: readonly string[]): string {
  const unique = [...new Set(words)]
  const last = unique.pop() ?? ''
  return unique.length === 0 ? last : `${unique.join(', ')} and ${last}`
}

/** Label of a point inside a sentence: "outlet air". */
export function pointWords(point: PointName): string {
  const { label } = pointSpec(point)
  return label.charAt(0).toLowerCase() + label.slice(1)
}

/** Signals with shares that add up to 100, the strongest first; `size` weighs them. */
export function sharesOf(signals: readonly { point: PointName; size: number; words: string }[]): Signal[] {
  const total = signals.reduce((sum, { size }) => sum + size, 0)
  const sorted = signals.toSorted((a, b) => b.size - a.size)
  return sorted.map(({ point, size, words }) => ({
    point,
    sharePct: total > 0 ? Math.round((1_000 * size) / total) / 10 : 0,
    words,
  }))
}

/** How long a verdict of each detector outlives the last row that said so. */
export const holdMs: Record<DetectorName, Ms> = {
  level: 3 * hourMs,
  spread: 3 * hourMs,
  drift: 2 * dayMs,
  stuck: 0,
  step: 6 * hourMs,
  spike: hourMs,
  season: 12 * hourMs,
  machine: 12 * hourMs,
  peers: 6 * hourMs,
  model: 12 * hourMs,
  balance: 3 * hourMs,
  rule: 0,
}

/** The text with its first letter as at the start of a sentence. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
