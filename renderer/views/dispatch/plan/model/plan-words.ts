import type { BrokenLimit, Plan, PlanStatus } from '../../../../../domain/dispatch/plan.ts'
import type { EpochMs } from '../../../../../domain/units.ts'
import { formatDuration } from '../../../../format/duration.ts'
import { energySumText } from '../../../../format/energy.ts'
import { formatNumber, quantityText } from '../../../../format/number.ts'
import { powerText } from '../../../../format/power.ts'
import { formatPrice } from '../../../../format/price.ts'
import { formatTime, formatWhen } from '../../../../format/time.ts'

/** What is shown, in one short phrase: `plan of 14:30, within 0.3 % of the bound`. */
export function planNote({ madeAt, quality }: Plan, timeZone: string): string {
  const gap = formatNumber(Math.max(0, quality.gapRatio) * 100, quality.gapRatio < 0.001 ? 2 : 1)
  return `plan of ${formatTime(madeAt, timeZone)}, within ${gap}\u00A0% of the bound`
}

/** How planning stands, and what holds if it does not come right. */
export function stateWords({ state, detail, expiresAt }: PlanStatus, now: EpochMs): string {
  const left = expiresAt === null ? '' : formatDuration(expiresAt - now)
  const why = detail === '' ? '' : `: ${detail}`
  switch (state) {
    case 'good':
      return expiresAt === null ? 'in time' : `in time, expires in ${left} unless a newer one comes`
    case 'late':
      return `late${why}; the last plan is followed for ${left} more, then safe rules`
    case 'expired':
      return `expired${why}; safe rules hold`
    case 'waiting':
      return `no plan yet${why}; safe rules hold`
    case 'off':
      return 'off by the site file; the rules alone decide'
  }
}

/** A limit that the plan could not keep: when, by how much, and what it costs. */
export function brokenWords(
  { limit, from, until, by, unit, costEur }: BrokenLimit,
  now: EpochMs,
  timeZone: string,
): string {
  const size = unit === 'kW' ? powerText(by) : energySumText(by)
  const when = `${formatWhen(from, now, timeZone)} to ${formatWhen(until, now, timeZone)}`
  return `${limit} not kept ${when}, by ${size}, ${formatNumber(costEur, 2)}\u00A0€`
}

const price = (eurPerMWh: number) => quantityText(formatPrice(eurPerMWh))
/** Prices closer than this count as equal, EUR/MWh. */
const evenEur = 0.05

/** Why the plan buys, sells or neither in a step: the worth of a MWh on site against its prices. */
export function whyWords(plan: Plan, t: number): string {
  const [worth, buy, sell] = [plan.busPriceEurPerMWh[t], plan.importPriceEurPerMWh[t], plan.exportPriceEurPerMWh[t]]
  if (worth === undefined || buy === undefined || sell === undefined) return ''
  const here = `one more MWh here is worth ${price(worth)}`
  if (worth > buy + evenEur) return `${here}, buying costs ${price(buy)}: import as far as limits let`
  if (worth < sell - evenEur) return `${here}, selling brings ${price(sell)}: export as far as limits let`
  if (Math.abs(worth - buy) <= evenEur) return `${here}, what buying costs: the next MWh would be bought`
  if (Math.abs(worth - sell) <= evenEur) return `${here}, what selling brings: the next MWh would be sold`
  return `${here}, between ${price(sell)} for selling and ${price(buy)} for buying: neither pays`
}

/** Place of the step of a plan that holds at an instant; -1 for none. */
export function stepOf({ edges }: Pick<Plan, 'edges'>, at: EpochMs): number {
  const place = edges.findLastIndex((edge) => edge <= at)
  return place + 1 < edges.length ? place : -1
}
