import type { Interval } from '../../../domain/metering/meter.ts'
import { quarterStart } from '../../../domain/metering/quarter.ts'
import type { Consumption } from '../../../domain/retail/bill.ts'
import type { Consumer } from '../../../domain/retail/settings.ts'
import { householdWh, seedOf } from './household.ts'
import { labelsOf } from './local-clock.ts'
import type { ReadingBook } from './reading-book.ts'

/** What a consumer drew in the quarters [from, to); a text says why that is not known. */
export type ConsumptionOf = (consumer: Consumer, from: number, to: number) => Consumption | string

/** Energy of a register of one of the site's meter points. */
export type IntervalsOf = (
  key: { pointId: string; register: Interval['register'] },
  from: number,
  to: number,
) => readonly Interval[]

const qualityDigits = { measured: '1', estimated: '2', edited: '3', missing: '' } as const

/** Finds what consumers drew: from the site's own meters, from readings of people, or made up where it is practice. */
export function createSources(needs: {
  intervalsOf: IntervalsOf
  readings: ReadingBook
  timeZone: string
}): ConsumptionOf {
  const { intervalsOf, readings, timeZone } = needs
  return ({ id, supply }, from, to) => {
    if (supply.from === 'simulated') {
      const made = { kind: supply.household, yearKWh: supply.yearKWh, seed: seedOf(id) }
      const wh = labelsOf(from, to, timeZone).map((label, i) => householdWh(made, from + i, label))
      return { kind: 'quarters', wh, quality: '1'.repeat(wh.length), isSimulated: true }
    }
    if (supply.from === 'readings') return readings.between(id, supply, quarterStart(from), quarterStart(to))
    return measured(intervalsOf({ pointId: supply.asset, register: supply.register }, from, to), from, to)
  }
}

function measured(intervals: readonly Interval[], from: number, to: number): Consumption | string {
  const known = new Map(intervals.map((interval) => [interval.quarter, interval]))
  const wh: number[] = []
  let quality = ''
  for (let quarter = from; quarter < to; quarter++) {
    const interval = known.get(quarter)
    if (!interval || interval.wh === null) continue
    wh.push(interval.wh)
    quality += qualityDigits[interval.quality]
  }
  const missing = to - from - wh.length
  if (missing > 0) return `${missing} of ${to - from} quarters are missing or not closed yet`
  return { kind: 'quarters', wh, quality, isSimulated: false }
}

/** Sum of a consumption, Wh. */
export function energyOf(consumption: Consumption): number {
  return consumption.kind === 'quarters'
    ? consumption.wh.reduce((sum, wh) => sum + wh, 0)
    : consumption.rows.reduce((sum, { wh }) => sum + wh, 0)
}

/** What of it is estimated or edited, Wh. */
export function estimatedOf(consumption: Consumption): number {
  return consumption.kind === 'quarters'
    ? consumption.wh.reduce((sum, wh, i) => sum + (consumption.quality[i] === '1' ? 0 : wh), 0)
    : consumption.rows.reduce((sum, { wh, isEstimated }) => sum + (isEstimated ? wh : 0), 0)
}
