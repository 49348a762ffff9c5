import { expect, test } from 'vitest'
import { readingPath, readingSums } from '../../../renderer/views/settlement/today/statement/reading-path.ts'

const stored = (value: (number | null)[], quality: ('good' | 'stale')[] = value.map(() => 'good')) => ({
  at: value.map((_, i) => i * 100),
  value,
  quality,
  next: null,
})
const span = { from: 0, to: 400 }

test('what is stale or missing is counted apart', () => {
  const sums = readingSums(stored([-3, null, -1, -2], ['good', 'good', 'stale', 'good']))
  expect(sums).toEqual({ count: 4, notGood: 2, minKW: -3, maxKW: -1, meanKW: -2 })
  expect(readingSums(stored([null]))).toMatchObject({ count: 1, notGood: 1, meanKW: null })
})

test('a draw is drawn upwards, and a gap stays a gap', () => {
  const readings = stored([-1, -3, null, -2])
  expect(readingPath(readings, readingSums(readings), span)).toBe('M0.00 96.00L25.00 4.00M75.00 50.00')
})

test('a flat line runs in the middle, nothing gives nothing', () => {
  const flat = stored([5, 5])
  expect(readingPath(flat, readingSums(flat), span)).toBe('M0.00 50.00L25.00 50.00')
  expect(readingPath(stored([]), readingSums(stored([])), span)).toBe('')
})
