import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = join(
  process.env['POWERCHAIN_DATA'] ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url)),
  'energy',
)

/** Real-time prices of ERCOT's hub average in 2024, US$/MWh, every 15 minutes, UTC. */
export interface Prices {
  firstAt: number
  usdPerMWh: number[]
}

/** Reads the prices. @throws Error that says where they belong */
export function ercotPrices(): Prices {
  const file = join(folder, 'ercot_hubavg_rt_15min_2024.csv')
  if (!existsSync(file))
    throw new Error(`the prices of this bench are not there: ${file} (ERCOT hub average 2024; set POWERCHAIN_DATA)`)
  const rows = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  const usdPerMWh = rows.map((row) => Number(row.split(',')[1]))
  return { firstAt: Date.parse('2024-01-01T00:00Z'), usdPerMWh }
}

/** A day of the year with what the week after it is like, 0 = January 1st. */
export function dayOf(date: string): number {
  return (Date.parse(`${date}T00:00Z`) - Date.parse('2024-01-01T00:00Z')) / 86_400_000
}
