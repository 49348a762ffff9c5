import { describe, expect, test } from 'vitest'
import type { NabFile } from './corpus.ts'
import { bestScore, nabProfiles, nabRows, probationRows, scoreAt } from './score.ts'

const [standard, lowFp, lowFn] = nabProfiles

/** A file of 1,000 rows with windows, alarms of score 1 at the rows given. */
function scored(windows: [number, number][], alarms: readonly number[], rows = 1_000) {
  const column = new Float64Array(rows)
  const file: NabFile = { group: 'g', name: 'f', at: column, value: column, windows }
  const scores = column.map((_, row) => (alarms.includes(row) ? 1 : 0))
  return nabRows([file], [scores])
}

describe('by hand', () => {
  test.each<[what: string, alarms: number[], standard: number, lowFp: number, lowFn: number]>([
    ['no alarm', [], 0, 0, 0],
    ['at the first row of the window', [500], 100, 100, 100],
    // 2 / (1 + e^(-5 x 51 / 101)) - 1 = 0.8517, of 0.9866 at the start
    ['in its middle', [550], 93.16, 93.16, 95.44],
    ['only the first of several counts', [500, 550, 590], 100, 100, 100],
    ['a false alarm before it', [500, 300], 94.5, 89, 96.33],
    ['one in probation is none', [500, 100], 100, 100, 100],
    // half a width after the window: 2 / (1 + e^2.5) - 1 = -0.8483
    ['a false alarm soon after it costs less', [500, 650], 95.33, 90.67, 96.89],
    ['far after it', [500, 950], 94.5, 89, 96.33],
  ])('%s', (_, alarms, ...expected) => {
    const rows = scored([[500, 600]], alarms)
    nabProfiles.forEach((profile, i) => expect(scoreAt(rows, profile, 1).score).toBeCloseTo(expected[i] ?? 0, 1))
  })
})

test('probation is 15 %, and of at most 5,000 rows', () => {
  expect([1_000, 4_032, 5_000, 22_000].map(probationRows)).toEqual([150, 604, 750, 750])
})

test('the threshold is the best of all, and no alarm when every alarm costs', () => {
  const rows = scored([[500, 600]], [])
  rows.score.set([0.2, 0.9, 0.5], 500 - 150)
  rows.score[10] = 0.7
  expect(bestScore(rows, standard)).toMatchObject({ threshold: 0.9, falseAlarms: 0, windowsFound: 1 })
  const useless = scored([[500, 600]], [200, 210, 220])
  useless.score.fill(0)
  useless.score.fill(1, 0, 300)
  expect(bestScore(useless, lowFp)).toMatchObject({ score: 0, threshold: Infinity, windowsFound: 0 })
})

test('missing weighs twice in low FN', () => {
  const rows = scored(
    [
      [300, 400],
      [600, 700],
    ],
    [300],
  )
  expect(scoreAt(rows, standard, 1).score).toBeCloseTo(50, 6)
  expect(scoreAt(rows, lowFn, 1).score).toBeCloseTo(50, 6)
  expect(scoreAt(rows, standard, 1)).toMatchObject({ windows: 2, windowsFound: 1 })
})
