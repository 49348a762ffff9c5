import { type Interval, intervalKey, registerNames } from '../../../domain/metering/meter.ts'
import { type Quarter, quarterOf, quarterStart } from '../../../domain/metering/quarter.ts'
import type { RegisterStep } from '../../../domain/rpc/settlement/money.ts'
import { linesOfQuarter } from './kinds.ts'
import type { QuarterLines } from './rows.ts'
import type { MoneySources } from './sources.ts'

/** Sums of the quarters in [from, to) of which anything was metered, in order. Errors: `Store.*`. */
export async function readQuarters(sources: MoneySources, from: Quarter, to: Quarter): Promise<QuarterLines[]> {
  const intervals = new Map<string, Interval>()
  const closed = new Set<Quarter>()
  for (const { id } of sources.assets)
    for (const register of sources.registersOf(id)) {
      for (const interval of sources.intervals({ pointId: id, register }, from, to)) {
        intervals.set(intervalKey(id, register, interval.quarter), interval)
        closed.add(interval.quarter)
      }
      await sources.pause()
    }
  if (closed.size === 0) return []
  const hashrates = await readHashrates(sources, from, to)
  const orders = Map.groupBy(await sources.orders(quarterStart(from), quarterStart(to)), (one) =>
    quarterOf(one.order.from),
  )
  return [...closed]
    .toSorted((a, b) => a - b)
    .map((quarter) => ({
      quarter,
      lines: linesOfQuarter(sources, {
        quarter,
        interval: (assetId, register) => intervals.get(intervalKey(assetId, register, quarter)),
        hashrateTHs: (assetId) => hashrates.get(assetId)?.[quarter - from] ?? Number.NaN,
        orders: orders.get(quarter) ?? [],
      }),
    }))
}

async function readHashrates(sources: MoneySources, from: Quarter, to: Quarter): Promise<Map<string, Float64Array>> {
  const read = new Map<string, Float64Array>()
  for (const { id, kind } of sources.assets)
    if (kind === 'container') read.set(id, await sources.hashrateTHs(id, from, to))
  return read
}

/** What every register of the site showed at both ends of a quarter, in the order of the statement's lines. */
export function registerSteps(sources: MoneySources, quarter: Quarter): RegisterStep[] {
  return sources.assets
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ id }) =>
      registerNames.filter((name) => sources.registersOf(id).includes(name)).map((name) => ({ id, name })),
    )
    .flatMap(({ id, name }) => {
      const near = sources.intervals({ pointId: id, register: name }, quarter - 1, quarter + 1)
      const own = near.find((interval) => interval.quarter === quarter)
      return own
        ? [
            stepOf(
              own,
              near.find((interval) => interval.quarter === quarter - 1),
            ),
          ]
        : []
    })
}

/** Of another meter the reading before says nothing; then the difference does. */
function stepOf(own: Interval, before: Interval | undefined): RegisterStep {
  const { pointId, register, wh, closingWh, quality, method, epoch, revision } = own
  const isSameMeter = before !== undefined && before.epoch === epoch
  const difference = closingWh !== null && wh !== null && closingWh >= wh ? closingWh - wh : null
  return {
    pointId,
    register,
    openingWh: isSameMeter ? (before.closingWh ?? difference) : difference,
    closingWh,
    wh,
    quality,
    method,
    meterEpoch: epoch,
    revision,
  }
}
