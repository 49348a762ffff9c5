import { readCsv } from '../../tables/csv.ts'
import { retailFault } from '../fault.ts'
import { type BankFile, centsOf, dayIn, mostPayments, plainText } from './incoming.ts'

/** Columns by what they hold; banks name them differently. */
const columns = {
  paidOn: ['date', 'booking date', 'paid on', 'buchungstag', 'day'],
  amount: ['amount', 'betrag', 'credit'],
  payer: ['payer', 'name', 'from', 'auftraggeber'],
  reference: ['reference', 'text', 'purpose', 'verwendungszweck', 'remittance'],
  bankReference: ['bank reference', 'id', 'transaction id'],
  currency: ['currency', 'waehrung', 'währung'],
} as const
type ColumnName = keyof typeof columns

/** Reads payments from a CSV table with date, amount and reference, and perhaps payer, bank reference and currency. Errors: `Retail.Invalid`, `Config.Invalid`. */
export function readPaymentCsv(name: string, bytes: Uint8Array, currency: string): BankFile {
  const table = readCsv(name, bytes)
  if (table.rows.length > mostPayments) throw retailFault(`The table has more than ${mostPayments} rows.`)
  const place = (column: ColumnName) =>
    table.columns.findIndex((head) => (columns[column] as readonly string[]).includes(head.toLowerCase()))
  const needed = (['paidOn', 'amount', 'reference'] as const).filter((column) => place(column) < 0)
  if (needed.length > 0)
    throw retailFault(
      `The table needs the columns date, amount and reference; not found: ${needed.map((c) => columns[c][0]).join(', ')}.`,
    )
  const file: BankFile = { format: 'CSV', identity: '', rows: [], faults: [] }
  const seen = new Map<string, number>()
  for (const { row, cells } of table.rows) {
    const cell = (column: ColumnName) => cells[place(column)] ?? ''
    const fault = (words: string) => file.faults.push({ row, words })
    const [paidOn, amount] = [dayIn(cell('paidOn')), centsOf(cell('amount'))]
    const given = cell('currency').trim()
    if (given !== '' && given !== currency) fault(`an amount in ${plainText(given).slice(0, 10)}, not in ${currency}`)
    else if (paidOn === undefined) fault('no day such as 2026-03-31')
    else if (amount === undefined) fault('no amount above 0 with at most two decimals')
    else {
      const [payer, reference] = [plainText(cell('payer')), plainText(cell('reference'))]
      const facts = `${paidOn} ${amount} ${payer} ${reference}`
      const times = (seen.get(facts) ?? 0) + 1
      seen.set(facts, times)
      // the same twice in one file is two payments; the same file or row again is not
      file.rows.push({
        row,
        paidOn,
        amount,
        payer,
        reference,
        bankReference: plainText(cell('bankReference')) || `${facts} ${times}`,
      })
    }
  }
  return file
}
