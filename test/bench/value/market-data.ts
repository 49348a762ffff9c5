import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../architecture/source-files.ts'

const folder = process.env['POWERCHAIN_DATA'] ?? join(root, '../shared/data')
const needed = 'energy/ercot_hubavg_rt_15min_2024.csv'

/** A year of a market by quarter of an hour, UTC, and what mining earned. */
export interface MarketYear {
  /** US$/MWh, settled in real time. */
  paid: Float64Array
  /** US$/MWh of the day-ahead market, and what it published beside. */
  published: Float64Array
  demandMW: Float64Array
  temperatureDegC: Float64Array
  /** US$ per TH and day. */
  hashprice: Float64Array
}

/** The real-time and day-ahead prices of ERCOT's hub average for 2024. @throws Error that says where the data is had */
export function marketYear(): MarketYear {
  if (!existsSync(join(folder, needed)))
    throw new Error(
      `no ${needed} in ${folder}: put the public ERCOT settlement point prices of 2024 (hub average, real time by quarter of an hour, day ahead by hour) there, or name the folder in POWERCHAIN_DATA`,
    )
  const paid = column(needed, 1)
  const hourly = (place: number) => {
    const hours = column('energy/ercot_hubavg_da_hourly_2024.csv', place)
    return Float64Array.from(paid, (_, quarter) => hours[quarter >> 2] ?? Number.NaN)
  }
  return {
    paid,
    published: hourly(1),
    demandMW: hourly(2),
    temperatureDegC: hourly(3),
    hashprice: hashprices(paid.length),
  }
}

function rows(file: string): string[][] {
  const [, ...lines] = readFileSync(join(folder, file), 'utf8').trim().split('\n')
  return lines.map((line) => line.split(','))
}

/** A column of numbers; where a cell is empty the value before it holds. */
function column(file: string, place: number): Float64Array {
  let last = Number.NaN
  return Float64Array.from(rows(file), (cells) => {
    if (cells[place]) last = Number(cells[place])
    return last
  })
}

/** Reward of a block before and after the halving of 2024-04-20, without fees, which were small but for a few days. */
function subsidy(date: string): number {
  return date < '2024-04-20' ? 6.25 : 3.125
}

function hashprices(quarters: number): Float64Array {
  const byDate = new Map(
    rows('energy/btc_price_difficulty_daily.csv').map(([date = '', price, difficulty]) => {
      const dollars = subsidy(date) * Number(price) * 86_400 * 1e12
      return [date, dollars / (Number(difficulty) * 2 ** 32)]
    }),
  )
  let last = 0
  return Float64Array.from({ length: quarters }, (_, quarter) => {
    // The close of the day before is what is known during a day.
    const date = new Date(Date.UTC(2024, 0, 1) + quarter * 900_000 - 86_400_000).toISOString().slice(0, 10)
    last = byDate.get(date) ?? last
    return last
  })
}
