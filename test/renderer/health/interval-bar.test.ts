import fc from 'fast-check'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it, test } from 'vitest'
import type { Remaining } from '../../../domain/health/forecast.ts'
import { IntervalBar } from '../../../renderer/components/health/interval-bar.tsx'
import { intervalPlaces, placeOf, scaleMarks } from '../../../renderer/components/health/interval-scale.ts'

const remaining = (medianDays: number, p90Days: [number, number]): Remaining => ({
  at: 0,
  medianDays,
  p50Days: [medianDays * 0.9, medianDays * 1.1],
  p90Days,
  healthPct: 50,
  horizonDays: 270,
})

test('the scale goes by the root: four times the time lies twice as far', () => {
  expect(placeOf(0)).toBe(0)
  expect(placeOf(100)).toBeCloseTo(2 * placeOf(25), 10)
  expect(placeOf(250)).toBe(100)
  expect(placeOf(9_999)).toBe(100)
})

test('the marks stand in order inside the scale, with room between them for their words', () => {
  const places = scaleMarks.map(({ days }) => placeOf(days))
  expect(places.toSorted((a, b) => a - b)).toEqual(places)
  for (const [i, place] of places.slice(1).entries()) expect(place - (places[i] ?? 0)).toBeGreaterThan(15)
})

test('more time never lies further left', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 400, noNaN: true }),
      fc.double({ min: 0, max: 50, noNaN: true }),
      (days, more) => {
        expect(placeOf(days + more)).toBeGreaterThanOrEqual(placeOf(days))
      },
    ),
  )
})

it('an interval beyond the scale is open, one inside is not', () => {
  expect(intervalPlaces(remaining(34, [21, 58])).isOpen).toBe(false)
  expect(intervalPlaces(remaining(200, [150, 260]))).toMatchObject({ isOpen: true, wide: [placeOf(150), 100] })
})

it('half of the failures lie inside the nine tenths, and the median inside both', () => {
  const { wide, narrow, median } = intervalPlaces(remaining(34, [21, 58]))
  expect(wide[0]).toBeLessThan(narrow[0])
  expect(narrow[0]).toBeLessThan(median)
  expect(median).toBeLessThan(narrow[1])
  expect(narrow[1]).toBeLessThan(wide[1])
})

it('a bar says its numbers to those who do not see it', () => {
  const html = renderToStaticMarkup(
    createElement(IntervalBar, { remaining: remaining(34, [21, 58]), label: 'Fails in 34 days' }),
  )
  expect(html).toContain('<span class="visuallyHidden">Fails in 34 days</span>')
  expect(html.match(/<i aria-hidden="true"/g)).toHaveLength(scaleMarks.length)
})
