import { expect, test } from 'vitest'
import { isFrozen, type Stillness, watchStillness } from '../../../devices/points/stillness.ts'

const minute = 60_000

/** Moves `times` times in steps of a second, then stands still for `stillMs` while others move `others` times. */
function judge({ times = 100, stillMs = 20 * minute, others = 500, value = 230.4, step = 0.1 }) {
  let still: Stillness | undefined
  for (let i = 0; i <= times; i++) still = watchStillness(still, value + (times - i) * 0.1, i * 1_000, 0)
  const nowMs = times * 1_000 + stillMs
  still = watchStillness(still, value, nowMs, others)
  return isFrozen(still, nowMs, others, step)
}

test('fault 18: a value that stands still to the last bit while others move is frozen', () => {
  expect(judge({})).toBe(true)
})

test.each([
  ['for less than a quarter of an hour', { stillMs: 14 * minute }],
  ['when nothing else moves: the device may rest', { others: 3 }],
  ['when it never moved much', { times: 10 }],
  ['when it is too coarse to move', { step: 1 }],
  ['at nothing at all', { value: 0 }],
])('it is not %s', (_name, more) => {
  expect(judge(more)).toBe(false)
})

test('what often rests for long is given longer', () => {
  let still: Stillness | undefined
  for (let i = 0; i <= 40; i++) still = watchStillness(still, 230 + i * 0.1, i * 10 * minute, i * 50)
  const nowMs = 400 * minute + 40 * minute
  if (!still) throw new RangeError('nothing watched')
  expect(isFrozen(still, nowMs, 9_999, 0.1)).toBe(false)
  expect(isFrozen(still, nowMs + 20 * minute, 9_999, 0.1)).toBe(true)
})
