import { expect, test } from 'vitest'
import { failureOf, plantedFaults, plantedSchema } from '../../../domain/simulation/settings.ts'
import { demoSite } from '../../devices/simulated/sites.ts'

const { assets } = demoSite()
const row = { asset: 'flywheels', mode: 'bearingWear', startsAt: 0, developsOver: 56, unit: 7 } as const

test('what the demonstration site plants fits its assets', () => {
  expect(plantedFaults(demoSite().simulation?.wear ?? [], assets)).toEqual([])
  expect(demoSite().simulation?.wear).toHaveLength(2)
})

test.each([
  [{ ...row, asset: 'flywheel' }, 'asset', /^one of the assets: grid, pv/],
  [{ ...row, mode: 'weakCell' as const }, 'mode', 'a failure of flywheel; weakCell is one of battery'],
  [{ ...row, unit: 11 }, 'unit', 'a unit from 1 to 10'],
  [{ ...row, asset: 'li-ion', mode: 'weakCell' as const, unit: 2 }, 'unit', 'a unit from 1 to 1'],
])('a failure that cannot be is refused with where and why: %o', (planted, field, message) => {
  const [fault] = plantedFaults([planted], assets)
  expect(fault?.[0]).toEqual(['wear', 0, field])
  expect(fault?.[1]).toMatch(message)
})

test.each([
  [{ ...row, mode: 'rust' }],
  [{ ...row, developsOver: 0 }],
  [{ ...row, startsAt: 'tomorrow' }],
  [{ ...row, unit: 0 }],
  [{ ...row, sinceWhen: 3 }],
])('a row that is none is refused: %o', (planted) => {
  expect(plantedSchema.safeParse(planted).success).toBe(false)
})

test('a failure may begin at an instant', () => {
  expect(plantedSchema.safeParse({ ...row, startsAt: '2025-06-05T12:00:00Z' }).success).toBe(true)
})

test('what can only be planted is announced as what it is', () => {
  expect([failureOf('counterDrift'), failureOf('soiling')]).toEqual(['meterDrift', 'soiling'])
})
