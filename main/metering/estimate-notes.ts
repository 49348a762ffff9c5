import { type Interval, type IntervalMethod, intervalMethods } from '../../domain/metering/meter.ts'
import { type Quarter, quarterStart } from '../../domain/metering/quarter.ts'
import type { MeteringStore } from './metering-store.ts'
import type { MeteringNote } from './watch-register.ts'

/** Notes of where estimating began and by what; `written` are quarters of one register in order of time. */
export function estimateNotes(store: Pick<MeteringStore, 'intervals'>, written: readonly Interval[]): MeteringNote[] {
  const [first] = written
  if (!first || written.every(({ quality }) => quality !== 'estimated')) return []
  const before = store.intervals(first, first.quarter - 1, first.quarter)[0]
  let last: { quarter: Quarter; method: IntervalMethod } | undefined = before
  return written.flatMap(({ quarter, quality, method }): MeteringNote[] => {
    const goesOn = last?.quarter === quarter - 1 && last.method === method
    last = { quarter, method }
    if (quality !== 'estimated' || goesOn) return []
    return [
      { kind: 'estimate', at: quarterStart(quarter), words: `Estimated from here on by: ${intervalMethods[method]}.` },
    ]
  })
}
