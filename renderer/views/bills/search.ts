import { said } from '../alarms/search.ts'

/** What the bills screen can show. */
export const billViews = ['consumers', 'runs', 'payments', 'tariffs', 'rates'] as const
/** One of {@link billViews}. */
export type BillView = (typeof billViews)[number]

/** What the address of the bills screen says: the view, and which consumer and bill are opened. */
export interface BillsSearch {
  view?: BillView
  consumer?: string
  bill?: number
}

/** Reads the address of the bills screen; what it does not know it leaves out. */
export function billsSearch(search: Record<string, unknown>): BillsSearch {
  const bill = Number(search['bill'])
  return said<BillsSearch>({
    view: billViews.find((view) => view === search['view']),
    consumer: typeof search['consumer'] === 'string' ? search['consumer'].slice(0, 40) : undefined,
    bill: Number.isSafeInteger(bill) && bill > 0 ? bill : undefined,
  })
}
