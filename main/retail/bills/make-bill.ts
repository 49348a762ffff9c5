import type { BillLine, Consumption } from '../../../domain/retail/bill.ts'
import { bandAt, type Plan } from '../../../domain/retail/plan.ts'
import type { Formula } from '../../../domain/retail/settings.ts'
import { daysBetween, labelsOf } from '../consumption/local-clock.ts'
import { divideHalfEven } from '../money/half-even.ts'
import { type Split, splitByWeights, sumOf } from '../money/split.ts'

/** What a bill is reckoned from. */
export interface Reckoned {
  plan: Plan
  fromQuarter: number
  toQuarter: number
  timeZone: string
  consumption: Consumption
}

/** Wh x millionths of a cent per kWh: so many make a cent. */
const perKWh = 1_000_000_000n
const million = 1_000_000n

/** Energy by band of the plan, Wh, with labels of the local clock: a day has 92, 96 or 100 quarters. */
export function energyByBand({ plan, fromQuarter, toQuarter, timeZone, consumption }: Reckoned): Map<string, bigint> {
  const sums = new Map(plan.bands.map(({ id }) => [id, 0n]))
  const add = (band: string, wh: number) => sums.set(band, (sums.get(band) ?? 0n) + BigInt(wh))
  if (consumption.kind === 'registers') {
    for (const { band, wh } of consumption.rows) add(band, wh)
    return sums
  }
  const labels = labelsOf(fromQuarter, toQuarter, timeZone)
  for (const [i, wh] of consumption.wh.entries()) {
    const label = labels[i]
    if (label) add(bandAt(plan, label), wh)
  }
  return sums
}

/** Lines of a bill: each is rounded once, half to even, and nothing is rounded afterwards. */
export function linesOf(reckoned: Reckoned): BillLine[] {
  const { plan, fromQuarter, toQuarter, timeZone } = reckoned
  const energies = energyByBand(reckoned)
  const days = BigInt(daysBetween(fromQuarter, toQuarter, timeZone))
  const lines: BillLine[] = []
  for (const component of plan.components) {
    const { kind, name, owner } = component
    const line = (band: string | null, quantity: bigint, price: string | number, divisor: bigint): BillLine => {
      const amount = divideHalfEven(quantity * BigInt(price), divisor)
      return { component: name, owner, kind, band, quantity: `${quantity}`, price: `${price}`, amount: `${amount}` }
    }
    if (kind === 'energy') {
      for (const { id } of plan.bands)
        lines.push(line(id, energies.get(id) ?? 0n, component.microMinorPerKWh[id] ?? '0', perKWh))
    } else if (kind === 'daily') lines.push(line(null, days, component.microMinorPerDay, million))
    else lines.push(line(null, totalOf(lines), component.ppm, million))
  }
  return lines
}

/** Sum of lines, cents. */
export function totalOf(lines: readonly BillLine[]): bigint {
  return sumOf(lines.map(({ amount }) => BigInt(amount)))
}

/** Divides a bill among the parties, once, when it is issued: by fixed weights, or by what its components owe to each. */
export function splitBill(lines: readonly BillLine[], formula: Formula): Split {
  const weights =
    formula.kind === 'fixed'
      ? formula.weightsPpm.map(BigInt)
      : formula.parties.map((party) => totalOf(lines.filter(({ owner }) => owner === party)))
  return splitByWeights(totalOf(lines), weights)
}
