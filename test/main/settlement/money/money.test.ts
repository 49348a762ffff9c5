import { describe, expect, test } from 'vitest'
import { assetSchema } from '../../../../domain/asset.ts'
import type { Interval, RegisterName } from '../../../../domain/metering/meter.ts'
import { quarterOf, quarterStart } from '../../../../domain/metering/quarter.ts'
import type { ProofSummary } from '../../../../domain/rpc/dispatch/proof.ts'
import type { MoneyKind } from '../../../../domain/rpc/settlement/money.ts'
import { createMoney, type MoneyNeeds, quartersOfSpan } from '../../../../main/settlement/money/money.ts'

const now = Date.parse('2026-06-05T10:07:00Z')
const first = quarterOf(Date.parse('2026-06-05T00:00:00Z'))
const last = quarterOf(now) - 1

const assets = [
  { kind: 'grid', id: 'grid', name: 'Grid', device: 'd' },
  {
    kind: 'battery',
    id: 'cells',
    name: 'Cells',
    device: 'd',
    chemistry: 'liIon',
    ratedPowerKW: 500,
    ratedEnergyKWh: 900,
  },
  { kind: 'container', id: 'c1', name: 'Container 1', device: 'd', feeder: 'f', container: 'sha256Current' },
].map((asset) => assetSchema.parse(asset))

const metered: Record<string, Partial<Record<RegisterName, number>>> = {
  grid: { import: 100_000, export: 20_000 },
  cells: { injected: 50_000 },
  c1: { absorbed: 300_000 },
}

function needs(given: Partial<MoneyNeeds> = {}): MoneyNeeds & { asked: [number, number][] } {
  const asked: [number, number][] = []
  return {
    asked,
    assets,
    timeZone: 'UTC',
    now: () => now,
    registersOf: (id) => Object.keys(metered[id] ?? {}) as RegisterName[],
    intervals({ pointId, register }, from, to) {
      if (pointId === 'grid' && register === 'import') asked.push([from, to])
      return intervalsOf(pointId, register, from, to)
    },
    onIntervals: () => {},
    priceAt: () => 50,
    fees: { importEurPerMWh: 7, exportEurPerMWh: 0 },
    hashpriceAt: () => 0.048,
    hashrateTHs: (_, from, to) => Promise.resolve(new Float64Array(to - from).fill(40_000)),
    orders: () => Promise.resolve([]),
    services: [],
    pause: () => Promise.resolve(),
    ...given,
  }
}

function intervalsOf(pointId: string, register: RegisterName, from: number, to: number): Interval[] {
  const wh = metered[pointId]?.[register] ?? 0
  const [begin, end] = [Math.max(from, first), Math.min(to, last + 1)]
  return Array.from({ length: Math.max(0, end - begin) }, (_, i) => ({
    pointId,
    register,
    quarter: begin + i,
    revision: 0,
    wh,
    quality: 'measured' as const,
    method: 'registers' as const,
    epoch: 1,
    closingWh: 1_000_000 + (begin + i - first + 1) * wh,
  }))
}

const eurOf = async (given: Partial<MoneyNeeds>, kind: MoneyKind) => {
  const { rows } = await createMoney(needs(given)).span({ span: 'today' })
  return rows.find((row) => row.kind === kind)
}
const quarters = last - first + 1
const cents = (value: number | null | undefined) => (typeof value === 'number' ? Math.round(value * 100) : value)

