import { said } from '../alarms/search.ts'

/** What the address of today's money says: the span, the kind of income, the batch and the statement that is opened. */
export interface MoneySearch {
  span?: 'month'
  kind?: string
  batch?: number
  quarter?: number
}

/** What the address of the outbox says: the row that is opened. */
export interface BatchSearch {
  id?: string
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined
const countOf = (value: unknown): number | undefined => {
  const count = Number(value)
  return value !== undefined && value !== '' && Number.isSafeInteger(count) && count >= 0 ? count : undefined
}

/** Reads the address of today's money; what it does not know it leaves out. */
export function moneySearch(search: Record<string, unknown>): MoneySearch {
  return said<MoneySearch>({
    span: search['span'] === 'month' ? 'month' : undefined,
    kind: textOf(search['kind']),
    batch: countOf(search['batch']),
    quarter: countOf(search['quarter']),
  })
}

/** Reads the address of the outbox; what it does not know it leaves out. */
export function batchSearch(search: Record<string, unknown>): BatchSearch {
  return said<BatchSearch>({ id: textOf(search['id']) })
}
