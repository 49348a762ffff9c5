// What the product computes from register readings, computed another way: exact fractions, segments instead of a line of
// counting, labels of the clock looked up in an index. Nothing of the product is imported.

/** A register reading as it is kept. */
export interface RawReading {
  at: number
  wh: number
  epoch: number
  kind: string
  isNewStart: boolean
}

/** A register with what may be known of it. */
export interface RawRegister {
  readings: readonly RawReading[]
  /** When meters were hung up, by their epoch. */
  meters: readonly { epoch: number; from: number }[]
  ratedKW: number
  endWh: number
}

/** Energy of a quarter, and whether the readings say it. */
export interface Recomputed {
  wh: bigint
  isMeasured: boolean
}

/** Between two readings: exact energy, or a break. */
interface Segment {
  from: number
  to: number
  /** `null` = the count broke off. */
  wh: bigint | null
  /** All energy before it. */
  before: bigint
  /** Breaks before it. */
  breaks: number
}

const quarterMs = 900_000
const bridgedMs = 1_200_000

/** Energies of the quarters [from, to) of one register. */
export function recomputeQuarters(register: RawRegister, from: number, to: number, timeZone: string): Recomputed[] {
  const segments = segmentsOf(register)
  const marks = Array.from({ length: to - from + 1 }, (_, i) => markAt(segments, (from + i) * quarterMs))
  const measured = new Map<number, bigint>()
  for (let i = 0; i + 1 < marks.length; i++) {
    const [open, close] = [marks[i], marks[i + 1]]
    if (open && close && open.breaks === close.breaks) measured.set(from + i, close.wh - open.wh)
  }
  const usual = usualOf(measured, timeZone)
  const gaps = gapShares(marks, from, usual)
  return Array.from({ length: to - from }, (_, i) => {
    const wh = measured.get(from + i)
    if (wh !== undefined) return { wh, isMeasured: true }
    return { wh: gaps.get(from + i) ?? usual(from + i) ?? 0n, isMeasured: false }
  })
}

function segmentsOf({ readings, meters, ratedKW, endWh }: RawRegister): Segment[] {
  const inOrder = readings
    .filter(({ kind }) => kind !== 'held')
    .map(({ at, wh, epoch, isNewStart, kind }) => ({
      at,
      wh,
      epoch,
      isNewStart,
      meter: meterAt(meters, { at, wh, epoch, isNewStart, kind }),
    }))
    .toSorted((a, b) => a.at - b.at || a.meter - b.meter)
  const segments: Segment[] = []
  let [before, breaks, last] = [0n, 0, inOrder[0]]
  for (const next of inOrder.slice(1)) {
    if (!last) break
    const isExchange = next.meter !== last.meter
    if (!isExchange && next.at <= last.at) continue
    // a new meter that looked like a reset until it was written down is none
    const isNewStart = next.isNewStart && next.meter === next.epoch
    const wh = isNewStart ? null : isExchange ? 0n : passed(last, next, { ratedKW, endWh })
    segments.push({ from: last.at, to: next.at, wh, before, breaks })
    if (wh === null) breaks += 1
    else before += wh
    last = next
  }
  return segments
}

function meterAt(meters: RawRegister['meters'], { at, epoch }: RawReading): number {
  const hung = meters.filter(({ from }) => from < at).map((meter) => meter.epoch)
  return Math.max(epoch, ...hung)
}

/** Energy from one reading to the next; `null` when it can't be said. At most 1.2 times the rating and a kWh may pass. */
function passed(
  a: Pick<RawReading, 'at' | 'wh'>,
  b: Pick<RawReading, 'at' | 'wh'>,
  { ratedKW, endWh }: Pick<RawRegister, 'ratedKW' | 'endWh'>,
): bigint | null {
  // ratedKW x ms / 3600 = Wh; compared without fractions
  const isPlausible = (wh: number) =>
    BigInt(wh - 1_000) * 36_000n <= BigInt(Math.round(ratedKW * 12)) * BigInt(b.at - a.at)
  const rise = b.wh - a.wh
  if (rise >= 0) return isPlausible(rise) ? BigInt(rise) : null
  const over = endWh + rise
  return a.wh * 10 > endWh * 9 && isPlausible(over) ? BigInt(over) : null
}

interface Mark {
  wh: bigint
  breaks: number
}

/** The count at an instant: a fraction of its segment, rounded half to even. */
function markAt(segments: readonly Segment[], at: number): Mark | undefined {
  const segment = segments.find(({ from, to }) => from < at && at <= to) ?? segments.find(({ from }) => from === at)
  if (!segment) return undefined
  if (segment.from === at) return { wh: segment.before, breaks: segment.breaks }
  if (segment.to === at && segment.wh !== null) return { wh: segment.before + segment.wh, breaks: segment.breaks }
  if (segment.wh === null || segment.to - segment.from > bridgedMs) return undefined
  const [part, whole] = [BigInt(at - segment.from), BigInt(segment.to - segment.from)]
  // the whole count as one fraction
  return { wh: halfEven(segment.before * whole + segment.wh * part, whole), breaks: segment.breaks }
}

function halfEven(numerator: bigint, denominator: bigint): bigint {
  const [floor, rest] = [numerator / denominator, numerator % denominator]
  if (rest * 2n === denominator) return floor + (floor % 2n)
  return rest * 2n > denominator ? floor + 1n : floor
}

