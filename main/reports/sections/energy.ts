import { type Asset, assetKinds } from '../../../domain/asset.ts'
import type { ReportCell, ReportChart, ReportTable } from '../../../domain/rpc/reports.ts'
import { gridAssetOf } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { localMinute, quarterMs } from '../calendar.ts'
import { energyWithin, type QuarterEnergy } from '../measure/energy.ts'
import { moneyTable } from './money.ts'
import {
  assetsOf,
  column,
  elapsedMs,
  pctOf,
  type SectionBody,
  type SectionNeeds,
  sumOf,
  table,
  whenAt,
} from './section.ts'

/** Energy by asset and at the connection, from powers and from counters. */
export async function energySection(
  needs: SectionNeeds,
  { assets }: { assets?: readonly string[] | undefined },
): Promise<SectionBody> {
  const { site, period, measured } = needs
  const grid = gridAssetOf(site)
  const notes: string[] = []
  const others = assetsOf(needs, assetKinds, assets).filter(({ kind }) => kind !== 'grid')
  const connection = await row(needs, grid, notes)
  const rows: ReportCell[][] = []
  for (const asset of others) rows.push(await row(needs, asset, notes))
  const energy = await measured.energy(grid)
  const money = moneyTable(needs, energy)
  notes.unshift(
    'Energy from power is its integral over the time in which the power was known: nothing is put in for gaps, so a ' +
      'counter, which goes on meanwhile, shows more where the share known is below 100 %.',
  )
  const names = { assets: 'Assets', connection: `Connection: ${grid.name}` }
  return {
    notes,
    charts: [bars(needs, energy)],
    tables: [
      table(names.connection, columns('Imported', 'Exported'), [connection]),
      table(names.assets, columns('Into the bus', 'Out of the bus'), rows, sumsOf(rows)),
      ...(period.days.length > 1 ? [byDay(needs, energy)] : []),
      ...(money ? [money] : []),
    ],
  }
}

function columns(into: string, out: string): ReportTable['columns'] {
  return [
    column('Meter'),
    column(into, 'kWh', 1),
    column(out, 'kWh', 1),
    column(`${into}, counter`, 'kWh', 1),
    column(`${out}, counter`, 'kWh', 1),
    column(`Difference, ${into.toLowerCase()}`, 'kWh', 1),
    column(`Difference, ${out.toLowerCase()}`, 'kWh', 1),
    column('Share known', '%', 2),
  ]
}

async function row(needs: SectionNeeds, asset: Asset, notes: string[]): Promise<ReportCell[]> {
  const { measured, period } = needs
  const sum = energyWithin(await measured.energy(asset), period)
  const counted = { in: await measured.counter(asset, 'in'), out: await measured.counter(asset, 'out') }
  for (const rise of [counted.in, counted.out]) {
    if (!rise) continue
    if (rise.restarts > 0)
      notes.push(
        `${asset.name}: a counter began again ${rise.restarts} time(s); what passed just before is not counted.`,
      )
    if (rise.from > period.from || rise.to < Math.min(period.to, needs.now) - quarterMs)
      notes.push(
        `${asset.name}: a counter was read from ${whenAt(needs, rise.from)} to ${whenAt(needs, rise.to)} only.`,
      )
  }
  const isKnown = sum.coveredMs > 0
  const [into, out] = [isKnown ? sum.inKWh : null, isKnown ? sum.outKWh : null]
  const [countedIn, countedOut] = [counted.in?.kWh ?? null, counted.out?.kWh ?? null]
  const share = pctOf(sum.coveredMs, elapsedMs(needs))
  return [asset.name, into, out, countedIn, countedOut, difference(countedIn, into), difference(countedOut, out), share]
}

function difference(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a - b
}

/** Sums of the powers; a missing one is told, not left out. */
function sumsOf(rows: readonly ReportCell[][]): ReportCell[] {
  const sum = (i: number) => sumOf(rows.map((row) => (typeof row[i] === 'number' ? row[i] : null)))
  return ['Sum', sum(1), sum(2), null, null, null, null, null]
}

function byDay(needs: SectionNeeds, energy: QuarterEnergy): ReportTable {
  const { period, now } = needs
  const rows = period.days.map((day) => {
    const { inKWh, outKWh, coveredMs } = energyWithin(energy, day)
    const isKnown = coveredMs > 0
    const share = pctOf(coveredMs, Math.max(0, Math.min(day.to, now) - day.from))
    return [day.day, (day.to - day.from) / 3_600_000, isKnown ? inKWh : null, isKnown ? outKWh : null, share]
  })
  const heads = [
    column('Day'),
    column('Length', 'h', 0),
    column('Imported', 'kWh', 1),
    column('Exported', 'kWh', 1),
    column('Share known', '%', 2),
  ]
  return table('Connection by day', heads, rows)
}

function bars({ period }: SectionNeeds, energy: QuarterEnergy): ReportChart {
  const spans =
    period.days.length > 1 ? period.days.map((day) => ({ ...day, label: day.day.slice(8) })) : hoursOf(period)
  const sums = spans.map((span) => energyWithin(energy, span))
  const values = (pick: (sum: (typeof sums)[number]) => number) =>
    sums.map((sum) => (sum.coveredMs > 0 ? pick(sum) : null))
  return {
    type: 'bars',
    title: period.days.length > 1 ? 'Connection, energy by day' : 'Connection, energy by hour',
    unit: 'kWh',
    labels: spans.map(({ label }) => label),
    series: [
      { name: 'Imported', values: values(({ inKWh }) => inKWh) },
      { name: 'Exported', values: values(({ outKWh }) => outKWh) },
    ],
  }
}

function hoursOf({ from, to, timeZone }: { from: EpochMs; to: EpochMs; timeZone: string }) {
  const hourMs = 4 * quarterMs
  return Array.from({ length: Math.ceil((to - from) / hourMs) }, (_, i) => {
    const start = from + i * hourMs
    return { from: start, to: Math.min(to, start + hourMs), label: localMinute(start, timeZone).slice(11, 13) }
  })
}
