import { describe, expect, test } from 'vitest'
import type { Plan } from '../../../domain/dispatch/plan.ts'
import { paneBoxes } from '../../../renderer/charts/panes/pane.ts'
import { emptyColumn } from '../../../renderer/history/tiles/column.ts'
import { bandColumn } from '../../../renderer/views/dispatch/plan/model/bands.ts'
import { lanesOf } from '../../../renderer/views/dispatch/plan/model/lane-list.ts'
import {
  plannedAt,
  plannedColumn,
  quarterMs,
  sumColumns,
  trailWith,
} from '../../../renderer/views/dispatch/plan/model/plan-columns.ts'
import { lanePane } from '../../../renderer/views/dispatch/plan/model/plan-panes.ts'
import { brokenWords, stateWords, stepOf, whyWords } from '../../../renderer/views/dispatch/plan/model/plan-words.ts'
import { planTable } from '../../../renderer/views/dispatch/plan/plan-table.ts'
import { comparedFigures } from '../../../renderer/views/dispatch/what-if/compare-words.ts'
import { changeWords, hasChange, unchanged, whatIfOf } from '../../../renderer/views/dispatch/what-if/what-if-draft.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

const plain = (text: string) => text.replaceAll('\u00A0', ' ')
const site = describeDemoSite(2)
const day = Date.parse('2026-04-14T00:00Z')

/** Made five minutes into a quarter; two quarters, then an hour. */
const plan = (more: Partial<Plan> = {}): Plan => ({
  id: 'a',
  madeAt: day + 300_000,
  madeFor: 'every 5 min',
  edges: [day + 300_000, day + quarterMs, day + 2 * quarterMs, day + 6 * quarterMs],
  importPriceEurPerMWh: [40, 50, 60],
  exportPriceEurPerMWh: [30, 40, 50],
  gridKW: [1_000, 2_000, -500],
  busPriceEurPerMWh: [40, 45, 50],
  assets: {
    'container-1': { powerKW: [-1_000, -900, 0] },
    'container-2': { powerKW: [-800, -700, 0] },
    'li-ion': { powerKW: [100, 0, -100], energyKWh: [2_000, 2_000, 2_100] },
  },
  broken: [],
  quality: { costEur: 10, boundEur: 9.97, gapRatio: 0.003, tookMs: 480 },
  ...more,
})
const lane = (id: string) => {
  const found = lanesOf(site.assets, 20).find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}
const meanOf = (column: { mean: Float64Array } | undefined) => [...(column?.mean ?? [])]

describe('lanes', () => {
  test('with little room are those of the picture, from top to bottom', () => {
    expect(lanesOf(site.assets, 4).map((one) => one.title)).toEqual(['Price', 'Grid connection', 'Mining', 'Li-ion'])
  })

  test('with much room are all, a storage with its state of charge beneath', () => {
    const titles = lanesOf(site.assets, 20).map((one) => one.title)
    expect(titles.slice(2, 6)).toEqual(['Wind and PV', 'Mining', 'Li-ion', 'Li-ion SoC'])
    expect(titles).toContain('Hydrogen SoC')
  })
})

describe('the plan as columns', () => {
  test('an hour takes four quarters, and the step under way begins with its quarter', () => {
    const column = plannedColumn({ plan: plan(), earlier: [] }, (one, t) => one.gridKW[t] ?? Number.NaN)
    expect(column.from).toBe(day)
    expect(meanOf(column)).toEqual([1_000, 2_000, -500, -500, -500, -500, Number.NaN])
  })

  test('of steps that are over stays what the plan before them said', () => {
    const next = plan({
      id: 'b',
      madeAt: day + quarterMs,
      edges: [day + quarterMs, day + 2 * quarterMs],
      gridKW: [7],
    })
    const trail = trailWith(trailWith(undefined, plan()), next)
    expect(meanOf(plannedColumn(trail, (one, t) => one.gridKW[t] ?? Number.NaN))).toEqual([1_000, 7, Number.NaN])
    expect(trailWith(trail, next)).toBe(trail)
  })

  test('assets of a lane are added up, and one that is not planned leaves no value', () => {
    expect(plannedAt(plan(), lane('mining'), 0)).toBe(-1_800)
    expect(plannedAt(plan(), lane('liIon soc'), 2)).toBeCloseTo(52.5)
    expect(plannedAt(plan(), lane('hydrogen'), 0)).toBeNaN()
  })

  test('a sum has no value where one of its parts has none, and the worst quality', () => {
    const [a, b] = [emptyColumn(day, quarterMs, 2), emptyColumn(day, quarterMs, 2)]
    a.mean.set([1, 2])
    b.mean.set([10, Number.NaN])
    a.known.fill(1)
    b.known.set([1, 0])
    b.notGood = Float64Array.from([0, 0.5])
    const sum = sumColumns([a, b])
    expect(meanOf(sum)).toEqual([11, Number.NaN])
    expect([...(sum?.known ?? [])]).toEqual([1, 0])
    expect([...(sum?.notGood ?? [])]).toEqual([0, 0.5])
    expect(sumColumns([a, emptyColumn(day, 60_000, 2)])).toBeUndefined()
  })

  test('mining is drawn upwards in MW, and the table keeps kW into the bus', () => {
    const trail = { plan: plan(), earlier: [] }
    const { connection } = site
    const pane = lanePane({ lane: lane('mining'), trail, connection, columnOf: () => undefined })
    expect(pane.factor).toBe(-1 / 1_000)
    const table = planTable([pane], { from: day, to: day + 2 * quarterMs }, 'Europe/Berlin')
    expect(table).toEqual([
      ['time', 'Mining actual (kW, + into the bus)', 'Mining plan (kW, + into the bus)'],
      ['2026-04-14T02:00:00+02:00', null, -1_800],
      ['2026-04-14T02:15:00+02:00', null, -1_600],
    ])
  })
})

