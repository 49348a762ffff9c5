import type { MaintenanceCalendar } from '../../../../domain/rpc/health/calendar.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { TrendView } from '../../../charts/trend-option.ts'
import { formatDay, formatTime } from '../../../format/time.ts'
import { equalSteps } from '../evidence/evidence-view.ts'

/** How the cost of a window is known. */
export const basisWords = {
  plan: 'by the dispatch plan',
  forecast: 'by the forecasts',
  usual: 'by the usual of that hour',
} as const

/** `Fri 4 Dec 08:00 to 11:00`, over days with both. */
export function spanText(from: EpochMs, to: EpochMs, timeZone: string): string {
  const [first, last] = [formatDay(from, timeZone), formatDay(to, timeZone)]
  const end = formatTime(to, timeZone)
  return `${first} ${formatTime(from, timeZone)} to ${first === last ? end : `${last} ${end}`}`
}

/** The window that was chosen by its beginning; where it is no longer offered, the cheapest. */
export function chosenWindow(windows: MaintenanceCalendar['windows'], from: EpochMs | undefined) {
  return windows.find((window) => window.from === from) ?? windows[0]
}

/** What a window costs in all: what is lost by it, and what waiting until then risks. */
export function wholeCost({ costEur, riskEur }: { costEur: number; riskEur: number }): number {
  return costEur + riskEur
}

/** Cost of a start over time as a chart, with the chosen window and planned work marked. */
export function calendarView(
  { starts, planned }: MaintenanceCalendar,
  { chosenAt, timeZone }: { chosenAt: EpochMs | undefined; timeZone: string },
): TrendView {
  const whole = starts.costEur.map((cost, i) => (cost === null ? null : cost + (starts.riskEur[i] ?? 0)))
  const { from, stepMs, columns } = equalSteps(starts.at, { cost: starts.costEur, whole })
  const to = (starts.at.at(-1) ?? from) + stepMs
  return {
    series: [
      { name: 'with risk', colour: 'text', from, stepMs, values: columns.whole },
      { name: 'work alone', colour: 'process2', from, stepMs, values: columns.cost, line: 'dashed' },
    ],
    marks: [
      ...(chosenAt === undefined ? [] : [{ name: 'chosen', at: chosenAt, colour: 'accent' as const }]),
      ...planned
        .filter((work) => work.from >= from && work.from <= to)
        .map(({ title, from: at }) => ({
          name: title.length > 24 ? `${title.slice(0, 23)}…` : title,
          at,
          colour: 'process2' as const,
        })),
    ],
    from,
    to,
    timeZone,
    unit: '€',
    min: 0,
  }
}
