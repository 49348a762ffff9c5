import type { AlarmKpis } from '../../../domain/rpc/alarms.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { flood } from '../flood.ts'

/** Numbers of alarms by steps of time, aligned to UTC. */
export interface Bins {
  from: EpochMs
  stepMs: Ms
  counts: number[]
}

/** Empty bins over [from, to). */
export function createBins(from: EpochMs, to: EpochMs, stepMs: Ms): Bins {
  const start = Math.floor(from / stepMs) * stepMs
  return { from: start, stepMs, counts: Array.from({ length: Math.ceil((to - start) / stepMs) }, () => 0) }
}

/** Counts one more. */
export function count({ from, stepMs, counts }: Bins, at: EpochMs): void {
  const i = Math.floor((at - from) / stepMs)
  if (i >= 0 && i < counts.length) counts[i] = (counts[i] ?? 0) + 1
}

/** The bins with what is above `bearable`. */
export function binFigures(bins: Bins, bearable: number): AlarmKpis['tenMinutes'] {
  const over = bins.counts.filter((n) => n > bearable).length
  const most = bins.counts.reduce((a, b) => Math.max(a, b), 0)
  return { ...bins, most, over, overShare: share(over, bins.counts.length) }
}

/** Spans with more alarms than a person can read: begin above 10 in a bin, end below 5. */
export function floodsOf({ from, stepMs, counts }: Bins): AlarmKpis['floods'] {
  const list: AlarmKpis['floods']['list'] = []
  let now: (typeof list)[number] | undefined
  counts.forEach((n, i) => {
    const [start, end] = [from + i * stepMs, from + (i + 1) * stepMs]
    if (now && n < flood.endBelow) now = undefined
    if (!now && n > flood.beginAbove) list.push((now = { from: start, to: end, alarms: 0, most: 0 }))
    if (now) Object.assign(now, { to: end, alarms: now.alarms + n, most: Math.max(now.most, n) })
  })
  const durationMs = list.reduce((sum, span) => sum + span.to - span.from, 0)
  const alarms = list.reduce((sum, span) => sum + span.alarms, 0)
  return { count: list.length, durationMs, share: share(durationMs, counts.length * stepMs), alarms, list }
}

/** A part of the whole, 0 to 1; 0 of nothing. */
export function share(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0
}
