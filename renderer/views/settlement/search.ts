import { type MoneyKind, moneyKinds } from '../../../domain/rpc/settlement/money.ts'
import { said } from '../alarms/search.ts'

/** What the address of today's money says: span, kind of income, batch, statement and asset that are opened. */
export interface MoneySearch {
  span?: 'month'
  kind?: MoneyKind
  batch?: number
  quarter?: number
  asset?: string
}

/** What the address of a list says: the row that is opened. */
export interface RowSearch {
  id?: string
}

const textOf = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value).slice(0, 200) : undefined
const countOf = (value: unknown): number | undefined => {
  const count = Number(value)
  return value !== undefined && value !== '' && Number.isSafeInteger(count) && count >= 0 ? count : undefined
}

/** Reads the address of today's money; what it does not know it leaves out. */
export function moneySearch(search: Record<string, unknown>): MoneySearch {
  return said<MoneySearch>({
    span: search['span'] === 'month' ? 'month' : undefined,
    kind: moneyKinds.find((kind) => kind === search['kind']),
    batch: countOf(search['batch']),
    quarter: countOf(search['quarter']),
    asset: textOf(search['asset']),
  })
}

/** Reads the address of a list; what it does not know it leaves out. */
export function rowSearch(search: Record<string, unknown>): RowSearch {
  return said<RowSearch>({ id: textOf(search['id']) })
}
