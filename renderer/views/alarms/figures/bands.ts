import type { AlarmPriority } from '../../../../domain/alarm.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'

/** Alarms an hour that one operator bears: fine up to 6, manageable up to 12, over from 30 (ISA-18.2). */
export const perHourBands = { fine: 6, manageable: 12, over: 30 } as const

/** A flood begins with more than so many alarms in ten minutes (ISA-18.2). */
export const floodAbove = 10

/** Share of time in flood that is still borne, 0 to 1. */
export const floodShareLimit = 0.01

/** Alarms standing longer than 24 h that are still borne. */
export const standingLimit = 5

/** Shares of priorities that are aimed at, 0 to 1: few that are high, so that those are believed (ISA-18.2). */
export const priorityAims: readonly { words: string; priorities: readonly AlarmPriority[]; share: number }[] = [
  { words: 'critical and high', priorities: [1, 2], share: 0.05 },
  { words: 'medium', priorities: [3], share: 0.15 },
  { words: 'low', priorities: [4], share: 0.8 },
]

/** A word for a rate of alarms an hour. */
export function rateWords(perHour: number): string {
  if (perHour <= perHourBands.fine) return 'fine'
  if (perHour <= perHourBands.manageable) return 'manageable'
  return perHour < perHourBands.over ? 'demanding' : 'over what one person can do'
}

/** A range of time that figures are made of. */
export type Period = '8h' | '24h' | '7d' | '30d' | '90d'

/** The periods with their words and lengths. */
export const periods: Record<Period, { label: string; words: string; spanMs: Ms }> = {
  '8h': { label: '8 h', words: 'the last 8 hours', spanMs: 28_800_000 },
  '24h': { label: '24 h', words: 'the last 24 hours', spanMs: 86_400_000 },
  '7d': { label: '7 d', words: 'the last 7 days', spanMs: 604_800_000 },
  '30d': { label: '30 d', words: 'the last 30 days', spanMs: 2_592_000_000 },
  '90d': { label: '90 d', words: 'the last 90 days', spanMs: 7_776_000_000 },
}

const binMs: Ms = 600_000

/** The range of a period up to now, in whole ten-minute bins; the present bin counts, though it is not over. */
export function rangeOf(period: Period, now: EpochMs): { from: EpochMs; to: EpochMs } {
  const to = (Math.floor(now / binMs) + 1) * binMs
  return { from: to - periods[period].spanMs, to }
}

/** Bins joined so that at most `most` are drawn; of those joined the highest is shown. */
export function joinBins(counts: readonly number[], most: number): { counts: number[]; per: number } {
  const per = Math.max(1, Math.ceil(counts.length / most))
  const joined: number[] = []
  for (let i = 0; i < counts.length; i += per) joined.push(Math.max(...counts.slice(i, i + per)))
  return { counts: joined, per }
}

/** Whether a bin [at, at + stepMs) touches one of the floods. */
export function isInFlood(at: EpochMs, stepMs: Ms, floods: readonly { from: EpochMs; to: EpochMs }[]): boolean {
  return floods.some((flood) => at < flood.to && at + stepMs > flood.from)
}
