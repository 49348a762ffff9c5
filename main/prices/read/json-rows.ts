import type { HttpPrices } from '../../../domain/dispatch/price-settings.ts'
import { createInstantReader } from '../../reports/supplier/instants.ts'
import { inOurUnit, type PriceRow } from './price-row.ts'

/** Most prices one answer may hold: a year of quarters of an hour. */
const mostItems = 40_000

/**
 * Prices of a JSON document, found by the paths of the site file. `null` prices are not known.
 * @throws Error in words for people, when the document is not as the site file says
 */
export function jsonRows(document: unknown, config: HttpPrices, siteZone: string): PriceRow[] {
  const items = valueAt(document, config.items)
  if (!Array.isArray(items)) throw new Error(`no list at "${config.items}"`)
  if (items.length > mostItems) throw new Error(`${items.length} prices, more than the ${mostItems} of a year`)
  const read = createInstantReader({ timeZone: config.timeZone ?? siteZone, isWorkbook: false })
  return items.flatMap((item: unknown, i) => {
    const price = valueAt(item, config.value)
    if (price === null) return []
    if (typeof price !== 'number' || !Number.isFinite(price))
      throw new Error(`item ${i} has no number at "${config.value}"`)
    const at = instantFrom(valueAt(item, config.at), config.instants, read)
    if (typeof at === 'string') throw new Error(`item ${i} has no instant at "${config.at}": expected ${at}`)
    return [{ at, spanMs: config.stepMinutes * 60_000, price: inOurUnit(price, config) }]
  })
}

function instantFrom(
  value: unknown,
  instants: HttpPrices['instants'],
  read: ReturnType<typeof createInstantReader>,
): number | string {
  if (instants === 'iso') return typeof value === 'string' ? read(value, undefined) : 'a text'
  const at = Number(value) * (instants === 'epochS' ? 1_000 : 1)
  return Number.isSafeInteger(at) ? at : 'a whole number'
}

/** Own fields only: a document can't reach into what objects inherit. */
function valueAt(document: unknown, path: string): unknown {
  let value = document
  for (const name of path === '' ? [] : path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
    value = (value as Record<string, unknown>)[name]
  }
  return value
}
