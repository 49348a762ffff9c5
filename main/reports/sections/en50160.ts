import type { ReportCell, ReportTable } from '../../../domain/rpc/reports.ts'
import { gridAssetOf } from '../../../domain/site.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Steps } from '../report-data.ts'
import { nominalsOf } from './nominals.ts'
import { column, elapsedMs, type SectionBody, type SectionNeeds, table } from './section.ts'

const minuteMs: Ms = 60_000
const tenMinutesMs: Ms = 10 * minuteMs
const tenSecondsMs: Ms = 10_000
/** Nominal voltage up to which a supply is low voltage (EN 50160:2010, clause 3.6), V. */
const lowVoltageUpToV = 1_000

/** One demand of the standard: which share of the values lies within which bounds. */
interface Demand {
  words: string
  clause: string
  low: number
  high: number
  leastPct: number
}

/**
 * EN 50160:2010, supply voltage variations of a week, averages of 10 min. Low voltage, 4.2.2.2: 95 % within +-10 % of
 * the nominal voltage, all within +10 % / -15 %. Medium voltage, 5.2.2.2: 99 % within +-10 %, all within +-15 %.
 */
function voltageDemands(nominalV: number): Demand[] {
  const isLow = nominalV <= lowVoltageUpToV
  const clause = isLow ? '4.2.2.2' : '5.2.2.2'
  const within = (words: string, low: number, high: number, leastPct: number): Demand => ({
    words: `Voltage ${words}`,
    clause,
    low: nominalV * low,
    high: nominalV * high,
    leastPct,
  })
  return [
    within('within ±10 %', 0.9, 1.1, isLow ? 95 : 99),
    isLow ? within('within +10 % / -15 %', 0.85, 1.1, 100) : within('within ±15 %', 0.85, 1.15, 100),
  ]
}

/**
 * EN 50160:2010, 4.2.1 and 5.2.1, interconnected systems, averages of 10 s: within +-1 % for 99.5 % of a year, within
 * +4 % / -6 % always.
 */
function frequencyDemands(nominalHz: number): Demand[] {
  const clause = '4.2.1, 5.2.1'
  return [
    { words: 'Frequency within ±1 %', clause, low: nominalHz * 0.99, high: nominalHz * 1.01, leastPct: 99.5 },
    { words: 'Frequency within +4 % / -6 %', clause, low: nominalHz * 0.94, high: nominalHz * 1.04, leastPct: 100 },
  ]
}

/** Week summary of voltage and frequency at the connection, on usable readings only. */
export async function en50160Section(needs: SectionNeeds): Promise<SectionBody> {
  const { voltageV, frequencyHz } = nominalsOf(needs.site)
  const notes = [
    'Averages count where a usable reading held for the whole of their time; the rest is missing and judged neither way.',
    'The standard judges frequency ±1 % over a year; the share of this week only points to it.',
    'Times of interruption are not told apart from gaps in the readings.',
  ]
  const rows: ReportCell[][] = []
  if (voltageV === undefined) notes.push('Voltage needs the nominal one: connection.nominalVoltageV in the site file.')
  else {
    const demands = voltageDemands(voltageV)
    rows.push(...rowsOf(demands, await voltageCounts(needs, demands), elapsedMs(needs) / tenMinutesMs, 'V'))
  }
  const demands = frequencyDemands(frequencyHz)
  rows.push(...rowsOf(demands, await frequencyCounts(needs, demands), elapsedMs(needs) / tenSecondsMs, 'Hz'))
  for (const words of ['Flicker', 'Unbalance', 'Harmonics'])
    rows.push([words, '', '', null, null, null, null, 'not measured'])
  return { notes, charts: [], tables: [summary(rows)] }
}

function summary(rows: ReportCell[][]): ReportTable {
  const heads = [
    column('Demand'),
    column('Clause'),
    column('Bounds'),
    column('Demanded', '%', 1),
    column('Within', '%', 3),
    column('Averages', '', 0),
    column('Share known', '%', 2),
    column('Result'),
  ]
  return table('EN 50160:2010', heads, rows)
}

interface Counts {
  known: number
  /** Of the known ones, by demand. */
  within: number[]
}

function rowsOf(demands: readonly Demand[], { known, within }: Counts, all: number, unit: string): ReportCell[][] {
  return demands.map(({ words, clause, low, high, leastPct }, i) => {
    const count = within[i] ?? 0
    const share = known > 0 ? (count / known) * 100 : null
    const digits = unit === 'V' ? 0 : 2
    const bounds = `${low.toFixed(digits)} to ${high.toFixed(digits)} ${unit}`
    const result = share === null ? 'not measured' : share >= leastPct ? 'kept' : 'NOT KEPT'
    return [words, clause, bounds, leastPct, share, known, all > 0 ? (known / Math.floor(all)) * 100 : null, result]
  })
}

async function voltageCounts(
  { data, measured, period, site }: SectionNeeds,
  demands: readonly Demand[],
): Promise<Counts> {
  const steps = Math.floor((period.to - period.from) / tenMinutesMs)
  const to = period.from + steps * tenMinutesMs
  const counts = newCounts(demands)
  count(await data.steps({ ...measured.stretch(gridAssetOf(site), 'voltageV'), to, steps }), demands, counts)
  return counts
}

/** A minute whose extremes satisfy every demand stands for its six averages; the others are looked at one by one. */
async function frequencyCounts(
  { data, measured, period, site }: SectionNeeds,
  demands: readonly Demand[],
): Promise<Counts> {
  const counts = newCounts(demands)
  const stretch = measured.stretch(gridAssetOf(site), 'frequencyHz')
  const perMinute = minuteMs / tenSecondsMs
  const minutes = await data.steps({ ...stretch, steps: Math.round((period.to - period.from) / minuteMs) })
  for (let i = 0; i < minutes.usableMs.length; i++) {
    const usableMs = minutes.usableMs[i] ?? 0
    if (usableMs === 0) continue
    const isInside = demands.every(({ low, high }) => (minutes.min[i] ?? 0) >= low && (minutes.max[i] ?? 0) <= high)
    if (isInside && isWhole(usableMs, minuteMs)) {
      counts.known += perMinute
      counts.within = counts.within.map((n) => n + perMinute)
      continue
    }
    const from = minutes.from + i * minuteMs
    count(await data.steps({ ...stretch, from, to: from + minuteMs, steps: perMinute }), demands, counts)
  }
  return counts
}

function newCounts(demands: readonly Demand[]): Counts {
  return { known: 0, within: demands.map(() => 0) }
}

/** Sums of times are not exact in binary. */
function isWhole(usableMs: Ms, stepMs: Ms): boolean {
  return usableMs > stepMs - 1
}

function count({ usableMs, mean, stepMs }: Steps, demands: readonly Demand[], into: Counts): void {
  mean.forEach((value, i) => {
    if (!isWhole(usableMs[i] ?? 0, stepMs)) return
    into.known += 1
    demands.forEach(({ low, high }, k) => {
      if (value >= low && value <= high) into.within[k] = (into.within[k] ?? 0) + 1
    })
  })
}
