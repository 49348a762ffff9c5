import { quarterStart } from '../../../domain/metering/quarter.ts'
import { registers } from '../../../domain/metering/meter.ts'
import type { Bill } from '../../../domain/retail/bill.ts'
import type { Consumer, RetailConfig } from '../../../domain/retail/settings.ts'
import { readingSources } from '../../../domain/retail/typed-data.ts'
import type { BillStore, KeptRun } from '../bills/bill-store.ts'
import type { Books } from '../books.ts'
import type { ReadingBook, ReadSupply } from '../consumption/reading-book.ts'
import { retailFault } from '../fault.ts'
import type { Hashing } from '../leaves/hashing.ts'
import type { Leaves } from '../leaves/leaves.ts'

/** What was metered for the bills of a run: a root over all of it, and its sum. */
export interface ConsumptionRoot {
  run: KeptRun
  /** Energy of all its bills, Wh. */
  totalWh: number
  /** Bills, each with a tree of its own under the root. */
  count: number
  root: string
}

interface ConsumptionNeeds {
  config: RetailConfig
  books: Books
  store: BillStore
  readings: ReadingBook
  leaves: Leaves
  hashing: Hashing
  /** Lets other work go on between days of a bill. */
  pause(): Promise<void>
}

const quartersOfDay = 96

/**
 * Root of what a run's bills were reckoned from. Each bill has a tree over its line leaves (by quarter) or the digests of the readings
 * it lies between, and the roots of these are the leaves above: one path leads from a quarter up to the root, and a run holds
 * as many consumers as a run of bills. Errors: `Retail.Invalid` when a reading is gone, `Store.Failed`.
 */
export async function consumptionRootOf(needs: ConsumptionNeeds, run: KeptRun): Promise<ConsumptionRoot> {
  const { books, store, hashing } = needs
  const roots: Uint8Array[] = []
  let totalWh = 0
  for (const { id, wh, reverses, run: of } of books.bills()) {
    const body = of === run.run && reverses === null ? store.body(id) : undefined
    if (!body) continue
    totalWh += wh
    roots.push(hashing.rootOf(await meteredLeaves(needs, run, body.bill, id)))
  }
  return { run, totalWh, count: roots.length, root: hashing.hex(hashing.rootOf(roots)) }
}

/** Leaves of what one bill was reckoned from, in order. Errors: `Retail.Invalid`. */
export async function meteredLeaves(
  needs: ConsumptionNeeds,
  run: KeptRun,
  bill: Bill,
  id: number,
): Promise<Uint8Array[]> {
  const consumer = needs.config.consumers.find((one) => one.id === needs.books.bill(id)?.consumer)
  if (bill.consumption.kind === 'registers') return readingLeaves(needs, bill, consumer)
  const { leaves, pause } = needs
  const { wh, quality } = bill.consumption
  const register = registers[consumer?.supply.from === 'metering' ? consumer.supply.register : 'absorbed'].code
  const made: Uint8Array[] = []
  for (const [i, quantity] of wh.entries()) {
    if (i % quartersOfDay === 0) await pause()
    const line = {
      meterPoint: bill.meterPoint,
      index: bill.index,
      quarter: bill.fromQuarter + i,
      register,
      quality: Number(quality[i] ?? '4'),
      source: readingSources.automatic,
      quantity,
    }
    made.push(leaves.line(run.place, bill.supplier, line, leaves.leafSalt('line', run.run, bill.index * 65_536 + i)))
  }
  return made
}

/** Digests of the readings from the last one at or before the period to the first one at or after it, by register. */
function readingLeaves(
  { readings, hashing }: ConsumptionNeeds,
  { fromQuarter, toQuarter, number }: Bill,
  consumer: Consumer | undefined,
): Uint8Array[] {
  const supply: ReadSupply | undefined = consumer?.supply.from === 'readings' ? consumer.supply : undefined
  if (!consumer || !supply) throw retailFault(`Nobody knows the meter of ${number} any more.`)
  const [from, to] = [quarterStart(fromQuarter), quarterStart(toQuarter)]
  return supply.bands.flatMap((_, i) => {
    const all = readings.counting(consumer.id, supply.serial, i + 1)
    const first = all.findLastIndex(({ readAt }) => readAt <= from)
    const last = all.findIndex(({ readAt }) => readAt >= to)
    if (first < 0 || last < 0) throw retailFault(`A reading of ${number} is gone.`)
    return all.slice(first, last + 1).map(({ digest }) => hashing.bytesOf(digest))
  })
}
