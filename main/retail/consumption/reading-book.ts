import type { Consumption } from '../../../domain/retail/bill.ts'
import type { Consumer } from '../../../domain/retail/settings.ts'
import type { ReadingSource } from '../../../domain/retail/typed-data.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { RetailDb } from '../books.ts'
import { insert } from '../insert.ts'
import { divideHalfEven } from '../money/half-even.ts'
import { type CountedReading, judgeReading } from './judge-reading.ts'

/** A reading as it is kept. */
export interface KeptReading extends CountedReading {
  n: number
  consumer: string
  serial: string
  register: number
  source: ReadingSource
  sequence: number
  attachment: string
  /** How it was judged when it was entered. */
  state: 'accepted' | 'held'
  words: string
  digest: string
  person: string
}

/** A meter that is read by people. */
export type ReadSupply = Extract<Consumer['supply'], { from: 'readings' }>

/** Counts from the first reading on; registers of meters begin anew, counts never. */
interface Counted extends CountedReading {
  count: bigint
}

const columns = `n, consumer, serial, register, wh, read_at AS readAt, source, sequence, attachment, state, words, digest, person`

/** Readings in the site's database. Errors: `Store.Failed`. */
export function createReadingBook(db: RetailDb) {
  const isApproved = (n: number) =>
    db.get(
      `SELECT 1 FROM retail_act a JOIN retail_act b ON b.approves = a.n
       WHERE a.kind = 'reading' AND json_extract(a.body, '$.reading') = ?`,
      n,
    ) !== undefined
  /** Readings that count, in order. */
  const counting = (consumer: string, serial: string, register: number): KeptReading[] =>
    db
      .all<KeptReading>(
        `SELECT ${columns} FROM retail_reading WHERE consumer = ? AND serial = ? AND register = ? ORDER BY read_at, n`,
        consumer,
        serial,
        register,
      )
      .filter(({ state, n }) => state === 'accepted' || isApproved(n))
  return {
    counting,
    add({ readAt, ...reading }: Omit<KeptReading, 'n'>, takenAt: EpochMs): number {
      return insert(db, 'retail_reading', { ...reading, read_at: readAt, taken_at: takenAt })
    },
    nextSequence: (consumer: string, serial: string, register: number): number =>
      (db.get<{ last: number | null }>(
        'SELECT max(sequence) AS last FROM retail_reading WHERE consumer = ? AND serial = ? AND register = ?',
        consumer,
        serial,
        register,
      )?.last ?? 0) + 1,
    get: (n: number) => db.get<KeptReading>(`SELECT ${columns} FROM retail_reading WHERE n = ?`, n),
    isApproved,
    /** The newest first. */
    list: (limit: number): KeptReading[] =>
      db.all<KeptReading>(`SELECT ${columns} FROM retail_reading ORDER BY n DESC LIMIT ?`, limit),
    /** What registers counted between two instants; in words why that is not known. */
    between: (consumer: string, supply: ReadSupply, from: EpochMs, to: EpochMs): Consumption | string =>
      between((register) => counting(consumer, supply.serial, register), supply, from, to),
  }
}

/** Readings kept in a book. */
export type ReadingBook = ReturnType<typeof createReadingBook>

function between(
  readingsOf: (register: number) => readonly CountedReading[],
  supply: ReadSupply,
  from: EpochMs,
  to: EpochMs,
): Consumption | string {
  const limits = { ratedKW: supply.ratedKW, endWh: supply.endKWh * 1_000 }
  const rows: Extract<Consumption, { kind: 'registers' }>['rows'] = []
  for (const [i, band] of supply.bands.entries()) {
    const counts = countsOf(readingsOf(i + 1), limits)
    const [opening, closing] = [countAt(counts, from, limits.endWh), countAt(counts, to, limits.endWh)]
    if (!opening) return `register ${i + 1} was not read at or before the begin of the period`
    if (!closing) return `register ${i + 1} was not read at or after the end of the period`
    rows.push({
      register: i + 1,
      band,
      openingWh: opening.wh,
      closingWh: closing.wh,
      wh: Number(closing.count - opening.count),
      isEstimated: !(opening.isRead && closing.isRead),
    })
  }
  return { kind: 'registers', rows }
}

function countsOf(readings: readonly CountedReading[], limits: { ratedKW: number; endWh: number }): Counted[] {
  let count = 0n
  return readings.map(({ readAt, wh }, i) => {
    count += BigInt(judgeReading(readings[i - 1], { readAt, wh }, limits).riseWh)
    return { readAt, wh, count }
  })
}

/** Count and register at an instant: read, or on the line between the readings around it, half to even. */
function countAt(counts: readonly Counted[], at: EpochMs, endWh: number) {
  const place = counts.findLastIndex(({ readAt }) => readAt <= at)
  const [before, after] = [counts[place], counts[place + 1]]
  if (!before) return undefined
  if (before.readAt === at) return { wh: before.wh, count: before.count, isRead: true }
  if (!after) return undefined
  const rise = divideHalfEven(
    (after.count - before.count) * BigInt(at - before.readAt),
    BigInt(after.readAt - before.readAt),
  )
  return { wh: (before.wh + Number(rise)) % endWh, count: before.count + rise, isRead: false }
}