const band = (quantity: string, values: number[]) => ({
  quantity,
  edges: [day, day + 2 * quarterMs],
  quantiles: [-10, -5, 0, 5, 10].map((by) => values.map((value) => value + by)),
})

describe('bands', () => {
  test('the price has its own, and sun and wind are added up', () => {
    const price = bandColumn(lane('price'), [band('price', [50])])
    expect([...(price?.min ?? [])]).toEqual([40, 40])
    const sources = bandColumn(lane('sources'), [band('pv:pv', [100]), band('wind:wind', [200])])
    expect([sources?.min[0], sources?.mean[0], sources?.max[1]]).toEqual([280, 300, 320])
  })

  test('there is none while a part is not foreseen, and none for what is only planned', () => {
    expect(bandColumn(lane('sources'), [band('pv:pv', [100])])).toBeUndefined()
    expect(bandColumn(lane('mining'), [band('price', [1])])).toBeUndefined()
  })
})

describe('the plan in words', () => {
  test.each([
    [0, 'one more MWh here is worth 40.00 €/MWh, what buying costs: the next MWh would be bought'],
    [
      1,
      'one more MWh here is worth 45.00 €/MWh, between 40.00 €/MWh for selling and 50.00 €/MWh for buying: neither pays',
    ],
    [2, 'one more MWh here is worth 50.00 €/MWh, what selling brings: the next MWh would be sold'],
  ])('step %d: %s', (t, words) => expect(plain(whyWords(plan(), t))).toBe(words))

  test('a worth beyond the price names the limit', () => {
    expect(whyWords(plan({ busPriceEurPerMWh: [90] }), 0)).toContain('import as far as limits let')
    expect(whyWords(plan({ busPriceEurPerMWh: [-5] }), 0)).toContain('export as far as limits let')
    expect(whyWords(plan(), -1)).toBe('')
  })

  test.each([
    ['good', '', 'in time, expires in 1 h unless a newer one comes'],
    [
      'late',
      'the solver timed out',
      'late: the solver timed out; the last plan is followed for 1 h more, then safe rules',
    ],
    ['expired', '', 'expired; safe rules hold'],
    ['off', '', 'off by the site file; the rules alone decide'],
  ] as const)('a plan that is %s', (state, detail, words) => {
    const status = { state, detail, planId: 'a', madeAt: day, expiresAt: day + 3_600_000 }
    expect(plain(stateWords(status, day))).toBe(words)
  })

  test('a limit that is not kept is named with its time, size and price', () => {
    const broken = {
      limit: 'import limit',
      from: day,
      until: day + quarterMs,
      by: 300,
      unit: 'kW',
      costEur: 12.4,
    } as const
    expect(plain(brokenWords(broken, day, 'Europe/Berlin'))).toBe(
      'import limit not kept 02:00 to 02:15, by 300 kW, 12.40 €',
    )
  })

  test('before the first and after the last edge there is no step', () => {
    expect([day, day + 300_000, day + 6 * quarterMs].map((at) => stepOf(plan(), at))).toEqual([-1, 0, -1])
  })
})

test('panes share the height by weight', () => {
  const boxes = paneBoxes({ weights: [1, 2], hasRight: false, hasTitles: false, width: 500, height: 324 })
  expect(boxes.map(({ top, height }) => [top, height])).toEqual([
    [8, 84],
    [108, 184],
  ])
})

describe('what if', () => {
  test('what is left empty stays as it is', () => {
    expect(whatIfOf(unchanged)).toEqual({ away: [] })
    expect(hasChange(unchanged)).toBe(false)
    const draft = { ...unchanged, pricePct: 150, priceShiftEur: -5, reserveUpKW: 500, away: ['li-ion'] }
    expect(hasChange(draft)).toBe(true)
    expect(whatIfOf(draft)).toEqual({
      away: ['li-ion'],
      priceFactor: 1.5,
      priceShiftEurPerMWh: -5,
      reserve: { upKW: 500, downKW: 0 },
    })
    expect(changeWords(draft, site)).toEqual([
      'prices at 150 %',
      'prices 5 €/MWh lower',
      '500 kW kept ready up',
      'without Li-ion',
    ])
  })

  test('both plans side by side, the difference in words', () => {
    const figures = {
      costEur: -100,
      importedKWh: 1_000,
      exportedKWh: 0,
      minedKWh: 500,
      dischargedKWh: 0,
      curtailedKWh: 0,
      peakImportKW: 2_000,
      brokenLimits: 0,
    }
    const other = { ...figures, costEur: 20, peakImportKW: 1_500 }
    const answer = { before: { plan: plan(), figures }, after: { plan: plan({ assets: {} }), figures: other } }
    const rows = Object.fromEntries(
      comparedFigures(answer, ['container-1']).map((row) => [
        row.label,
        [row.before, row.after, row.difference].map(plain),
      ]),
    )
    expect(rows['Money']).toEqual(['earns 100.00 €', 'costs 20.00 €', '120.00 € worse'])
    expect(rows['Highest import']).toEqual(['2.00 MW', '1.50 MW', '500 kW lower'])
    expect(rows['Imported']?.[2]).toBe('the same')
    expect(rows['Container hours']?.[1]).toBe('0.0 h')
  })
})
