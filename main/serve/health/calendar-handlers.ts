import type { Guarded } from '../base.ts'
import type { ServedSite } from '../served-site.ts'

/** When taking an asset out costs least. */
export function calendarHandlers({ health }: Guarded, { calendar }: Pick<ServedSite, 'calendar'>) {
  return health.calendar.handler(({ input }) => calendar.find(input))
}
