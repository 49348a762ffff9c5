import { type GridServiceKey, gridServices } from '../../../domain/dispatch/services.ts'
import type { ProofSummary } from '../../../domain/rpc/dispatch/proof.ts'
import type { ReportCell, ReportTable } from '../../../domain/rpc/reports.ts'
import { column, pctOf, seconds, type SectionBody, type SectionNeeds, sumOf, table, whenAt } from './section.ts'

const outcomes = { delivered: 'yes', partly: 'partly', notDelivered: 'no', unknown: 'cannot be said' }
const sources = {
  operator: 'Operators',
  grid: 'Grid instructions',
  service: 'Services',
  plan: 'Plan',
  commissioning: 'Test pulses',
  commitment: 'Contracts',
}

/** What was ordered of the site in the period, and what was delivered, as the signed records say it. */
export async function ordersSection(needs: SectionNeeds): Promise<SectionBody> {
  const { data, period, now } = needs
  const end = Math.min(period.to, now)
  if (end <= period.from) return { notes: ['The period has not begun.'], charts: [], tables: [] }
  const orders = await data.orders(period.from, end)
  return {
    notes: [
      'Orders that began in the period and are over. Each has a signed record with its samples, of the number given.',
      'Energies count from what would have been without the order; positive = more into the bus.',
    ],
    charts: [],
    tables: [byKind(orders), single(needs, orders)],
  }
}

/** What it belongs to, in words. */
function kindOf({ order: { service, source } }: ProofSummary): string {
  const known = gridServices[service as GridServiceKey] as { label: string } | undefined
  return known?.label ?? sources[source]
}

function byKind(orders: readonly ProofSummary[]): ReportTable {
  const kinds = Map.groupBy(orders, kindOf)
  const rows = [...kinds].map(([kind, list]): ReportCell[] => {
    const judged = list.filter(({ verdict }) => verdict.outcome !== 'unknown')
    const priced = list.flatMap(({ verdict }) => verdict.penaltyEur ?? [])
    const delivered = judged.filter(({ verdict }) => verdict.outcome === 'delivered').length
    return [
      kind,
      list.length,
      pctOf(delivered, judged.length),
      sumOf(list.map(({ verdict }) => verdict.missedKWh)),
      sumOf(priced.length > 0 ? priced : [null]),
    ]
  })
  const columns = [
    column('What for'),
    column('Orders', '', 0),
    column('Delivered, of those judged', '%', 1),
    column('Missed', 'kWh', 1),
    column('Price of it', 'EUR', 2),
  ]
  return table('By kind', columns, rows)
}

function single(needs: SectionNeeds, orders: readonly ProofSummary[]): ReportTable {
  const nameOf = (id: string) => needs.site.assets.find((asset) => asset.id === id)?.name ?? id
  const rows = orders.map((one): ReportCell[] => {
    const { n, order, orderedKW, verdict } = one
    return [
      n,
      whenAt(needs, order.from),
      kindOf(one),
      nameOf(order.assetId),
      orderedKW,
      outcomes[verdict.outcome],
      seconds(verdict.timeToFullMs),
      verdict.orderedKWh,
      verdict.deliveredKWh,
      verdict.withinShare === null ? null : verdict.withinShare * 100,
      verdict.knownShare * 100,
    ]
  })
  const columns = [
    column('Record', '', 0),
    column('From'),
    column('What for'),
    column('Asset'),
    column('Ordered', 'kW', 0),
    column('Delivered'),
    column('Full after', 's', 1),
    column('Ordered', 'kWh', 1),
    column('Delivered', 'kWh', 1),
    column('Within', '%', 1),
    column('Measured', '%', 1),
  ]
  return table('Orders', columns, rows)
}
