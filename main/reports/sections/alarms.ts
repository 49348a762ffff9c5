import type { AlarmKpis } from '../../../domain/rpc/alarms.ts'
import type { ReportCell, ReportTable } from '../../../domain/rpc/reports.ts'
import { column, seconds, type SectionBody, type SectionNeeds, table, whenAt } from './section.ts'

/** How much the alarms asked of people, as the figures of the alarm screen say it, and what still stood at the end. */
export async function alarmsSection(needs: SectionNeeds, { top }: { top: number }): Promise<SectionBody> {
  const { data, period, now } = needs
  const end = Math.min(period.to, now)
  if (end <= period.from) return { notes: ['The period has not begun.'], charts: [], tables: [] }
  const kpis = await data.alarmKpis(period.from, end)
  const standing = await data.standingAt(end)
  const since = standing.map((row) => [whenAt(needs, row.at), row.priority, row.assetId ?? 'site', row.text])
  return {
    notes: ['Counted is what was announced; shares of alarms are of those.'],
    charts: [],
    tables: [
      figures(kpis),
      table(
        'By priority',
        [column('Priority', '', 0), column('Announced', '', 0), column('Share', '%', 1)],
        kpis.priorities.map(({ priority, count, share }) => [priority, count, share * 100]),
      ),
      table(
        'Most frequent',
        [column('Alarm'), column('Asset'), column('Announced', '', 0), column('Share', '%', 1)],
        kpis.top.slice(0, top).map(({ code, assetId, count, share }) => [code, assetId ?? 'site', count, share * 100]),
      ),
      floods(needs, kpis),
      table(
        'Standing at the end, raised within 31 days',
        [column('Since'), column('Priority', '', 0), column('Asset'), column('Alarm')],
        since,
      ),
    ],
  }
}

function figures({ announced, perHour, tenMinutes, floods: flood, acknowledged, ...aside }: AlarmKpis): ReportTable {
  const rows: ReportCell[][] = [
    ['Announced', announced, ''],
    ['On average', perHour, 'an hour'],
    ['Most', Math.max(0, ...tenMinutes.counts), 'in ten minutes'],
    ['Time in flood', flood.share * 100, '%'],
    ['Acknowledged', acknowledged.count, ''],
    ['Until acknowledged, on average', seconds(acknowledged.meanMs), 's'],
    ['Until acknowledged, at most', seconds(acknowledged.longestMs), 's'],
    ['Chattering alarms', aside.chattering.length, ''],
    ['Standing longer than a day', aside.standing.length, ''],
    ['Shelved, suppressed or out of service', aside.shelved + aside.suppressed + aside.outOfService, ''],
  ]
  return table('Figures', [column('Figure'), column('Value', '', 2), column('Unit')], rows)
}

function floods(needs: SectionNeeds, { floods: { list } }: AlarmKpis): ReportTable {
  const heads = [column('From'), column('To'), column('Alarms', '', 0), column('Most in ten minutes', '', 0)]
  const rows = list.map(({ from, to, alarms, most }) => [whenAt(needs, from), whenAt(needs, to), alarms, most])
  return table('Floods', heads, rows)
}