/** The lower median of the last four comparable days of a quarter: same label of the clock, working days apart from weekends. */
function usualOf(measured: ReadonlyMap<number, bigint>, timeZone: string): (quarter: number) => bigint | undefined {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const label = (quarter: number) => {
    const parts = Object.fromEntries(clock.formatToParts(quarter * quarterMs).map(({ type, value }) => [type, value]))
    return `${['Sat', 'Sun'].includes(parts['weekday'] ?? '') ? 'weekend' : 'working'} ${parts['hour']}:${parts['minute']}`
  }
  const index = Map.groupBy([...measured.keys()], label)
  return (quarter) => {
    const days = (index.get(label(quarter)) ?? []).filter((q) => q < quarter - 48 && q >= quarter - 28 * 96 - 4)
    const last = days
      .toSorted((a, b) => b - a)
      .slice(0, 4)
      .map((q) => measured.get(q) ?? 0n)
      .toSorted((a, b) => (a < b ? -1 : 1))
    return last[Math.floor((last.length - 1) / 2)]
  }
}

/** Shares of gaps whose total the register knows, by comparable days; what is left over goes to the largest remainders. */
function gapShares(
  marks: readonly (Mark | undefined)[],
  from: number,
  usual: (quarter: number) => bigint | undefined,
): Map<number, bigint> {
  const shares = new Map<number, bigint>()
  for (let i = 0; i < marks.length; i++) {
    const open = marks[i]
    if (!open || marks[i + 1]) continue
    const end = marks.findIndex((mark, k) => k > i && mark)
    const close = marks[end]
    if (!close || close.breaks !== open.breaks) continue
    const quarters = Array.from({ length: end - i }, (_, k) => from + i + k)
    const days = quarters.map(usual)
    const known = days.every((day) => day !== undefined) && days.some((day) => (day ?? 0n) > 0n)
    const weights = quarters.map((_, k) => (known ? (days[k] ?? 0n) : 1n))
    const sum = weights.reduce((a, b) => a + b, 0n)
    const total = close.wh - open.wh
    const order = weights
      .map((weight, k) => ({ k, rest: (total * weight) % sum }))
      .sort((a, b) => (a.rest === b.rest ? a.k - b.k : a.rest > b.rest ? -1 : 1))
    let left = total - weights.reduce((all, weight) => all + (total * weight) / sum, 0n)
    const extra = new Set(order.filter(() => left-- > 0n).map(({ k }) => k))
    for (const [k, quarter] of quarters.entries())
      shares.set(quarter, (total * (weights[k] ?? 0n)) / sum + (extra.has(k) ? 1n : 0n))
  }
  return shares
}

/** What an agreement of storage names, as far as money goes. Prices in units per kWh or kWh-hour. */
export interface RawTerms {
  volumeWh: number
  accumulateFrom: number
  accumulateTo: number
  supplyFrom: number
  supplyTo: number
  kindPpm: number
  capacityPrice: bigint
  holdPrice: bigint
  returnPrice: bigint
  shortPrice: bigint
  deviationPrice: bigint
  permittedLossPpm: number
}

/** Constant power over a window, in whole Wh that add up to the total. */
function spread(total: bigint, from: number, to: number): (quarter: number) => bigint {
  const upTo = (count: number) => (total * BigInt(count)) / BigInt(to - from)
  return (quarter) => (quarter < from || quarter >= to ? 0n : upTo(quarter - from + 1) - upTo(quarter - from))
}

/**
 * Reward and penalty of a storage agreement at its end, units, from what was absorbed and injected by quarter. Constant power
 * over each window; in exact fractions, rounded once: the reward down, the penalty up.
 */
export function recomputeMoney(
  terms: RawTerms,
  absorbedWh: (quarter: number) => bigint,
  injectedWh: (quarter: number) => bigint,
): { reward: bigint; penalty: bigint } {
  const volume = BigInt(terms.volumeWh)
  const due = volume - (volume * BigInt(terms.permittedLossPpm)) / 1_000_000n
  const [take, give] = [
    spread(volume, terms.accumulateFrom, terms.accumulateTo),
    spread(due, terms.supplyFrom, terms.supplyTo),
  ]
  let [taken, returned, stored, deviation] = [0n, 0n, 0n, 0n]
  for (let quarter = terms.accumulateFrom; quarter < terms.supplyTo; quarter++) {
    if (taken > returned) stored += taken - returned
    for (const [agreed, there, isTaking] of [
      [take(quarter), absorbedWh(quarter), true],
      [give(quarter), injectedWh(quarter), false],
    ] as const) {
      if (agreed === 0n) continue
      const counted = there < agreed ? there : agreed
      if (isTaking) taken += counted
      else returned += counted
      const band = agreed / 20n > 500n ? agreed / 20n : 500n
      if (agreed - counted > band) deviation += agreed - counted - band
    }
  }
  const owed = taken - (taken * BigInt(terms.permittedLossPpm)) / 1_000_000n
  const missing = owed - returned - owed / 100n
  const short = missing > 0n ? missing : 0n
  const reserved = volume * BigInt(terms.supplyTo - terms.accumulateFrom)
  // thousandths of a millionth: kWh-hours have 4,000 Wh-quarters, kWh have 1,000 Wh
  const exact =
    BigInt(terms.kindPpm) * (terms.capacityPrice * reserved + terms.holdPrice * stored) +
    1_000_000n * 4n * terms.returnPrice * returned
  const lost = terms.shortPrice * short + terms.deviationPrice * deviation
  return { reward: exact / (4_000n * 1_000_000n), penalty: lost === 0n ? 0n : (lost - 1n) / 1_000n + 1n }
}
