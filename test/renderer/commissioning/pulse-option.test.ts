import { expect, test } from 'vitest'
import { pulseLines, pulseOption } from '../../../renderer/views/field/commissioning/pulse/pulse-option.ts'

const sample = (atMs: number, orderedKW: number, deviceKW: number | null, siteKW: number | null) =>
  ({ type: 'sample', atMs, orderedKW, deviceKW, siteKW }) as const

/** A container told to draw 100 kW more: its own meter goes down by 100, import goes up by 100. */
const followed = [
  sample(-1_000, -900, -898, 1_200),
  sample(-500, -900, -902, 1_200),
  sample(4_000, -1_000, -998, 1_298),
]

test('when all is well, the three lines meet above zero, whichever way was ordered', () => {
  const ends = pulseLines(followed, -100).map(({ name, points }) => [name, points.at(-1)])
  expect(ends).toEqual([
    ['ordered', [4, 100]],
    ['device', [4, 98]],
    ['site meter', [4, 98]],
  ])
})

test('what moves the other way lies below zero', () => {
  const reversed = [sample(-500, 0, 0, 1_000), sample(4_000, 100, -96, 1_095)]
  expect(pulseLines(reversed, 100).map(({ points }) => points.at(-1)?.[1])).toEqual([100, -96, -95])
})

test('a missing reading is a gap, and one meter without any is no line, not a zero', () => {
  const gap = [sample(-500, 0, 0, null), sample(1_000, 50, null, null), sample(2_000, 50, 48, null)]
  const [, device, site] = pulseLines(gap, 50)
  expect(device?.points.map(([, kW]) => kW)).toEqual([0, null, 48])
  expect(site?.points.map(([, kW]) => kW)).toEqual([null, null, null])
})

test('the time axis spans from before the order to where it has gone back, and holds still meanwhile', () => {
  expect(pulseOption(pulseLines(followed, -100), 30, 'dark')).toMatchObject({ xAxis: { min: -1, max: 34 } })
  expect(pulseOption([], 30, 'light')).toMatchObject({ xAxis: { min: 0, max: 34 } })
})
