import type { ReportCell, ReportTable } from '../../../domain/rpc/reports.ts'
import { gridAssetOf } from '../../../domain/site.ts'
import type { EpochMs, KWh } from '../../../domain/units.ts'
import { quarterMs } from '../calendar.ts'
import { energyWithin, type QuarterEnergy } from '../measure/energy.ts'
import { gapsOf } from '../measure/gaps.ts'
import { column, type SectionBody, type SectionNeeds, table, whenAt } from './section.ts'

/** Quarters that count must be known as a whole, less what the readings' times leave open, ms. */
const openMs = 1_000
const mostGaps = 20

interface Quarter {
  at: EpochMs
  own: { importedKWh: KWh; exportedKWh: KWh } | undefined
  theirs: { importedKWh: KWh; exportedKWh: KWh | null } | undefined
}

/** Our meter against the supplier's, by quarters of an hour that both know as a whole. */
export async function supplierSection(needs: SectionNeeds, { top }: { top: number }): Promise<SectionBody> {
  const { period, measured, site, supplier } = needs
  const energy = await measured.energy(gridAssetOf(site))
  const quarters: Quarter[] = Array.from(energy.coveredMs, (_, i) => {
    const at = period.from + i * quarterMs
    return { at, own: ownAt(energy, i), theirs: supplier.get(at) }
  })
  const both = quarters.filter(({ own, theirs }) => own && theirs)
  const pct = quarters.length > 0 ? ((both.length / quarters.length) * 100).toFixed(2) : '0'
  return {
    notes: [
      `${both.length} of ${quarters.length} quarters of an hour are known from both meters (${pct} %); only these are compared and summed.`,
    ],
    charts: [],
    tables: [byDay(needs, quarters), largest(needs, both, top), ...gapTables(needs, quarters)],
  }
}

function ownAt(energy: QuarterEnergy, i: number): Quarter['own'] {
  if ((energy.coveredMs[i] ?? 0) < quarterMs - openMs) return undefined
  const from = energy.from + i * quarterMs
  const { inKWh, outKWh } = energyWithin(energy, { from, to: from + quarterMs })
  return { importedKWh: inKWh, exportedKWh: outKWh }
}

function byDay({ period }: SectionNeeds, quarters: readonly Quarter[]): ReportTable {
  const heads = [
    column('Day'),
    column('Own import', 'kWh', 2),
    column("Supplier's import", 'kWh', 2),
    column('Difference', 'kWh', 2),
    column('Difference', '%', 3),
    column('Own export', 'kWh', 2),
    column("Supplier's export", 'kWh', 2),
    column('Difference', 'kWh', 2),
    column('Compared', '', 0),
    column('Of quarters', '', 0),
  ]
  const rows = period.days.map(({ day, from, to }) => [
    day,
    ...compared(quarters.filter(({ at }) => at >= from && at < to)),
  ])
  return table('By day', heads, rows, ['Sum', ...compared(quarters)])
}

function compared(quarters: readonly Quarter[]): ReportCell[] {
  const both = quarters.flatMap(({ own, theirs }) => (own && theirs ? [{ own, theirs }] : []))
  const count = [both.length, quarters.length]
  if (both.length === 0) return [null, null, null, null, null, null, null, ...count]
  const sum = (pick: (pair: (typeof both)[number]) => number) => both.reduce((total, pair) => total + pick(pair), 0)
  const imported = [sum(({ own }) => own.importedKWh), sum(({ theirs }) => theirs.importedKWh)] as const
  const exported = [sum(({ own }) => own.exportedKWh), sum(({ theirs }) => theirs.exportedKWh ?? Number.NaN)] as const
  const difference = imported[0] - imported[1]
  const pct = imported[1] > 0 ? (difference / imported[1]) * 100 : null
  return [...imported, difference, pct, ...exported, exported[0] - exported[1], ...count]
}

function largest(needs: SectionNeeds, both: readonly Quarter[], top: number): ReportTable {
  const rows = both
    .map(({ at, own, theirs }) => ({ at, own: own?.importedKWh ?? 0, theirs: theirs?.importedKWh ?? 0 }))
    .sort((a, b) => Math.abs(b.own - b.theirs) - Math.abs(a.own - a.theirs) || a.at - b.at)
    .slice(0, top)
    .map(({ at, own, theirs }) => [whenAt(needs, at), own, theirs, own - theirs])
  const heads = [
    column('From'),
    column('Own import', 'kWh', 3),
    column("Supplier's", 'kWh', 3),
    column('Difference', 'kWh', 3),
  ]
  return table('Largest differences, import', heads, rows)
}

/** The stretches that one of both does not know, by name. */
function gapTables(needs: SectionNeeds, quarters: readonly Quarter[]): ReportTable[] {
  const sides = [
    { title: 'Not known from the own meter', isMissing: ({ own }: Quarter) => !own },
    { title: "Not in the supplier's file", isMissing: ({ theirs }: Quarter) => !theirs },
  ]
  return sides.map(({ title, isMissing }) => {
    const gaps = gapsOf(quarters.filter(isMissing).map(({ at }) => at))
    const more = gaps.length > mostGaps ? `, the first ${mostGaps} of ${gaps.length}` : ''
    const rows = gaps
      .slice(0, mostGaps)
      .map(({ from, to }) => [whenAt(needs, from), whenAt(needs, to), Math.round((to - from) / quarterMs)])
    return table(`${title}${more}`, [column('From'), column('To'), column('Quarters of an hour', '', 0)], rows)
  })
}
