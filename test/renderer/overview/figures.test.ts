import { expect, it, vi } from 'vitest'
import type { Decision } from '../../../domain/rpc/shapes.ts'
import type { Because } from '../../../domain/setpoint.ts'
import { counted, dayStart, extremes } from '../../../renderer/views/overview/side/day.ts'
import { namesInShort } from '../../../renderer/views/overview/side/names-in-short.ts'
import { workingNow } from '../../../renderer/views/overview/side/working.ts'
import { giveSteps } from '../../../renderer/views/overview/tiles/give-steps.ts'
import { nearestLimit } from '../../../renderer/views/overview/tiles/nearest-limit.ts'
import { busFlows, sumReadings } from '../../../renderer/views/overview/use-sums.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const reading = (value: number | null, quality: 'good' | 'stale' | 'bad' | 'simulated' = 'good') => ({
  value,
  at: 0,
  quality,
})

it('a sum over a missing value is suspect, over a stale one stale, over nothing bad', () => {
  expect(sumReadings([reading(-100), reading(-200)])).toEqual({ powerKW: -300, quality: 'good', missing: 0 })
  expect(sumReadings([reading(-100), reading(null, 'bad')])).toEqual({ powerKW: -100, quality: 'suspect', missing: 1 })
  expect(sumReadings([reading(-100), reading(-5, 'stale')]).quality).toBe('stale')
  expect(sumReadings([reading(null, 'bad')])).toEqual({ powerKW: null, quality: 'bad', missing: 1 })
})

it('flows into and out of the bus are told apart', () => {
  expect(busFlows([reading(500), reading(-300), reading(null, 'bad'), reading(-200)])).toEqual({
    inKW: 500,
    outKW: 500,
  })
})

it('rising totals become steps and a falling one adds nothing', () => {
  const steps = giveSteps([
    { withinS: 10, powerKW: 6_790 },
    { withinS: 2, powerKW: 1_590 },
    { withinS: 30, powerKW: 6_000 },
  ])
  expect(steps.map((s) => [s.withinS, s.addedKW, s.reachedKW])).toEqual([
    [2, 1_590, 1_590],
    [10, 5_200, 6_790],
    [30, 0, 6_790],
  ])
})

const connection = { importLimitKW: 10_000, exportLimitKW: 6_000 }

it.each([
  [7_540, 2_460, false, 'the import limit'],
  [10_200, 200, true, 'the import limit'],
  [-5_000, 1_000, false, 'the export limit'],
])('at %d kW the agreed limit is %d kW away', (powerKW, distanceKW, isOver, limit) => {
  expect(nearestLimit(powerKW, connection)).toEqual({ distanceKW, isOver, limit })
})

const link = (controller: Because['controller'], reason: string, isBinding = true) => ({
  controller,
  reason,
  isBinding,
})
const decision = (assetId: string, ...because: Because[]): Decision => ({
  assetId,
  range: { minKW: 0, maxKW: 0 },
  limitedBy: '',
  setpointKW: -100,
  setAt: null,
  because,
  verification: null,
  commander: 'automatic',
  authority: 'control',
})

it('equal reasons of one controller are told once', () => {
  expect(
    workingNow([
      decision('c-1', link('allocate', 'least efficient first')),
      decision('c-2', link('siteLimits', 'T2', true), link('allocate', 'x', false)),
      decision('c-3', link('allocate', 'least efficient first')),
      decision('c-4'),
    ]),
  ).toEqual([
    { controller: 'siteLimits', reason: 'T2', assetIds: ['c-2'] },
    { controller: 'allocate', reason: 'least efficient first', assetIds: ['c-1', 'c-3'] },
  ])
})

it('nothing is decided for an asset without a setpoint', () => {
  expect(workingNow([{ ...decision('genset', link('siteLimits', 'import limit')), setpointKW: null }])).toEqual([])
})

it('numbers alone tell names of one stem apart', () => {
  expect(namesInShort(['Container 1', 'Container 2', 'Li-ion battery', 'Container 12'])).toEqual([
    'Container 1',
    '2',
    'Li-ion battery',
    'Container 12',
  ])
})

it('the day begins at midnight of the site', () => {
  const now = Date.UTC(2026, 3, 14, 12, 32, 8)
  expect(dayStart(now, 'Europe/Berlin')).toBe(Date.UTC(2026, 3, 13, 22))
  expect(dayStart(now, 'UTC')).toBe(Date.UTC(2026, 3, 14))
})

it('finds the extremes of a day and what a counter counted, past the gaps', () => {
  const trend = { from: 0, stepMs: 10, min: [null, -50, 3], max: [null, 80, 120], mean: [null, 1, 60] }
  expect(extremes(trend)).toEqual({ high: { powerKW: 120, at: 20 }, low: { powerKW: -50, at: 10 } })
  expect(counted({ ...trend, min: [null, 100, 110], max: [null, 105, 130] })).toBe(30)
  expect(counted({ ...trend, min: [null], max: [null] })).toBeUndefined()
})
