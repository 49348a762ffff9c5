import { expect, it } from 'vitest'
import { barGeometry } from '../../../renderer/components/bar-geometry.ts'

it('grows from the lower end of a one-way scale', () => {
  expect(barGeometry({ min: 0, max: 1_300, value: 650 })).toMatchObject({
    zero: undefined,
    value: { from: 0, width: 50 },
    mark: 50,
  })
})

it('grows from zero to either side of a two-way scale', () => {
  expect(barGeometry({ min: -2_000, max: 2_000, value: -1_000 })).toMatchObject({
    zero: 50,
    value: { from: 25, width: 25 },
    mark: 25,
  })
  expect(barGeometry({ min: -6_000, max: 10_000, value: 5_000 }).zero).toBe(37.5)
})

it('hatches from each limit to the end of the scale', () => {
  const bar = barGeometry({ min: 0, max: 100, value: 40, limitLow: 10, limitHigh: 60 })
  expect(bar.limits).toEqual([10, 60])
  expect(bar.forbidden).toEqual([
    { from: 0, width: 10 },
    { from: 60, width: 40 },
  ])
})

it('holds values beyond the scale at its end and ignores limits that are no numbers', () => {
  expect(barGeometry({ min: 0, max: 100, value: 140 }).mark).toBe(100)
  expect(barGeometry({ min: 0, max: 100, limitHigh: Infinity }).limits).toEqual([])
})

it('draws nothing for a missing value', () => {
  expect(barGeometry({ min: 0, max: 100 })).toMatchObject({ value: undefined, mark: undefined })
})

it('survives a scale without width', () => {
  expect(barGeometry({ min: 0, max: 0, value: 0 }).mark).toBe(0)
})
