import { createCalendar } from '../model/calendar.ts'
import type { Shape } from '../model/shape.ts'
import { priceShape } from '../price/price-shape.ts'
import type { QuantityHistory } from './history.ts'
import { loadShape } from './load-shape.ts'
import { pvShape } from './pv-shape.ts'
import { windShape } from './wind-shape.ts'

/** Local quarter of the day from which on the prices of the next day are published: noon. */
const noon = 48

/** How a quantity is looked at, by its kind. */
export function shapeOf(history: QuantityHistory): Shape {
  const { quantity, from, values, timeZone, published, ambientDegC } = history
  const calendar = createCalendar(from, timeZone)
  const measured = ambientDegC ? [ambientDegC] : []
  if (quantity === 'load') return loadShape({ ...history, calendar, measured })
  if (quantity.startsWith('pv:')) return pvShape({ ...history, calendar, measured })
  if (quantity.startsWith('wind:')) return windShape({ ...history, calendar, measured })
  const { quarterOfDay } = calendar
  return priceShape({
    ...calendar,
    paid: values,
    published: published ?? new Float64Array(),
    publishedUntil(issue) {
      const quarter = quarterOfDay(issue)
      return issue - quarter + (quarter >= noon ? 192 : 96)
    },
    foreseen: [],
    measured,
  })
}
