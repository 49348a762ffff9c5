import { expect, test } from 'vitest'
import { judgeStep } from '../../../main/metering/judge-step.ts'

const point = { ratedKW: 1_000, endWh: 1_000_000_000 }
const quarter = 900_000

test.each([
  ['a usual rise', 5_000, 205_000, quarter, { kind: 'rise', wh: 200_000 }],
  ['standing still', 5_000, 5_000, quarter, { kind: 'rise', wh: 0 }],
  ['1.2 times the rating', 0, 300_000, quarter, { kind: 'rise', wh: 300_000 }],
  ['far above the rating', 0, 400_000, quarter, { kind: 'implausible', wh: 400_000 }],
  ['kWh read as Wh', 1_234, 1_234_000_0, quarter, { kind: 'implausible', wh: 12_338_766 }],
  ['past its end', 999_900_000, 50_000, quarter, { kind: 'rollover', wh: 150_000 }],
  ['a fall near its end that would be too much', 950_000_000, 50_000, quarter, { kind: 'reset' }],
  ['a fall far from its end', 500_000, 20, quarter, { kind: 'reset' }],
  ['back by a little', 500_000, 499_999, quarter, { kind: 'reset' }],
  ['the same instant', 500, 900, 0, { kind: 'outOfOrder' }],
  ['an earlier instant', 500, 900, -1_000, { kind: 'outOfOrder' }],
] as const)('%s', (_, from, to, spanMs, expected) => {
  expect(judgeStep(point, { at: 0, wh: from }, { at: spanMs, wh: to })).toEqual(expected)
})
