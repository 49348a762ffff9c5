import type { ReportChart, ReportTable } from '../../../domain/rpc/reports.ts'
import { gridAssetOf } from '../../../domain/site.ts'
import type { KW, Pct } from '../../../domain/units.ts'
import { instantWords, quarterMs } from '../calendar.ts'
import type { Steps } from '../report-data.ts'
import { column, elapsedMs, type SectionBody, type SectionNeeds, table } from './section.ts'

/** How peaks are looked for. */
export interface PeaksAsked {
  top: number
  leastKnownPct: Pct
}

/** The highest averages of a quarter of an hour at the connection, each way, against the agreed powers. */
export async function peaksSection(needs: SectionNeeds, { top, leastKnownPct }: PeaksAsked): Promise<SectionBody> {
  const { site, measured } = needs
  const quarters = await measured.quarters(gridAssetOf(site), 'activePowerKW')
  const leastMs = (quarterMs * leastKnownPct) / 100
  const counted = quarters.usableMs.filter((ms) => ms >= leastMs).length
  const over = Math.floor(elapsedMs(needs) / quarterMs)
  const { importLimitKW, exportLimitKW } = site.connection
  const sides = [
    { title: 'Highest import', sign: 1, limitKW: importLimitKW },
    { title: 'Highest export', sign: -1, limitKW: exportLimitKW },
  ]
  return {
    notes: [
      `${counted} of ${over} quarters of an hour count: those with the power known for at least ${leastKnownPct} % of them.`,
    ],
    charts: [band(needs, quarters)],
    tables: sides.map((side) => peaksTable(needs, quarters, { ...side, top, leastMs })),
  }
}

interface Side {
  title: string
  sign: number
  limitKW: KW
  top: number
  leastMs: number
}

function peaksTable({ period, site }: SectionNeeds, quarters: Steps, side: Side): ReportTable {
  const { title, sign, limitKW, top, leastMs } = side
  const rows = Array.from(quarters.mean, (mean, i) => ({ at: quarters.from + i * quarterMs, powerKW: mean * sign, i }))
    .filter(({ i, powerKW }) => (quarters.usableMs[i] ?? 0) >= leastMs && powerKW > 0)
    .sort((a, b) => b.powerKW - a.powerKW || a.at - b.at)
    .slice(0, top)
    .map(({ at, powerKW, i }, rank) => [
      rank + 1,
      instantWords(at, period.timeZone),
      instantWords(at + quarterMs, period.timeZone),
      powerKW,
      limitKW,
      limitKW > 0 ? (powerKW / limitKW) * 100 : null,
      ((quarters.usableMs[i] ?? 0) / quarterMs) * 100,
    ])
  const heads = [
    column('Rank', '', 0),
    column('From'),
    column('To'),
    column('Average', 'kW', 1),
    column('Agreed', 'kW', 0),
    column('Of agreed', '%', 1),
    column('Share known', '%', 1),
  ]
  const { peakShaving } = site.controllers
  const words = sign > 0 && peakShaving ? `${title} (kept below ${peakShaving.aboveKW} kW)` : title
  return table(words, heads, rows)
}

/** At most this many places of a chart can be told apart on paper. */
const mostPlaces = 200

function band({ period, site }: SectionNeeds, quarters: Steps): ReportChart {
  const per = Math.max(1, Math.ceil(quarters.mean.length / mostPlaces))
  const places = Array.from({ length: Math.ceil(quarters.mean.length / per) }, (_, i) => i * per)
  const part = (from: Float64Array, i: number) => [...from.subarray(i, i + per)].filter((value) => !Number.isNaN(value))
  const each = (from: Float64Array, fold: (values: number[]) => number) =>
    places.map((i) => {
      const values = part(from, i)
      return values.length > 0 ? fold(values) : null
    })
  const { importLimitKW, exportLimitKW } = site.connection
  const label = (at: number) => instantWords(at, period.timeZone).slice(5, 16)
  return {
    type: 'band',
    title: 'Connection, power: average and lowest to highest',
    unit: 'kW',
    labels: [period.from, (period.from + period.to) / 2, period.to].map(label),
    min: each(quarters.min, (values) => Math.min(...values)),
    mean: each(quarters.mean, (values) => values.reduce((sum, value) => sum + value, 0) / values.length),
    max: each(quarters.max, (values) => Math.max(...values)),
    limits: [
      { name: 'agreed import', value: importLimitKW },
      { name: 'agreed export', value: -exportLimitKW },
    ],
  }
}
