import { dayOf } from '../../../../domain/metering/quarter.ts'
import type { Consumption } from '../../../../domain/retail/bill.ts'

/** A local day of a bill: 92, 96 or 100 quarters. */
export interface EnergyDay {
  /** Its first quarter. */
  from: number
  wh: number
  quarters: { quarter: number; wh: number; quality: string }[]
}

const quarterMs = 900_000

/** The quarters of a bill by local day. */
export function daysOf(
  fromQuarter: number,
  { wh, quality }: Extract<Consumption, { kind: 'quarters' }>,
  timeZone: string,
): EnergyDay[] {
  const days: EnergyDay[] = []
  let last = ''
  wh.forEach((energy, i) => {
    const quarter = fromQuarter + i
    const name = dayOf(quarter * quarterMs, timeZone)
    if (name !== last) days.push({ from: quarter, wh: 0, quarters: [] })
    last = name
    const day = days.at(-1)
    if (!day) return
    day.wh += energy
    day.quarters.push({ quarter, wh: energy, quality: quality[i] ?? '1' })
  })
  return days
}
