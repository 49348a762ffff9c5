import { said } from '../alarms/search.ts'

/** What the address of the market says: the request whose matches are shown. */
export interface MarketSearch {
  request?: number
}

/** Reads the address of the market; what it does not know it leaves out. */
export function marketSearch(search: Record<string, unknown>): MarketSearch {
  const request = Number(search['request'])
  return said<MarketSearch>({ request: Number.isSafeInteger(request) && request > 0 ? request : undefined })
}
