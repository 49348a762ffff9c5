import { isInWindow } from '../../../domain/dispatch/clock-window.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { SiteView } from './site-view.ts'

/** Whether each step begins within the hours of the demand charge; without such hours every step counts. */
export function chargedSteps({ site }: Pick<SiteView, 'site'>, edges: readonly EpochMs[]): boolean[] {
  const window = site.controllers.peakShaving?.demand
  return edges.slice(0, -1).map((edge) => !window || isInWindow(window, edge, site.timeZone))
}

/** Hours from `now` to the end of the month on the site's clock, one at least. */
export function hoursLeftInMonth(now: EpochMs, timeZone: string): number {
  const month = new Intl.DateTimeFormat('en-GB', { timeZone, month: 'numeric' })
  const present = month.format(now)
  let hours = 1
  while (hours < 744 && month.format(now + hours * 3_600_000) === present) hours++
  return hours
}
