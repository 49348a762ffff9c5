import type { ReportTable } from '../../../domain/rpc/reports.ts'
import { gridAssetOf } from '../../../domain/site.ts'
import { type Bounds, type Excursion, excursions } from '../measure/events.ts'
import { secondWords } from '../calendar.ts'
import { nominalsOf } from './nominals.ts'
import { column, elapsedMs, pctOf, type SectionBody, type SectionNeeds, table } from './section.ts'

/** Where events begin. */
export interface PowerQualityAsked {
  dipBelowPct: number
  swellAbovePct: number
  frequencyBandHz: number
  mostEvents: number
}

const notMeasured = 'not measured'

/**
 * Voltage dips and swells (EN 50160:2010, 4.3.2: below 90 % and above 110 % of the nominal voltage) and frequency
 * excursions at the connection, and what the meter does not measure.
 */
export async function powerQualitySection(needs: SectionNeeds, asked: PowerQualityAsked): Promise<SectionBody> {
  const { voltageV, frequencyHz } = nominalsOf(needs.site)
  const { dipBelowPct, swellAbovePct, frequencyBandHz, mostEvents } = asked
  const notes = ['An event is seen when a reading, once a second, shows it: shorter ones escape.']
  const shares = { voltageV: await known(needs, 'voltageV'), frequencyHz: await known(needs, 'frequencyHz') }
  const tables = [measuredTable(shares)]
  const words = { voltage: { below: 'dip', above: 'swell' }, frequency: { below: 'low', above: 'high' } }
  if (voltageV === undefined)
    notes.push('Dips and swells need the nominal voltage: connection.nominalVoltageV in the site file.')
  else if (shares.voltageV) {
    const bounds = { below: (voltageV * dipBelowPct) / 100, above: (voltageV * swellAbovePct) / 100 }
    const found = await excursionsOf(needs, 'voltageV', bounds)
    const heads = { title: 'Voltage dips and swells', unit: 'V', decimals: 1, words: words.voltage }
    tables.push(events(needs, { ...heads, found, mostEvents, of: voltageV }))
  }
  if (shares.frequencyHz) {
    const bounds = { below: frequencyHz - frequencyBandHz, above: frequencyHz + frequencyBandHz }
    const found = await excursionsOf(needs, 'frequencyHz', bounds)
    const heads = { title: 'Frequency excursions', unit: 'Hz', decimals: 3, words: words.frequency }
    tables.push(events(needs, { ...heads, found, mostEvents, of: frequencyHz }))
  }
  return { notes, charts: [], tables }
}

type Measurable = 'voltageV' | 'frequencyHz'

/** Share of the time over in which a point was known, percent. */
async function known(needs: SectionNeeds, point: Measurable): Promise<number | null> {
  const { usableMs } = await needs.measured.quarters(gridAssetOf(needs.site), point)
  const sumMs = usableMs.reduce((sum, ms) => sum + ms, 0)
  return pctOf(sumMs, elapsedMs(needs))
}

function excursionsOf({ data, measured, site }: SectionNeeds, point: Measurable, bounds: Bounds): Promise<Excursion[]> {
  return excursions(data, measured.stretch(gridAssetOf(site), point), bounds)
}

function measuredTable(shares: Record<Measurable, number | null>): ReportTable {
  const isMeasured = (share: number | null) => (share ? 'measured' : notMeasured)
  const heads = [column('Quantity'), column('At the connection'), column('Share known', '%', 2)]
  return table('What is measured', heads, [
    ['Voltage', isMeasured(shares.voltageV), shares.voltageV],
    ['Frequency', isMeasured(shares.frequencyHz), shares.frequencyHz],
    ['Voltage unbalance', notMeasured, null],
    ['Harmonics', notMeasured, null],
    ['Flicker', notMeasured, null],
  ])
}

interface Events {
  title: string
  unit: string
  decimals: number
  words: Record<Excursion['side'], string>
  found: readonly Excursion[]
  mostEvents: number
  of: number
}

function events(needs: SectionNeeds, { title, unit, decimals, words, found, mostEvents, of }: Events): ReportTable {
  const rows = found
    .slice(0, mostEvents)
    .map((event) => [
      secondWords(event.from, needs.period.timeZone),
      words[event.side],
      event.lastedMs / 1_000,
      event.extreme,
      (event.extreme / of) * 100,
    ])
  const heads = [
    column('From'),
    column('Event'),
    column('Lasted', 's', 0),
    column('Extreme', unit, decimals),
    column('Of nominal', '%', 2),
  ]
  const more = found.length > mostEvents ? `, the first ${mostEvents} of them` : ''
  return table(`${title}: ${found.length}${more}`, heads, rows)
}
