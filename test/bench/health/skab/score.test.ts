import { describe, expect, test } from 'vitest'
import { changeScore } from './change-score.ts'
import { outlierScore } from './outlier-score.ts'

test('F1, false and missed alarm rate of a table by hand, over several runs together', () => {
  const one = { truth: Uint8Array.of(0, 0, 1, 1), verdict: Uint8Array.of(0, 1, 1, 0) }
  const two = { truth: Uint8Array.of(0, 0, 0, 1), verdict: Uint8Array.of(0, 0, 0, 1) }
  // 2 hits, 1 false of 5 quiet rows, 1 miss of 3
  expect(outlierScore([one, two])).toEqual({ f1: 2 / 3, farPct: 20, marPct: 100 / 3 })
})

describe('change points by hand', () => {
  test.each<[what: string, alarmsAt: number[], standard: number, lowFp: number, lowFn: number]>([
    ['no alarm', [], 0, 0, 0],
    ['at once', [100_000], 100, 100, 100],
    ['half a minute late: the middle between a hit and a false alarm', [130_000], 72.25, 69.5, 81.5],
    ['at the end of the window: as a false alarm', [160_000], 44.5, 39, 63],
    ['a second one inside is free', [100_000, 150_000], 100, 100, 100],
    ['before it: missed, and a false alarm', [99_999], -5.5, -11, -3.67],
    ['a false one beside', [100_000, 500_000], 94.5, 89, 96.33],
  ])('%s', (_, alarmsAt, standard, lowFp, lowFn) => {
    const score = changeScore([{ changesAt: [100_000], alarmsAt }])
    expect(score.standard).toBeCloseTo(standard, 0)
    expect(score.lowFp).toBeCloseTo(lowFp, 0)
    expect(score.lowFn).toBeCloseTo(lowFn, 0)
  })
})

test('where windows overlap the later one begins at the end of the earlier', () => {
  const changesAt = [100_000, 140_000]
  expect(changeScore([{ changesAt, alarmsAt: [150_000] }])).toMatchObject({ found: 1, falseAlarms: 0 })
  expect(changeScore([{ changesAt, alarmsAt: [100_000, 165_000] }])).toMatchObject({ found: 2, falseAlarms: 0 })
})
