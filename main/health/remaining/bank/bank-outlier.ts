import type { EpochMs } from '../../../../domain/units.ts'
import { median } from '../../statistics.ts'
import { createMember } from './member.ts'
import { type BankSettings, type Outlier, usualBank } from './settings.ts'
import { createStreak } from './streak.ts'

/** What a row of values says. */
export interface BankVerdict {
  /** By member; `null` where nothing stands out, or nothing is known yet. */
  members: readonly (Outlier | null)[]
  /** Set when the row goes together, so that no single member can be named: load, speed, a shared cause. */
  group: Outlier | null
}

/** A bank under watch. */
export interface BankWatch {
  /** Takes the levels of all members at one instant, in their order. */
  take(at: EpochMs, levels: readonly number[]): BankVerdict
}

/**
 * Watches levels above zero (vibration, temperature rise, current) of three like members or more, row by row. Their
 * logarithms are compared with each member's own usual level, and then with what the whole row does: what is common to
 * all is no fault of one. Missing values are NaN; a level of zero or less counts as missing. Nothing is said while it
 * learns.
 */
export function createBankWatch(members: number, settings: BankSettings = usualBank): BankWatch {
  const each = Array.from({ length: members }, () => createMember(settings))
  const streaks = each.map(() => createStreak(settings))
  const groupStreak = createStreak(settings)
  return {
    take(at, levels) {
      const departures = each.map((member, i) => member.take(levels[i] ?? Number.NaN))
      const common = median(departures.filter((departure) => !Number.isNaN(departure)))
      const own = departures.map((departure) => (Number.isNaN(departure) ? 0 : departure - common))
      const least = settings.echoShare * Math.max(...own)
      const named = streaks.map((streak, i) => {
        const departure = own[i] ?? 0
        return streak.take(at, departure < least ? 0 : departure, each[i]?.spread() ?? Number.NaN)
      })
      const group = groupStreak.take(at, common, median(each.map((member) => member.spread())))
      if (group === null && named.every((outlier) => outlier === null)) for (const member of each) member.follow()
      return { members: named, group }
    },
  }
}
