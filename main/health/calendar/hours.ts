import type { EpochMs } from '../../../domain/units.ts'

/** How the loss of an hour is known. */
export type Basis = 'plan' | 'forecast' | 'usual'

/** What the site loses in an hour without the asset. */
export interface HourLoss {
  at: EpochMs
  /** EUR; `null` where nothing is known. */
  lossEur: number | null
  basis: Basis
}

/** A stretch with a loss by the hour. */
export interface LossStep {
  from: EpochMs
  until: EpochMs
  eurPerH: number
}

/** Local hour and kind of day. */
export interface LocalHour {
  hour: number
  isDayOff: boolean
}

/** An hour, ms. */
export const hourMs = 3_600_000

/** Usual loss of an hour, by the kind of day and the hour of it; `null` where nothing was known. */
export function usualLoss(
  known: readonly { at: EpochMs; lossEur: number }[],
  local: (at: EpochMs) => LocalHour,
): (at: EpochMs) => number | null {
  const sums = new Map<string, { sum: number; count: number }>()
  const add = (key: string, value: number) => {
    const entry = sums.get(key) ?? { sum: 0, count: 0 }
    sums.set(key, { sum: entry.sum + value, count: entry.count + 1 })
  }
  const keysOf = (at: EpochMs) => {
    const { hour, isDayOff } = local(at)
    // from the most exact on: an hour that was never seen on a day off is as on other days
    return [`${hour} ${isDayOff}`, `${hour}`]
  }
  for (const { at, lossEur } of known) if (!Number.isNaN(lossEur)) for (const key of keysOf(at)) add(key, lossEur)
  return (at) => {
    for (const key of keysOf(at)) {
      const entry = sums.get(key)
      if (entry) return entry.sum / entry.count
    }
    return null
  }
}

/** Losses by whole hours from steps of any length; an hour that steps do not fill is not told. */
export function hourly(steps: readonly LossStep[]): Map<EpochMs, number> {
  const sums = new Map<EpochMs, { eur: number; ms: number }>()
  for (const { from, until, eurPerH } of steps) {
    if (Number.isNaN(eurPerH)) continue
    for (let at = Math.floor(from / hourMs) * hourMs; at < until; at += hourMs) {
      const ms = Math.min(until, at + hourMs) - Math.max(from, at)
      const entry = sums.get(at) ?? { eur: 0, ms: 0 }
      sums.set(at, { eur: entry.eur + (eurPerH * ms) / hourMs, ms: entry.ms + ms })
    }
  }
  return new Map([...sums].flatMap(([at, { eur, ms }]) => (ms >= hourMs ? [[at, eur]] : [])))
}

/** Every hour from the next one on: by the plan where it reaches, by forecasts, else as usual. */
export function hoursAhead(given: {
  now: EpochMs
  until: EpochMs
  plan: ReadonlyMap<EpochMs, number>
  forecast: ReadonlyMap<EpochMs, number>
  usual(at: EpochMs): number | null
}): HourLoss[] {
  const { now, until, plan, forecast, usual } = given
  const first = Math.ceil(now / hourMs) * hourMs
  return Array.from({ length: Math.max(0, Math.floor((until - first) / hourMs)) }, (_, i) => {
    const at = first + i * hourMs
    const [planned, foreseen] = [plan.get(at), forecast.get(at)]
    if (planned !== undefined) return { at, lossEur: planned, basis: 'plan' }
    if (foreseen !== undefined) return { at, lossEur: foreseen, basis: 'forecast' }
    return { at, lossEur: usual(at), basis: 'usual' }
  })
}
