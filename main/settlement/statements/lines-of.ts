import { type Interval, intervalQualities, registers } from '../../../domain/metering/meter.ts'
import type { LineRow } from '../../../domain/settlement/statement.ts'
import type { Salts } from './salts.ts'

const wattHours = 1
const automatic = 1

/** The lines of a quarter from its intervals, in order of meter point and register, so that any order gives the same. */
export function linesOf(intervals: readonly Interval[], revision: number, salts: Salts): LineRow[] {
  return intervals
    .toSorted((a, b) => compare(a.pointId, b.pointId) || registers[a.register].code - registers[b.register].code)
    .map(({ pointId, register, quarter, quality, wh, epoch, closingWh }, index) => ({
      meterPoint: salts.meterPoint(pointId),
      register: registers[register].code,
      unit: wattHours,
      quality: intervalQualities.indexOf(quality) + 1,
      source: automatic,
      agreement: '0',
      meterEpoch: epoch,
      // a missing value is marked by its quality; its quantity counts for nothing
      quantity: wh ?? 0,
      closing: closingWh ?? 0,
      salt: salts.line(quarter, revision, index),
    }))
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
