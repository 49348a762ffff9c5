import { expect, test } from 'vitest'
import { nasaScore, rootMeanSquareError } from './nasa-score.ts'

test.each([
  ['nothing missed', [10, 20], [10, 20], 0],
  ['10 cycles late: e - 1', [20], [10], Math.E - 1],
  ['13 cycles early: e - 1', [7], [20], Math.E - 1],
  ['20 late and 26 early: twice e squared - 1', [20, 0], [0, 26], 2 * (Math.E ** 2 - 1)],
  ['late costs more than early', [11, 9], [10, 10], Math.exp(0.1) + Math.exp(1 / 13) - 2],
])("NASA's score, %s", (_, foreseen, came, score) => {
  expect(nasaScore(foreseen, came)).toBeCloseTo(score, 12)
})

test('root of the mean square', () => {
  expect(rootMeanSquareError([3, 0], [0, 4])).toBeCloseTo(Math.sqrt(12.5), 12)
})
