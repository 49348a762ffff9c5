import type { Bill, BillLine } from '../../../domain/retail/bill.ts'

const quarterMs = 900_000
const dayMs = 86_400_000

/** What the local clock of a zone shows at an instant. */
function createLocalClock(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  return (at: number) => {
    const part = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
    return {
      minute: Number(part.get('hour')) * 60 + Number(part.get('minute')),
      isWeekend: ['Sat', 'Sun'].includes(part.get('weekday') ?? ''),
      day: Date.UTC(Number(part.get('year')), Number(part.get('month')) - 1, Number(part.get('day'))),
    }
  }
}

/** Nearest whole number of a fraction, a half to the even one; both positive. */
function nearest(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator
  const rest = 2n * (numerator - quotient * denominator)
  if (rest === denominator) return quotient + (quotient & 1n)
  return rest > denominator ? quotient + 1n : quotient
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
}

/** Energy of each band of a bill from its quarters or registers, Wh. */
function bandsOf(bill: Bill): Map<string, bigint> {
  const { plan, consumption, fromQuarter, timeZone } = bill
  const sums = new Map<string, bigint>(plan.bands.map(({ id }) => [id, 0n]))
  const put = (band: string, wh: number) => sums.set(band, BigInt(wh) + (sums.get(band) ?? 0n))
  if (consumption.kind === 'registers') {
    for (const row of consumption.rows) put(row.band, row.wh)
    return sums
  }
  const clock = createLocalClock(timeZone)
  const rest = plan.bands.find(({ windows }) => windows.length === 0)
  for (let i = 0; i < consumption.wh.length; i++) {
    const { minute, isWeekend } = clock((fromQuarter + i) * quarterMs)
    const band = plan.bands.find(({ windows }) =>
      windows.some(({ from, until, weekdaysOnly }) => {
        if (weekdaysOnly && isWeekend) return false
        const [begin, end] = [minutes(from), minutes(until)]
        return begin <= end ? minute >= begin && minute < end : minute >= begin || minute < end
      }),
    )
    put((band ?? rest)?.id ?? '', consumption.wh[i] ?? 0)
  }
  return sums
}

/** Lines of a bill reckoned anew from its energies and its plan. */
export function linesAnew(bill: Bill): BillLine[] {
  const bands = bandsOf(bill)
  const clock = createLocalClock(bill.timeZone)
  const days = Math.round((clock(bill.toQuarter * quarterMs).day - clock(bill.fromQuarter * quarterMs).day) / dayMs)
  const lines: BillLine[] = []
  let sum = 0n
  const put = (line: Omit<BillLine, 'amount'>, amount: bigint) => {
    sum += amount
    lines.push({ ...line, amount: amount.toString() })
  }
  for (const item of bill.plan.components) {
    const head = { component: item.name, owner: item.owner, kind: item.kind }
    if (item.kind === 'daily') {
      const price = item.microMinorPerDay
      put({ ...head, band: null, quantity: `${days}`, price }, nearest(BigInt(days) * BigInt(price), 1_000_000n))
    } else if (item.kind === 'percent')
      put(
        { ...head, band: null, quantity: `${sum}`, price: `${item.ppm}` },
        nearest(sum * BigInt(item.ppm), 1_000_000n),
      )
    else
      for (const { id } of bill.plan.bands) {
        const [wh, price] = [bands.get(id) ?? 0n, item.microMinorPerKWh[id] ?? '0']
        put({ ...head, band: id, quantity: `${wh}`, price }, nearest(wh * BigInt(price), 1_000_000_000n))
      }
  }
  return lines
}

/** Shares of a sum by weights: cut down, then one more for each of the largest remainders, of equal ones the first. */
export function sharesAnew(sum: bigint, weights: readonly bigint[]): bigint[] {
  let whole = 0n
  for (const weight of weights) whole += weight
  if (sum === 0n || whole === 0n) return weights.map(() => 0n)
  const shares = weights.map((weight) => (sum * weight) / whole)
  const rests = weights.map((weight) => (sum * weight) % whole)
  for (let left = sum - shares.reduce((a, b) => a + b, 0n); left > 0n; left--) {
    let best = -1
    for (let i = 0; i < rests.length; i++) if (best < 0 || (rests[i] ?? 0n) > (rests[best] ?? 0n)) best = i
    shares[best] = (shares[best] ?? 0n) + 1n
    rests[best] = -1n
  }
  return shares
}
