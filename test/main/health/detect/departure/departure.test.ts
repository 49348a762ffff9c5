import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createDepartureDetector } from '../../../../../main/health/detect/departure/departure.ts'
import { again } from '../again.ts'
import { noiseOf } from '../noise.ts'

const rowMs = 300_000
const rowsPerDay = 288
const startAt = Date.UTC(2026, 0, 5)
const days = 21
const eventRow = 16 * rowsPerDay + 150

/** Three weeks of a signal with a day and a quiet weekend, changed by `change` from the event on. */
function weeks(change: (value: number, sinceRow: number) => number, wobble = 1): Float64Array {
  const noise = noiseOf(11)
  return Float64Array.from({ length: days * rowsPerDay }, (_, row) => {
    const day = Math.floor(row / rowsPerDay)
    const height = day % 7 >= 5 ? 20 : 50
    const value = 100 + height * Math.max(0, Math.sin((2 * Math.PI * (row - 80)) / rowsPerDay)) + wobble * noise()
    return row < eventRow ? value : change(value, row - eventRow)
  })
}

function scores(values: Float64Array): { score: number; isNews: boolean }[] {
  const detector = createDepartureDetector()
  return Array.from(values, (value, row) => {
    const { score, isNews } = detector.push(value, startAt + row * rowMs)
    return { score, isNews }
  })
}

const within = (from: number, rows: number, seen: ReturnType<typeof scores>) =>
  seen.slice(from, from + rows).filter(({ score, isNews }) => isNews && Math.abs(score) >= 1)

const usual = (value: number) => value
describe('what it must see, and how soon', () => {
  test.each<[what: string, change: (value: number, since: number) => number, rows: number, sign: 1 | -1 | 0]>([
    ['a spike', (value, since) => (since === 0 ? value + 60 : value), 1, 1],
    ['a dip', (value, since) => (since === 0 ? value - 90 : value), 1, -1],
    ['a higher level', (value) => value + 40, 12, 1],
    ['a long mild departure', (value, since) => (since < 150 ? value + 8 : value), 60, 0],
    ['a signal that goes wild', (value, since) => value + (since % 2 === 0 ? 30 : -30), 20, 0],
    ['a day that does not come', (value, since) => (since < rowsPerDay ? 100 : value), 40, 0],
  ])('%s', (_, change, rows, sign) => {
    const seen = within(eventRow, rows, scores(weeks(change)))
    expect(seen.length).toBeGreaterThan(0)
    expect(sign * (seen[0]?.score ?? 0)).toBeGreaterThanOrEqual(0)
  })
})

test('usual weeks with their weekends give hardly a notice once they are known', () => {
  expect(within(9 * rowsPerDay, 12 * rowsPerDay, scores(weeks(usual))).length).toBeLessThanOrEqual(4)
})

test('constant or missing input is never a departure', () => {
  for (const value of [0, 5, Number.NaN]) {
    const seen = scores(new Float64Array(3_000).fill(value))
    expect(seen.every(({ score }) => score === 0)).toBe(true)
  }
})

test('a rest hides no rise: the score goes on, only the notice is kept back', () => {
  const seen = scores(weeks((value, since) => value + 40 + since))
  const later = seen.slice(eventRow + 1, eventRow + 60)
  expect(later.filter(({ score }) => score >= 0.05).length).toBeGreaterThan(30)
})

test('scale and offset of the signal change nothing', () => {
  const values = weeks((value) => value + 40)
  const expected = scores(values)
  fc.assert(
    fc.property(fc.integer({ min: -6, max: 6 }), fc.integer({ min: -1_000, max: 1_000 }), (power, offset) => {
      const seen = scores(values.map((value) => (value + offset) * 2 ** power))
      const worst = Math.max(...seen.map(({ score }, i) => Math.abs(score - (expected[i]?.score ?? 0))))
      expect(worst).toBeLessThan(1e-3)
    }),
    { numRuns: 5 },
  )
})

test('saved and given back it goes on as if nothing had been', () => {
  const values = weeks((value) => value + 40)
  const whole = scores(values)
  let detector = createDepartureDetector()
  values.forEach((value, row) => {
    if (row % 1_111 === 0) detector = again(detector, createDepartureDetector)
    expect(detector.push(value, startAt + row * rowMs).score).toBe(whole[row]?.score)
  })
})
