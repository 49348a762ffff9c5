import { formatNumber, type Quantity } from './number.ts'

/** A size on disk in kB, MB or GB (powers of 1,000). */
export function formatBytes(bytes: number): Quantity {
  if (bytes >= 1e9) return { number: formatNumber(bytes / 1e9, 2), unit: 'GB' }
  if (bytes >= 1e6) return { number: formatNumber(bytes / 1e6, 1), unit: 'MB' }
  return { number: formatNumber(bytes / 1e3), unit: 'kB' }
}
