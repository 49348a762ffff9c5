import type { EpochMs } from '../../../domain/units.ts'
import { dayMs } from '../history.ts'
import type { Verdict } from './verdict-table.ts'

/**
 * Rates beyond which a source of announcements is worse than none (fault 65): so many rejected in a week, when that is
 * most of what was judged; or so many announced in a day, by whatever cause, which nobody can look at.
 */
export const tooMany = { rejectedPerWeek: 4, announcedPerDay: 25 }
/** It is silent for so long, then tried again. */
export const mutedForMs = 7 * dayMs

/** A source that has muted itself. */
export interface Muted {
  until: EpochMs
  words: string
}

/** Counts what each source announces and mutes those that cry wolf. */
export function createMuting() {
  const announcedAt = new Map<string, EpochMs[]>()
  const muted = new Map<string, Muted>()
  const mute = (source: string, at: EpochMs, why: string): void => {
    if (isMuted(source, at)) return
    const day = new Date(at + mutedForMs).toISOString().slice(0, 10)
    muted.set(source, { until: at + mutedForMs, words: `Silent until ${day}: ${why}.` })
  }
  const isMuted = (source: string, at: EpochMs): boolean => at < (muted.get(source)?.until ?? -Infinity)
  return {
    isMuted,
    /** Why a source is silent; `undefined` when it is not. */
    of: (source: string, at: EpochMs): Muted | undefined => (isMuted(source, at) ? muted.get(source) : undefined),
    /** Something new was announced by a source. */
    announced(source: string, at: EpochMs): void {
      const lately = [...(announcedAt.get(source) ?? []).filter((one) => one > at - dayMs), at]
      announcedAt.set(source, lately)
      if (lately.length > tooMany.announcedPerDay)
        mute(source, at, `it announced ${lately.length} things in a day, more than ${tooMany.announcedPerDay}`)
    },
    /** Technicians have spoken. */
    judged(verdicts: readonly Verdict[], at: EpochMs): void {
      for (const source of new Set(verdicts.map((one) => one.source))) {
        const lately = verdicts.filter((one) => one.source === source && one.at > at - 7 * dayMs)
        const rejected = lately.filter(({ verdict }) => verdict === 'rejected').length
        const confirmed = lately.filter(({ verdict }) => verdict === 'confirmed').length
        if (rejected > tooMany.rejectedPerWeek && rejected > confirmed)
          mute(source, at, `${rejected} false alarms in a week, more than ${tooMany.rejectedPerWeek}`)
      }
    },
  }
}

/** Mutes sources that cry wolf. */
export type Muting = ReturnType<typeof createMuting>
