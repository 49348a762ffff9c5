import type { Ms } from '../../domain/units.ts'
import { formatNumber } from './number.ts'

const units: readonly [size: number, name: string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
]

/** A span in at most two units, e.g. `47 s`, `22 min 56 s`, `3 h 28 min`, `2 d 22 h`. Negative spans count as none. */
export function formatDuration(spanMs: Ms): string {
  const seconds = Math.max(0, Math.round(spanMs / 1_000))
  const first = units.findIndex(([size]) => seconds >= size)
  const [size, name] = units[first] ?? [1, 's']
  const whole = Math.floor(seconds / size)
  const next = units[first + 1]
  const rest = next ? Math.floor((seconds - whole * size) / next[0]) : 0
  return next && rest > 0 ? `${whole}\u00A0${name} ${rest}\u00A0${next[1]}` : `${whole}\u00A0${name}`
}

/** Age of a reading: tenths of a second below ten, then as {@link formatDuration}. */
export function formatAge(ageMs: Ms): string {
  if (ageMs < 9_950) return `${formatNumber(Math.max(0, ageMs) / 1_000, 1)}\u00A0s`
  return formatDuration(ageMs)
}

const roughUnits: readonly [size: number, name: string, below: number][] = [
  [1, 's', 600],
  [60, 'min', 6_000],
  [3_600, 'h', 259_200],
  [86_400, 'd', Number.POSITIVE_INFINITY],
]

/** A span in one unit, for places with little room, e.g. `90 s`, `75 min`, `2.7 h`, `11 h`, `4 d`. */
export function formatRoughDuration(spanMs: Ms): string {
  const seconds = Math.max(0, spanMs / 1_000)
  const [size, name] = roughUnits.find(([, , below]) => seconds < below) ?? [1, 's']
  const count = seconds / size
  return `${formatNumber(count, name === 'h' && count < 9.95 ? 1 : 0)}\u00A0${name}`
}
