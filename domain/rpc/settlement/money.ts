import { z } from 'zod'
import { intervalMethods, intervalQualities, registerNames, type IntervalMethod } from '../../metering/meter.ts'
import { viewer } from '../roles.ts'
import { instant } from '../shapes.ts'

/** Kinds of income and cost, in the order in which they are shown. */
export const moneyKinds = ['mining', 'capacity', 'instructions', 'sold', 'bought', 'gridFees', 'wear'] as const
/** One of {@link moneyKinds}. */
export type MoneyKind = (typeof moneyKinds)[number]

/** Spans that money is summed over: the day so far, the month so far, both on the site's clock. */
export const moneySpans = ['today', 'month'] as const
/** One of {@link moneySpans}. */
export type MoneySpan = (typeof moneySpans)[number]

/** EUR, above zero earned, below zero paid; `null` = not known, `missing` says why. */
const eur = z.number().nullable()
const wh = z.number().int().nonnegative()

/** What a kind of income came to. */
export const moneyRowShape = z.object({
  kind: z.enum(moneyKinds),
  eur,
  /** Energy it is for; `null` where it is for none. */
  energyWh: wh.nullable(),
  /** Mean over that energy, EUR/MWh, never a sign of who pays; `null` = none. */
  averageEurPerMWh: z.number().nullable(),
  /** How many quarters have anything of it. */
  quarters: z.number().int(),
  /** Where the figure comes from, in words. */
  source: z.string(),
  /** What is not in the figure and why, in words; `null` = all of it is known. */
  missing: z.string().nullable(),
})
/** What a kind of income came to. */
export type MoneyRow = z.infer<typeof moneyRowShape>

/** Money of a span, by kind and by quarter. */
export const spanMoneyShape = z.object({
  /** From the first quarter of the span to the end of the last closed one. */
  from: instant,
  until: instant,
  rows: z.array(moneyRowShape),
  /** Closed quarters in order, with what each kind came to; columns of equal length. */
  quarters: z.object({
    quarter: z.array(z.number().int()),
    eur: z.record(z.enum(moneyKinds), z.array(eur)),
    energyWh: z.record(z.enum(moneyKinds), z.array(wh.nullable())),
  }),
})
/** Money of a span. */
export type SpanMoney = z.infer<typeof spanMoneyShape>

/** One sum of a quarter: energy of a register, or an order, at its price. */
export const moneyLineShape = z.object({
  kind: z.enum(moneyKinds),
  /** What it is for, in words. */
  label: z.string(),
  /** Whose meter it rests on; `null` = no meter. */
  assetId: z.string().nullable(),
  register: z.enum(registerNames).nullable(),
  energyWh: wh.nullable(),
  /** EUR/MWh; `null` = not known, or not by energy. */
  priceEurPerMWh: z.number().nullable(),
  eur,
  /** Where price or amount comes from; what is missing when it is not known. */
  source: z.string(),
})
/** One sum of a quarter. */
export type MoneyLine = z.infer<typeof moneyLineShape>

/** A register over a quarter: what it showed at both ends, and how far that can be trusted. */
export const registerStepShape = z.object({
  pointId: z.string(),
  register: z.enum(registerNames),
  /** Wh the register showed; `null` = not known. */
  openingWh: wh.nullable(),
  closingWh: wh.nullable(),
  wh: wh.nullable(),
  quality: z.enum(intervalQualities),
  method: z.enum(Object.keys(intervalMethods) as [IntervalMethod, ...IntervalMethod[]]),
  meterEpoch: z.number().int(),
  revision: z.number().int(),
})
/** A register over a quarter. */
export type RegisterStep = z.infer<typeof registerStepShape>

/** A quarter opened: its sums, and the registers they rest on in the order of the statement's lines. */
export const quarterMoneyShape = z.object({
  quarter: z.number().int(),
  lines: z.array(moneyLineShape),
  registers: z.array(registerStepShape),
})
/** A quarter opened. */
export type QuarterMoney = z.infer<typeof quarterMoneyShape>

const quarter = z.number().int().nonnegative()
/** The day or the month so far, or the quarters [from, to), at most 62 days of them. */
const spanInput = z.union([
  z.strictObject({ span: z.enum(moneySpans) }),
  z
    .strictObject({ from: quarter, to: quarter })
    .refine(({ from, to }) => from <= to && to - from <= 62 * 96, 'at most 62 days'),
])
/** Which span. */
export type SpanInput = z.infer<typeof spanInput>

/** Calls about what the site earned and paid, in euros, by the figures that the engine has. */
export const moneyCalls = {
  /** Sums by kind and quarter. */
  span: viewer.input(spanInput).output(spanMoneyShape),
  /** One quarter down to the registers. Errors: Config.NotFound when it is not closed or was never measured. */
  quarter: viewer.input(z.strictObject({ quarter })).output(quarterMoneyShape),
}
