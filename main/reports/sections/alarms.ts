import type { ReportTable } from '../../../domain/rpc/reports.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { AlarmRow } from '../report-data.ts'
import { column, elapsedMs, pctOf, type SectionBody, type SectionNeeds, table, whenAt } from './section.ts'

const tenMinutesMs: Ms = 600_000
/** A flood begins with more than this many alarms in ten minutes, and ends below the second (ANSI/ISA-18.2, 16.5). */
const flood = { beginsAbove: 10, endsBelow: 5 }

/** How much the alarms asked of people: rates, floods, the most frequent, and what still stood at the end. */
export async function alarmsSection(needs: SectionNeeds, { top }: { top: number }): Promise<SectionBody> {
  const { data, period, now } = needs
  const end = Math.min(period.to, now)
  const rows = end > period.from ? await data.alarms(period.from, end) : []
  const raised = rows.filter(({ event }) => event === 'raised')
  const standing = await data.standingAt(end)
  return {
    notes: ['Every occurrence counts once, when it was raised.'],
    charts: [],
    tables: [
      figures(needs, raised, rows),
      byPriority(raised),
      mostFrequent(raised, top),
      table(
        'Standing at the end, raised within 31 days',
        [column('Since'), column('Priority', '', 0), column('Asset'), column('Alarm')],
        standing.map((row) => [whenAt(needs, row.at), row.priority, row.assetId ?? 'site', row.text]),
      ),
    ],
  }
}

function figures(needs: SectionNeeds, raised: readonly AlarmRow[], rows: readonly AlarmRow[]): ReportTable {
  const spanMs = elapsedMs(needs)
  const counts = perTenMinutes(raised, needs.period.from, spanMs)
  const per = (unitMs: Ms) => (spanMs > 0 ? (raised.length / spanMs) * unitMs : null)
  const acknowledged = rows.filter(({ event }) => event === 'acknowledged').length
  return table(
    'Figures',
    [column('Figure'), column('Value', '', 2), column('Unit')],
    [
      ['Alarms raised', raised.length, ''],
      ['Acknowledged', acknowledged, ''],
      ['On average', per(86_400_000), 'a day'],
      ['On average', per(tenMinutesMs), 'in ten minutes'],
      ['Most', Math.max(0, ...counts), 'in ten minutes'],
      ['Time in flood', pctOf(floodSteps(counts), counts.length), '%'],
    ],
  )
}

function perTenMinutes(raised: readonly AlarmRow[], from: EpochMs, spanMs: Ms): number[] {
  const counts = Array.from({ length: Math.ceil(spanMs / tenMinutesMs) }, () => 0)
  for (const { at } of raised) {
    const step = Math.floor((at - from) / tenMinutesMs)
    counts[step] = (counts[step] ?? 0) + 1
  }
  return counts
}

/** Steps that were in flood. */
function floodSteps(counts: readonly number[]): number {
  let isFlood = false
  return counts.filter((count) => {
    isFlood = isFlood ? count >= flood.endsBelow : count > flood.beginsAbove
    return isFlood
  }).length
}

function byPriority(raised: readonly AlarmRow[]): ReportTable {
  const rows = [1, 2, 3, 4].map((priority) => {
    const count = raised.filter((row) => row.priority === priority).length
    return [priority, count, pctOf(count, raised.length)]
  })
  return table('By priority', [column('Priority', '', 0), column('Raised', '', 0), column('Share', '%', 1)], rows)
}

function mostFrequent(raised: readonly AlarmRow[], top: number): ReportTable {
  const kinds = new Map<string, AlarmRow[]>()
  for (const row of raised) {
    const key = `${row.code} ${row.assetId ?? ''}`
    kinds.set(key, [...(kinds.get(key) ?? []), row])
  }
  const rows = [...kinds.values()]
    .sort((a, b) => b.length - a.length)
    .slice(0, top)
    .map((same) => [same[0]?.code ?? '', same[0]?.assetId ?? 'site', same.length, pctOf(same.length, raised.length)])
  const heads = [column('Alarm'), column('Asset'), column('Raised', '', 0), column('Share', '%', 1)]
  return table('Most frequent', heads, rows)
}
