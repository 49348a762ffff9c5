import { said } from '../alarms/search.ts'

/** What the address of a list says: the row that is chosen. */
export interface ChosenSearch {
  id?: string
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined

/** Reads the address of a list; what it does not know it leaves out. */
export function chosenSearch(search: Record<string, unknown>): ChosenSearch {
  return said<ChosenSearch>({ id: textOf(search['id']) })
}

/** What the address of the calendar says: which asset, for how long, and the forecast it is about. */
export interface CalendarSearch {
  assetId?: string
  hours?: number
  forecastId?: string
}

/** Reads the address of the calendar; what it does not know it leaves out. */
export function calendarSearch(search: Record<string, unknown>): CalendarSearch {
  const hours = Number(search['hours'])
  return said<CalendarSearch>({
    assetId: textOf(search['assetId']),
    hours: hours >= 0.5 && hours <= 336 ? hours : undefined,
    forecastId: textOf(search['forecastId']),
  })
}
