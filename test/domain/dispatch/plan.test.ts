import { expect, test } from 'vitest'
import { type Plan, planAt } from '../../../domain/dispatch/plan.ts'

const plan: Plan = {
  id: 'p1',
  madeAt: 0,
  madeFor: 'test',
  edges: [1_000, 2_000, 3_000],
  importPriceEurPerMWh: [50, 60],
  exportPriceEurPerMWh: [40, 45],
  gridKW: [100, -200],
  busPriceEurPerMWh: [50, 45],
  assets: {
    'battery-1': { powerKW: [-300, 300], energyKWh: [575, 500], storedValueEurPerMWh: [44, 44] },
    'container-1': { powerKW: [-1300, 0] },
  },
  broken: [],
  quality: { costEur: 1, boundEur: 1, gapRatio: 0, tookMs: 10 },
}

test.each([
  { at: 999, power: undefined },
  { at: 1_000, power: -300 },
  { at: 1_999, power: -300 },
  { at: 2_000, power: 300 },
  { at: 3_000, power: undefined },
])('at $at the battery is foreseen at $power', ({ at, power }) => {
  expect(planAt(plan, at)?.powerKW['battery-1']).toBe(power)
})

test('a stored value is there only for what stores', () => {
  expect(planAt(plan, 1_500)).toMatchObject({ storedValueEurPerMWh: { 'battery-1': 44 }, busPriceEurPerMWh: 50 })
  expect(planAt(plan, 1_500)?.storedValueEurPerMWh).not.toHaveProperty('container-1')
})

test('a price on the bus beyond that of import or export tells that a limit lies between', () => {
  const bound = { ...plan, busPriceEurPerMWh: [66, 45] }
  expect([1_000, 2_000].map((at) => planAt(bound, at)?.isBound)).toEqual([true, undefined])
  expect(planAt({ ...plan, busPriceEurPerMWh: [-5, 45] }, 1_000)?.isBound).toBe(true)
})
