import type { ReportCell, ReportTable } from '../../../domain/rpc/reports.ts'

/** What stands for a missing value. */
export const missingWord = 'missing'

/** A cell as it is printed; a number with the decimals of its column, digits grouped by a space that does not break. */
export function cellWords(cell: ReportCell, { decimals }: ReportTable['columns'][number]): string {
  if (cell === null) return missingWord
  if (typeof cell === 'string') return cell
  const [whole = '', rest] = Math.abs(cell)
    .toFixed(decimals ?? 0)
    .split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, '\u00A0')
  const text = rest === undefined ? grouped : `${grouped}.${rest}`
  return cell < 0 && /[1-9]/.test(text) ? `\u2212${text}` : text
}

/** Name of a column with its unit. */
export function columnWords({ name, unit }: ReportTable['columns'][number]): string {
  return unit === '' ? name : `${name}, ${unit}`
}
