import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type HourLoss, hourMs, hourly } from '../../../../main/health/calendar/hours.ts'
import { bestWindows, scoreStarts } from '../../../../main/health/calendar/windows.ts'

const losses = fc.array(fc.option(fc.double({ min: -20, max: 200, noNaN: true }), { freq: 20 }), {
  minLength: 1,
  maxLength: 120,
})

function hoursOf(values: readonly (number | null)[]): HourLoss[] {
  return values.map((lossEur, i) => ({ at: i * hourMs, lossEur, basis: i < 24 ? 'plan' : 'usual' }))
}

function totals(all: readonly { costEur: number | null; riskEur: number }[]): number[] {
  return all.flatMap(({ costEur, riskEur }) => (costEur === null ? [] : [costEur + riskEur]))
}

/** Sum of the hours of a start, the last one by its part; `null` where one is not known. */
function sumOf(values: readonly (number | null)[], first: number, lengthH: number): number | null {
  const parts = values.slice(first, first + Math.ceil(lengthH))
  if (parts.includes(null)) return null
  return parts.reduce<number>((sum, loss, h) => sum + (loss ?? 0) * Math.min(1, lengthH - h), 0)
}

test('each start costs the sum of its hours, the last one by its part', () => {
  fc.assert(
    fc.property(losses, fc.integer({ min: 1, max: 20 }), (values, halves) => {
      const lengthH = halves / 2
      const starts = scoreStarts(hoursOf(values), { lengthH, riskAt: () => 0 })
      expect(starts).toHaveLength(Math.max(0, values.length - Math.ceil(lengthH) + 1))
      const known = starts.map(({ costEur }) => costEur ?? -1)
      const sums = starts.map((_, i) => {
        const sum = sumOf(values, i, lengthH)
        return sum === null ? -1 : Math.max(0, sum)
      })
      known.forEach((eur, i) => expect(eur).toBeCloseTo(sums[i] ?? Number.NaN, 6))
      expect(starts.every(({ from, to }) => to - from === lengthH * hourMs)).toBe(true)
    }),
  )
})

test('windows do not overlap, the cheapest is the best there is, and promises are kept first', () => {
  fc.assert(
    fc.property(losses, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 100 }), (values, lengthH, busy) => {
      const starts = scoreStarts(hoursOf(values), { lengthH, riskAt: (at) => at / hourMs / 10 })
      const isBusy = (from: number, to: number) => from <= busy * hourMs && to > busy * hourMs
      const conflictsOf = (from: number, to: number) => (isBusy(from, to) ? ['a promise'] : [])
      const windows = bestWindows(starts, { most: 5, conflictsOf })
      const inTime = windows.toSorted((a, b) => a.from - b.from)
      expect(inTime.every(({ from }, i) => from >= (inTime[i - 1]?.to ?? 0))).toBe(true)
      const free = totals(starts.filter(({ from, to }) => !isBusy(from, to)))
      const found = totals(windows.filter(({ conflicts }) => conflicts.length === 0))
      expect(Math.min(...found)).toBe(Math.min(...free))
    }),
  )
})

test('hours from steps of a quarter; one that is not filled is left out', () => {
  const quarter = hourMs / 4
  const steps = Array.from({ length: 7 }, (_, i) => ({ from: (i + 1) * quarter, until: (i + 2) * quarter, eurPerH: 8 }))
  expect([...hourly(steps)]).toEqual([[hourMs, 8]])
})
