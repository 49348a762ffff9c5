import type { AlarmKpis, JournalRow, RationalisationRow } from '../../domain/rpc/alarms.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { Cell, Table } from '../tables/table.ts'

const instantOf = (at: EpochMs | undefined): Cell => (at === undefined ? null : new Date(at).toISOString())
const minutes = (ms: Ms | null): Cell => (ms === null ? null : Math.round(ms / 6_000) / 10)
const pct = (share: number): number => Math.round(share * 1_000) / 10

/** The usual mix of priorities, percent (ISA-18.2: about 5, 15 and 80). */
const usualShares = { 1: '5', 2: '15', 3: '80', 4: '' } as const

/** The journal, as it was asked for; instants in UTC. */
export function journalTable(rows: readonly JournalRow[]): Table {
  return {
    title: 'Journal',
    columns: [
      'number',
      'at',
      'event',
      'priority',
      'code',
      'asset',
      'text',
      'person',
      'note',
      'raised at',
      'aside',
      'alarm',
      'explained by',
    ],
    rows: rows.map((row) => [
      row.n,
      instantOf(row.at),
      row.event,
      row.priority,
      row.code,
      row.assetId ?? null,
      row.text,
      row.person ?? null,
      row.note ?? null,
      instantOf(row.raisedAt),
      row.aside ?? null,
      row.alarmId,
      row.rootId ?? null,
    ]),
  }
}

/** Every definition with what the site file says differently. */
export function rationalisationTable(rows: readonly RationalisationRow[]): Table {
  return {
    title: 'Rationalisation',
    columns: [
      'code',
      'asset',
      'priority',
      'class',
      'cause',
      'consequence',
      'response',
      'time to respond, s',
      'on delay, s',
      'off delay, s',
      'latching',
      'announced again after, s',
      'note required',
      'origin',
      'said differently',
      'times in 30 days',
    ],
    rows: rows.map(({ code, assetId, definition: it, origin, overridden, timesIn30Days }) => [
      code,
      assetId ?? null,
      it.priority,
      it.class,
      it.cause,
      it.consequence,
      it.response,
      it.respondWithinS,
      it.onDelayS,
      it.offDelayS,
      it.latching ? 'yes' : 'no',
      it.reAlarmAfterS ?? null,
      (it.noteRequired ?? it.priority === 1) ? 'yes' : 'no',
      origin,
      overridden.join(' '),
      timesIn30Days,
    ]),
  }
}

/** The figures and, as further sheets, their lists. */
export function kpiTables(kpis: AlarmKpis): [Table, ...Table[]] {
  return [
    figures(kpis),
    {
      title: 'Most frequent',
      columns: ['code', 'asset', 'alarms', 'share, %'],
      rows: kpis.top.map(({ code, assetId, count, share }) => [code, assetId ?? null, count, pct(share)]),
    },
    {
      title: 'Chattering',
      columns: ['code', 'asset', 'times'],
      rows: kpis.chattering.map(({ code, assetId, count }) => [code, assetId ?? null, count]),
    },
    {
      title: 'Standing over 24 h',
      columns: ['code', 'asset', 'text', 'raised at', 'hours'],
      rows: kpis.standing.map(({ code, assetId, text, raisedAt, forMs }) => [
        code,
        assetId ?? null,
        text,
        instantOf(raisedAt),
        Math.round(forMs / 360_000) / 10,
      ]),
    },
    {
      title: 'Floods',
      columns: ['from', 'to', 'alarms', 'most in ten minutes'],
      rows: kpis.floods.list.map(({ from, to, alarms, most }) => [instantOf(from), instantOf(to), alarms, most]),
    },
    binTable('Hours', kpis.hours),
    binTable('Ten minutes', kpis.tenMinutes),
  ]
}

function binTable(title: string, { from, stepMs, counts }: AlarmKpis['hours']): Table {
  return { title, columns: ['from', 'alarms'], rows: counts.map((count, i) => [instantOf(from + i * stepMs), count]) }
}

function figures(kpis: AlarmKpis): Table {
  const { tenMinutes, hours, floods, acknowledged } = kpis
  const rows: [string, Cell, string][] = [
    ['from', instantOf(kpis.from), ''],
    ['to', instantOf(kpis.to), ''],
    ['alarms announced', kpis.announced, ''],
    ['alarms an hour, mean', Math.round(kpis.perHour * 100) / 100, '<= 6, up to 12 manageable'],
    ['ten minutes with more than 10 alarms, %', pct(tenMinutes.overShare), '< 1'],
    ['most alarms in ten minutes', tenMinutes.most, '<= 10'],
    ['hours with more than 30 alarms, %', pct(hours.overShare), '< 1'],
    ['floods', floods.count, ''],
    ['time in flood, %', pct(floods.share), '< 1'],
    ['share of the ten most frequent, %', pct(kpis.topShare), '<= 5'],
    ['chattering alarms', kpis.chattering.length, '0'],
    ['alarms standing over 24 h', kpis.standing.length, '< 5'],
    ...kpis.priorities.map(({ priority, share }): [string, Cell, string] => [
      `share of priority ${priority}, %`,
      pct(share),
      usualShares[priority],
    ]),
    ['time to acknowledge, mean, min', minutes(acknowledged.meanMs), ''],
    ['time to acknowledge, longest, min', minutes(acknowledged.longestMs), ''],
    ['raised while shelved', kpis.shelved, ''],
    ['suppressed by design', kpis.suppressed, ''],
    ['raised while out of service', kpis.outOfService, ''],
  ]
  return { title: 'Figures', columns: ['figure', 'value', 'target'], rows }
}
