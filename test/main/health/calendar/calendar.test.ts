import { describe, expect, test } from 'vitest'
import type { Plan } from '../../../../domain/dispatch/plan.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { type CalendarNeeds, createCalendar } from '../../../../main/health/calendar/calendar.ts'
import { plannedSite } from '../../plan/planned-site.ts'

const [hourMs, dayMs] = [3_600_000, 86_400_000]
/** A Monday. */
const now = Date.UTC(2026, 3, 13, 10, 20)

function hourOf(at: EpochMs | undefined): number {
  return new Date(at ?? Number.NaN).getUTCHours()
}

/** Dear in the evening: then mining at 80 EUR/MWh rests. */
function priceAt(at: EpochMs): number {
  return hourOf(at) >= 17 && hourOf(at) < 21 ? 140 : 40
}

function drawnKW(at: EpochMs): number {
  return priceAt(at) > 80 ? 0 : -1_000
}

/** Two days of the plan in quarters: mining as the price has it, one storage that gives in the evening. */
function planFrom(begin: EpochMs): Plan {
  const edges = Array.from({ length: 193 }, (_, i) => Math.floor(begin / 900_000) * 900_000 + i * 900_000)
  const steps = edges.slice(0, -1)
  const prices = steps.map(priceAt)
  return {
    id: 'p',
    madeAt: begin,
    madeFor: 'a test',
    edges,
    importPriceEurPerMWh: prices,
    exportPriceEurPerMWh: prices,
    busPriceEurPerMWh: prices,
    gridKW: steps.map(() => 0),
    assets: {
      'container-1': { powerKW: steps.map(drawnKW) },
      'li-ion': { powerKW: prices.map((eur) => (eur > 80 ? 500 : 0)), storedValueEurPerMWh: steps.map(() => 60) },
    },
    broken: [],
    quality: { costEur: 0, boundEur: 0, gapRatio: 0, tookMs: 1 },
  }
}

function pastKW(assetId: string, at: EpochMs): number {
  if (assetId.startsWith('container')) return drawnKW(at)
  return assetId === 'works' ? -800 : assetId === 'pv' ? 200 : 0
}

function hourlyOf(valueAt: (assetId: string, at: EpochMs) => number): CalendarNeeds['hourlyKW'] {
  return (assetId, from, to) => {
    const count = Math.round((to - from) / hourMs)
    return Promise.resolve(Float64Array.from({ length: count }, (_, i) => valueAt(assetId, from + i * hourMs)))
  }
}

const busy: CalendarNeeds['absenceEur'] = () => Promise.reject(new Error('busy'))

function calendarOf(change: Partial<CalendarNeeds> = {}, siteChange: object = {}) {
  const asked: EpochMs[] = []
  const calendar = createCalendar({
    site: plannedSite({ timeZone: 'UTC', ...siteChange }),
    plan: () => planFrom(now),
    outlook: { forecastFor: () => undefined },
    absenceEur(_assetId, spans) {
      asked.push(...spans.map(({ from }) => from))
      return Promise.resolve(spans.map(() => 12.34))
    },
    hourlyKW: hourlyOf(pastKW),
    priceEurPerMWh: priceAt,
    miningEurPerMWh: () => 80,
    instructions: () => [],
    planned: () => [],
    threatsOf: () => [],
    clock: { now: () => now },
    ...change,
  })
  return { calendar, asked }
}

