import { PowerchainError } from '../../../domain/errors.ts'
import { dayOf, type Quarter, quarterOf, quarterStart, quartersOfDay } from '../../../domain/metering/quarter.ts'
import type { MoneySpan, QuarterMoney, SpanInput, SpanMoney } from '../../../domain/rpc/settlement/money.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { readQuarters, registerSteps } from './read-quarters.ts'
import { columnsOf, type QuarterLines, rowsOf } from './rows.ts'
import type { MoneySources } from './sources.ts'

/** What the site earned and paid, by the figures that the engine has. */
export interface Money {
  /** Errors: `Store.*`. */
  span(asked: SpanInput): Promise<SpanMoney>
  /** Errors: `Config.NotFound`, `Store.*`. */
  quarter(quarter: Quarter): Promise<QuarterMoney>
}

/** What money is made of. */
export interface MoneyNeeds extends MoneySources {
  timeZone: string
  now(): EpochMs
}

/** Quarters younger than this are read again: hashrates and prices may still arrive. */
const youngQuarters = 4

/** Money over the sources; sums of quarters that do not change any more are made once. */
export function createMoney(sources: MoneyNeeds): Money {
  const { timeZone, now } = sources
  const settled = new Map<Quarter, QuarterLines>()
  sources.onIntervals((intervals) => intervals.forEach(({ quarter }) => settled.delete(quarter)))

  async function linesOf(from: Quarter, to: Quarter): Promise<QuarterLines[]> {
    let first = from
    while (first < to && settled.has(first)) first++
    const made = await readQuarters(sources, first, to)
    const before = quarterOf(now()) - youngQuarters
    for (const one of made) if (one.quarter < before && isWhole(one)) settled.set(one.quarter, one)
    return [...Array.from({ length: first - from }, (_, i) => settled.get(from + i) ?? []).flat(), ...made]
  }

  return {
    async span(asked) {
      const { from, to } = 'span' in asked ? quartersOfSpan(asked.span, now(), timeZone) : asked
      const quarters = await linesOf(from, to)
      const last = quarters.at(-1)?.quarter ?? from - 1
      return {
        from: quarterStart(from),
        until: quarterStart(last + 1),
        rows: rowsOf(quarters, sources),
        quarters: columnsOf(quarters),
      }
    },
    async quarter(quarter) {
      const [made] = await readQuarters(sources, quarter, quarter + 1)
      if (!made) throw new PowerchainError('Config.NotFound', 'This quarter is not closed, or was never measured.')
      return { quarter, lines: [...made.lines], registers: registerSteps(sources, quarter) }
    },
  }
}

/** Whether nothing of it can still become known. */
function isWhole({ lines }: QuarterLines): boolean {
  return lines.every(({ eur }) => eur !== null)
}

/** Quarters [from, to) of the local day, or of the local month, up to the one that runs. */
export function quartersOfSpan(span: MoneySpan, now: EpochMs, timeZone: string): { from: Quarter; to: Quarter } {
  const today = dayOf(now, timeZone)
  const first = span === 'today' ? today : `${today.slice(0, 8)}01`
  const to = quarterOf(now)
  return { from: Math.min(quartersOfDay(first, timeZone)[0] ?? to, to), to }
}