describe('what a day came to', () => {
  test.each<[MoneyKind, Partial<MoneyNeeds>, number | null, RegExp | null]>([
    ['bought', {}, -0.1 * 50 * quarters, null],
    ['sold', {}, 0.02 * 50 * quarters, null],
    ['sold', { priceAt: () => -50 }, -0.02 * 50 * quarters, null],
    ['bought', { priceAt: () => null }, null, /no price is known/],
    ['bought', { priceAt: (at) => (at < quarterStart(first + 2) ? null : 50) }, -0.1 * 50 * (quarters - 2), /2 of 40/],
    ['gridFees', {}, -0.1 * 7 * quarters, null],
    ['gridFees', { fees: undefined }, null, /names no fees/],
    ['mining', {}, ((40_000 * 0.048) / 96) * quarters, null],
    ['mining', { hashpriceAt: () => null }, null, /no hashprice is known for sha256/],
    ['capacity', {}, 0, null],
    [
      'capacity',
      { services: [{ id: 's', service: 'fcrNordicDisturbance', upKW: 500, downKW: 0 }] },
      null,
      /FCR-D 500 kW up: no price/,
    ],
    ['instructions', {}, 0, null],
    [
      'instructions',
      { orders: () => Promise.resolve([order(120, 4.5), order(30, null)]) },
      -4.5,
      /1 of 2 orders: no price was agreed/,
    ],
  ])('%s %#', async (kind, given, eur, missing) => {
    const row = await eurOf(given, kind)
    expect(cents(row?.eur)).toBe(cents(eur))
    expect(row?.missing ?? '').toMatch(missing ?? /^$/)
  })

  test('columns by quarter add up to the rows', async () => {
    const { rows, quarters: columns } = await createMoney(needs()).span({ span: 'today' })
    expect(columns.quarter).toHaveLength(quarters)
    for (const { kind, eur, energyWh } of rows) {
      expect(columns.eur[kind].reduce<number>((sum, one) => sum + (one ?? 0), 0)).toBeCloseTo(eur ?? 0, 6)
      expect(columns.energyWh[kind].reduce<number>((sum, one) => sum + (one ?? 0), 0)).toBe(energyWh ?? 0)
    }
  })
})

test('a quarter opens to its registers at both ends', async () => {
  const { lines, registers } = await createMoney(needs()).quarter(first + 3)
  expect(lines.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
    'sold Exported',
    'bought Imported',
    'gridFees Fees on imports',
    'wear Cells',
    'mining Container 1',
  ])
  for (const step of registers) expect((step.closingWh ?? 0) - (step.openingWh ?? 0)).toBe(step.wh)
  expect(registers.map(({ pointId, register }) => `${pointId} ${register}`)).toEqual([
    'c1 absorbed',
    'cells injected',
    'grid import',
    'grid export',
  ])
})

test('the first quarter of a meter has its opening by the difference', async () => {
  const { registers } = await createMoney(needs()).quarter(first)
  expect(registers.map(({ openingWh }) => openingWh)).toEqual([1_000_000, 1_000_000, 1_000_000, 1_000_000])
})

test('a quarter that is not closed is not there', async () => {
  await expect(createMoney(needs()).quarter(last + 1)).rejects.toMatchObject({ code: 'Config.NotFound' })
})

test('quarters that do not change are read once, until their energy is corrected', async () => {
  const corrects: ((intervals: readonly Interval[]) => void)[] = []
  const sources = needs({ onIntervals: (listener) => void corrects.push(listener) })
  const money = createMoney(sources)
  await money.span({ span: 'today' })
  const whole = await money.span({ span: 'today' })
  expect(sources.asked).toEqual([
    [first, last + 1],
    [last - 3, last + 1],
  ])
  corrects[0]?.(intervalsOf('grid', 'import', first + 4, first + 5))
  expect(await money.span({ span: 'today' })).toEqual(whole)
  expect(sources.asked.at(-1)).toEqual([first + 4, last + 1])
})

test.each([
  ['today', '2026-03-29T20:00:00Z', 'Europe/Berlin', '2026-03-28T23:00:00Z'],
  ['today', '2026-03-29T22:10:00Z', 'Europe/Berlin', '2026-03-29T22:00:00Z'],
  ['month', '2026-10-31T23:10:00Z', 'Europe/Berlin', '2026-10-31T23:00:00Z'],
  ['month', '2026-10-31T22:10:00Z', 'Europe/Berlin', '2026-09-30T22:00:00Z'],
  ['today', '2026-06-05T00:05:00Z', 'Asia/Kathmandu', '2026-06-04T18:15:00Z'],
] as const)('%s at %s in %s begins at %s', (span, at, timeZone, from) => {
  const found = quartersOfSpan(span, Date.parse(at), timeZone)
  expect(new Date(quarterStart(found.from)).toISOString()).toBe(from.replace('Z', '.000Z'))
  expect(found.to).toBe(quarterOf(Date.parse(at)))
})

function order(deliveredKWh: number, penaltyEur: number | null): ProofSummary {
  const base = { orderId: 'o', service: '', source: 'dispatch', owner: 'Grid', reason: 'test', kind: 'setpoint' }
  return {
    id: 'p',
    n: 1,
    order: {
      ...base,
      subject: 'asset',
      feederId: '',
      assetId: 'c1',
      from: quarterStart(first + 1),
      until: quarterStart(first + 2),
    },
    orderedKW: -100,
    verdict: { deliveredKWh, penaltyEur },
  } as unknown as ProofSummary
}
