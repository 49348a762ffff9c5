import { expect, test } from 'vitest'
import { openWorld } from '../sites.ts'
import { bearingWeeks, failingBearing } from './failing-bearing.ts'

const weekMs = 7 * 86_400_000

test('a bearing fails over eight simulated weeks: slowly, then fast, and past its limit in the last', () => {
  const run = bearingWeeks({ healthyWeeks: 1, stepMinutes: 30 })
  const column = run.columns.findIndex(({ assetId, point }) => assetId === 'flywheels' && point === 'bearingDegC')
  const highest: number[] = []
  let from = Number.NaN
  for (const { at, values } of run.rows()) {
    if (Number.isNaN(from)) from = at
    const week = Math.floor((at - from) / weekMs)
    const value = values[column] ?? Number.NaN
    if (!Number.isNaN(value)) highest[week] = Math.max(highest[week] ?? 0, value)
  }
  expect(highest).toHaveLength(9)
  // within the first quarter of its time it stays among what is usual; after half of it, it stands out
  expect(highest[2]).toBeLessThan(53)
  expect(highest[5]).toBeGreaterThan(53)
  expect(highest.slice(1)).toEqual(highest.slice(1).toSorted((a, b) => a - b))
  expect(highest[7]).toBeLessThan(95)
  expect(highest[8]).toBeGreaterThan(95)
  expect(run.truths.map(({ failsAt }) => failsAt - from)).toEqual([9 * weekMs])
})

test('the same eight weeks go through the engine in a quarter of an hour, by drivers and cycle', async () => {
  const minutes = 14
  const wearSpeed = (8 * 7 * 1_440) / minutes
  const { world, run, end } = openWorld('demo', 1, { wear: [failingBearing], wearSpeed })
  const value = (point: 'bearingDegC' | 'bearingMedianDegC' | 'worstUnit') => world.image().value('flywheels', point)
  try {
    await run(30)
    expect(value('bearingDegC')).toBeLessThan(46)
    await run((minutes / 2) * 60)
    const halfway = value('bearingDegC') ?? 0
    await run((minutes / 2) * 60)
    expect(value('bearingDegC')).toBeGreaterThan(halfway + 20)
    expect(value('worstUnit')).toBe(3)
    expect(value('bearingMedianDegC')).toBeLessThan(46)
  } finally {
    await end()
  }
}, 120_000)
