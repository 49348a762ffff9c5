import { expect, test } from 'vitest'
import { assetSchema, isControllable, ratedRange, safeRange, socLimits } from '../../domain/asset.ts'
import { instructionStateAt } from '../../domain/instruction.ts'

const make = (asset: object) => assetSchema.parse({ id: 'a', name: 'A', device: 'd', ...asset })
const container = make({ kind: 'container', container: 'sha256' })
const agm = make({ kind: 'battery', chemistry: 'agm', ratedPowerKW: 250, ratedEnergyKWh: 600 })
const pv = make({ kind: 'pv', ratedPowerKW: 4_000 })

test('every asset is a range on one axis, positive into the bus', () => {
  expect(ratedRange(container)).toEqual({ minKW: -1_300, maxKW: 0 })
  expect(ratedRange(agm)).toEqual({ minKW: -250, maxKW: 250 })
  expect(ratedRange(pv)).toEqual({ minKW: 0, maxKW: 4_000 })
})

test('when blind, containers fall to their lowest draw, storage rests and generation runs free', () => {
  expect(safeRange(container)).toEqual({ minKW: -180, maxKW: 0 })
  expect(safeRange(agm)).toEqual({ minKW: 0, maxKW: 0 })
  expect(safeRange(pv)).toEqual(ratedRange(pv))
})

test('AGM keeps at least 80 %: its depth of discharge is at most 20 %', () => {
  expect(agm.kind === 'battery' && socLimits(agm).minSocPct).toBe(80)
})

test('loads and the grid meter are never steered', () => {
  expect(isControllable('load')).toBe(false)
  expect(isControllable('grid')).toBe(false)
  expect(isControllable('container')).toBe(true)
})

test.each([
  [0, 'far'],
  [3_600_000 - 900_001, 'far'],
  [3_600_000 - 900_000, 'near'],
  [3_600_000, 'active'],
  [7_199_999, 'active'],
  [7_200_000, 'completed'],
] as const)('an instruction from 1 h to 2 h is at %i ms %s', (now, state) => {
  expect(instructionStateAt(3_600_000, 7_200_000, now)).toBe(state)
})
