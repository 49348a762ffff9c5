import type { ReportTable } from '../../../domain/rpc/reports.ts'
import { quarterMs } from '../calendar.ts'
import type { QuarterEnergy } from '../measure/energy.ts'
import { column, type SectionNeeds, table } from './section.ts'

/** What the energy at the connection was worth at the price of its quarter of an hour; absent without any price. */
export function moneyTable({ data }: SectionNeeds, energy: QuarterEnergy): ReportTable | undefined {
  const sides = { imported: energy.inKWh, exported: energy.outKWh }
  const prices = Array.from(energy.inKWh, (_, i) => data.priceEurPerMWh(energy.from + i * quarterMs))
  if (prices.every((price) => price === null)) return undefined
  const worth = (kWh: Float64Array) => {
    let [eur, priced, all] = [0, 0, 0]
    kWh.forEach((value, i) => {
      const price = prices[i] ?? null
      all += value
      if (price === null) return
      eur += (value / 1_000) * price
      priced += value
    })
    return [eur, priced > 0 ? (eur / priced) * 1_000 : null, all > 0 ? (priced / all) * 100 : null]
  }
  const heads = [
    column('Direction'),
    column('At the price', 'EUR', 2),
    column('On average', 'EUR/MWh', 2),
    column('Share of energy with a price', '%', 2),
  ]
  return table('Money at the price', heads, [
    ['Imported', ...worth(sides.imported)],
    ['Exported', ...worth(sides.exported)],
  ])
}