describe('when taking a container out is cheapest', () => {
  test('while it stands still anyway; within the plan by planning with and without it', async () => {
    const { calendar } = calendarOf({ absenceEur: (_, spans) => Promise.resolve(spans.map(() => 0)) })
    const { windows, starts } = await calendar.find({ assetId: 'container-1', hours: 4 })
    expect(windows[0]).toMatchObject({ costEur: 0, basis: 'plan', conflicts: [] })
    expect(windows[0]?.words).toBe(
      'Mon 13 Apr 17:00 to 21:00: 0 EUR, would stand still anyway, nothing promised to others, planned with and without it.',
    )
    // four hours of 1 MW at 80 - 40 EUR/MWh
    expect(Math.max(...starts.costEur.map((eur) => eur ?? 0))).toBeCloseTo(160, 6)
  })

  test('beyond the plan as is usual at that hour', async () => {
    const { starts, windows } = await calendarOf().calendar.find({ assetId: 'container-1', hours: 4 })
    const costAt = (hour: number) =>
      starts.costEur[starts.at.findIndex((at) => at > now + 5 * dayMs && hourOf(at) === hour)]
    expect(costAt(17)).toBeCloseTo(0, 6)
    expect(costAt(11)).toBeCloseTo(160, 6)
    expect(windows.some(({ basis }) => basis === 'usual')).toBe(true)
    expect(starts.at.at(-1)).toBeGreaterThan(now + 29 * dayMs)
  })

  test('what the planner says goes before the marginal values; without it those hold', async () => {
    const { calendar, asked } = calendarOf()
    const { windows } = await calendar.find({ assetId: 'container-1', hours: 4 })
    expect(asked.length).toBeGreaterThan(0)
    const told = windows.filter(({ from }) => asked.includes(from)).map(({ costEur }) => costEur)
    expect(told).toEqual(asked.map(() => 12.34))
    const without = await calendarOf({ absenceEur: busy }).calendar.find({ assetId: 'container-1', hours: 4 })
    expect(without.windows[0]?.costEur).toBe(0)
  })

  test('a failure foreseen makes waiting dear and ends the search at its early end', async () => {
    const remaining = {
      at: now,
      medianDays: 12,
      p50Days: [8, 18] as [number, number],
      p90Days: [5, 30] as [number, number],
      healthPct: 40,
      horizonDays: 180,
    }
    const { calendar } = calendarOf({ threatsOf: () => [{ remaining, failureEur: 30_000, repairEur: 2_000 }] })
    const { starts, windows } = await calendar.find({ assetId: 'container-1', hours: 4 })
    expect(starts.at.at(-1)).toBeLessThan(now + 5 * dayMs)
    expect(starts.riskEur.toSorted((a, b) => a - b)).toEqual(starts.riskEur)
    expect(windows[0]?.from).toBeLessThan(now + dayMs)
    const late = await calendar.find({ assetId: 'container-1', hours: 4, before: now + 20 * dayMs })
    expect(late.starts.riskEur.at(-1)).toBeGreaterThan(15_000)
    expect(late.windows[0]?.from).toBeLessThan(now + dayMs)
  })

  test('what is promised to others stands against it: contracts, and other work', async () => {
    const contract = {
      id: 'peak',
      counterparty: 'Nordgrid',
      direction: 'export',
      powerKW: 500,
      penaltyEurPerMWh: 100,
      daily: { from: '17:00', until: '21:00' },
    }
    const fans = { workOrderId: 'w', title: 'Change fans', assetId: 'container-2' }
    const planned = [{ ...fans, from: now + 3 * dayMs, to: now + 3 * dayMs + 4 * hourMs }]
    const { calendar } = calendarOf({ planned: () => planned }, { controllers: { contracts: [contract] } })
    const found = await calendar.find({ assetId: 'container-1', hours: 4 })
    expect(found.windows.flatMap(({ conflicts }) => conflicts)).toEqual([])
    expect(found.windows.every(({ from }) => hourOf(from) >= 21 || hourOf(from) <= 13)).toBe(true)
    expect(found.planned).toEqual(planned)
    // where nothing else is left it is told with what it breaks
    const whole = await calendar.find({ assetId: 'container-1', hours: 24, before: now + 2 * dayMs })
    expect(whole.windows[0]?.conflicts).toEqual(['delivery to Nordgrid'])
  })

  test.each([
    { upKW: 500, conflicts: [] },
    { upKW: 4_000, conflicts: ['FCR-D could not be given'] },
  ])('a service of $upKW kW is in danger only when what is left cannot give it', async ({ upKW, conflicts }) => {
    const services = [{ id: 's', service: 'fcrNordicDisturbance', upKW }]
    const { calendar } = calendarOf({}, { controllers: { frequencyResponse: { services } } })
    const { windows } = await calendar.find({ assetId: 'li-ion', hours: 4 })
    expect(windows[0]?.conflicts).toEqual(conflicts)
  })
})

describe('other assets', () => {
  test('a storage loses what it earns between prices', async () => {
    const { calendar } = calendarOf({ absenceEur: busy })
    const { starts } = await calendar.find({ assetId: 'li-ion', hours: 4, before: now + 2 * dayMs })
    const costAt = (hour: number) => starts.costEur[starts.at.findIndex((at) => hourOf(at) === hour)]
    // four hours of 0.5 MW at 140 - 60 EUR/MWh
    expect(costAt(17)).toBeCloseTo(160, 6)
    expect(costAt(11)).toBeCloseTo(0, 6)
  })

  test('a works by how little it draws, and says so', async () => {
    const { words, windows } = await calendarOf().calendar.find({ assetId: 'works', hours: 2 })
    expect(windows[0]?.costEur).toBeCloseTo(1_600, 6)
    expect(words).toContain('What its production is worth is not known')
  })

  test('the connection by what the site can not do on its own', async () => {
    const { windows } = await calendarOf().calendar.find({ assetId: 'grid', hours: 4 })
    // 600 kW of the works are not covered; in the evening no mining is lost besides
    expect(windows[0]?.costEur).toBeCloseTo(4 * 0.6 * 1_000, 6)
    expect(hourOf(windows[0]?.from)).toBe(17)
  })

  test('a young site without a past goes by the plan; without either it says so', async () => {
    const hourlyKW = hourlyOf(() => Number.NaN)
    const young = await calendarOf({ hourlyKW }).calendar.find({ assetId: 'container-1', hours: 4 })
    expect(young.windows[0]?.costEur).toBeLessThan(13)
    const blank = await calendarOf({ hourlyKW, plan: () => undefined }).calendar.find({
      assetId: 'container-1',
      hours: 4,
    })
    expect(blank.windows).toEqual([])
    expect(blank.words).toBe('Nothing is known yet of what taking it out would cost.')
  })

  test('an unknown asset is refused', async () => {
    const asked = calendarOf().calendar.find({ assetId: 'nobody', hours: 1 })
    await expect(asked).rejects.toMatchObject({ code: 'Dispatch.UnknownAsset' })
  })
})
