import { expect, test } from 'vitest'
import { runningPowerKW, shouldRun, type TradedUnit } from '../../../../main/forecast/worth/unit-choice.ts'

const unit: TradedUnit = {
  powerKW: 1_000,
  minPowerKW: 400,
  earnsEurPerMWh: 60,
  feeEurPerMWh: 0,
  startEur: 7,
  minOnSteps: 4,
  minOffSteps: 2,
}
const on = { isOn: true, steps: 9 }
const off = { isOn: false, steps: 9 }

test.each([
  ['cheap energy: on it stays', on, [40, 40, 40, 40], true],
  ['dear for long: it stops', on, [90, 90, 90, 90, 90, 90], false],
  ['one dear quarter does not pay for a stop and a start', on, [70, 40, 40, 40, 40, 40], true],
  ['a minimum time is kept whatever the price', { isOn: true, steps: 2 }, [900, 900, 900], true],
  ['so is one of standing', { isOn: false, steps: 1 }, [-100, -100, -100], false],
  ['a start that pays for itself', off, [20, 20, 20, 20, 20, 20], true],
  ['a start that does not', off, [55, 58, 58, 90, 90, 90], false],
  ['waiting for the cheap hours costs nothing', off, [61, 20, 20, 20, 20, 20], false],
])('%s', (_name, state, prices, runs) => {
  expect(shouldRun(unit, state, prices)).toBe(runs)
})

test('a unit that has to run while energy is dear draws its least', () => {
  expect(runningPowerKW(unit, 59)).toBe(1_000)
  expect(runningPowerKW(unit, 61)).toBe(400)
})
