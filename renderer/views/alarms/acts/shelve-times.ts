import type { EpochMs } from '../../../../domain/units.ts'
import { siteInstant, siteLocal } from '../../operate/end-times.ts'

/** How long an alarm is put away. */
export type ShelveChoice = '15min' | '1h' | '8h' | 'shift' | 'custom'

/** Longest shelving, minutes; the engine refuses more. */
export const longestShelveMinutes = 1_440

const spans: Record<'15min' | '1h' | '8h', number> = { '15min': 15, '1h': 60, '8h': 480 }

/** Hours at the site when shifts change. */
const shiftHours = [6, 14, 22] as const
/** Longer than any shift, also in the night that clocks are put back, and shorter than a day that is cut short. */
const aheadMs = 36_000_000

/** When the present shift ends: the next of 6, 14 and 22 o'clock at the site. */
export function shiftEnd(now: EpochMs, timeZone: string): EpochMs {
  const days = [now, now + aheadMs].map((at) => siteLocal(at, timeZone).slice(0, 10))
  const ends = days.flatMap((day) =>
    shiftHours.map((hour) => siteInstant(`${day}T${String(hour).padStart(2, '0')}:00`, timeZone) ?? 0),
  )
  return ends.find((end) => end - now >= 60_000) ?? now + aheadMs
}

/** Whole minutes a choice means now; `undefined` while a custom span is none of 1 minute to 24 hours. */
export function shelveMinutes(
  choice: ShelveChoice,
  { now, timeZone, customMinutes }: { now: EpochMs; timeZone: string; customMinutes: number | undefined },
): number | undefined {
  if (choice === 'shift') return Math.max(1, Math.round((shiftEnd(now, timeZone) - now) / 60_000))
  if (choice !== 'custom') return spans[choice]
  const isAllowed = customMinutes !== undefined && customMinutes >= 1 && customMinutes <= longestShelveMinutes
  return isAllowed ? Math.round(customMinutes) : undefined
}
