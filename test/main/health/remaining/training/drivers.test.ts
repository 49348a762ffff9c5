import { expect, test } from 'vitest'
import { trainFleet } from '../../../../../main/health/remaining/fleet/fleet-model.ts'
import { driversOf } from '../../../../../main/health/remaining/training/drivers.ts'
import { train } from '../../../../../main/health/remaining/training/train.ts'
import { cutAt, littleEffort, madeUpRuns } from '../fleet/made-up.ts'
import { madeUpTask } from './made-up.ts'

const usual = train(madeUpTask(3))
const fleet = trainFleet(madeUpRuns(30), { seed: 5, usualSteps: 150, effort: littleEffort })
const [fresh] = madeUpRuns(1, 2).map((run) => cutAt(run, (run.signals[0]?.length ?? 0) - 15))
const history = { assetId: 'fan 1', beganAt: 0, isEnded: false, signals: fresh?.signals ?? [], conditions: [] }

test('signals that wear shows in drive the forecast, noise hardly', () => {
  const drivers = driversOf({ ...usual, fleet }, history)
  const share = (name: string) => drivers.find(({ signal }) => signal === name)?.sharePct ?? 0
  expect(share('a') + share('b')).toBeGreaterThan(80)
  expect(share('d')).toBe(0)
  expect(drivers.reduce((sum, { sharePct }) => sum + sharePct, 0)).toBeCloseTo(100, 9)
})

test('what goes by lives alone has no drivers', () => {
  expect(driversOf(usual, history)).toEqual([])
  expect(driversOf({ ...usual, fleet }, { ...history, signals: [] })).toEqual([])
})
