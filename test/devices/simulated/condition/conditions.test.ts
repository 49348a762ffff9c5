import { expect, test } from 'vitest'
import { plantOf, siteOf } from '../sites.ts'

const hours = (n: number) => n * 3_600_000

test('the oil of the transformer follows its load by hours, the winding by minutes', () => {
  const plant = plantOf(siteOf([{ kind: 'load', id: 'works', ratedPowerKW: 10_000 }]))
  const heat = () => {
    const { oilDegC = Number.NaN, hotSpotDegC = Number.NaN } = plant.devices.get('grid')?.points() ?? {}
    return { oilDegC, riseK: hotSpotDegC - oilDegC }
  }
  plant.override('works', -2_000)
  plant.step(hours(12))
  const light = heat()
  plant.override('works', -9_000)
  plant.step(hours(0.5))
  const soon = heat()
  plant.step(hours(12))
  const late = heat()
  expect(soon.riseK).toBeGreaterThan(light.riseK + 12)
  expect(Math.abs(late.riseK - soon.riseK)).toBeLessThan(1)
  expect(soon.oilDegC - light.oilDegC).toBeLessThan(0.4 * (late.oilDegC - light.oilDegC))
  // ONAN at 92 % load with reactive power: some 50 K over ambient, IEC 60076-7
  expect(late.oilDegC).toBeGreaterThan(50)
  expect(late.oilDegC).toBeLessThan(80)
})

test('the breaker counts the change-over of each night, and the loss of supply', () => {
  const plant = plantOf(siteOf([]))
  const operations = () => plant.devices.get('grid')?.points().breakerOperations ?? Number.NaN
  const first = operations()
  plant.step(hours(24))
  expect(operations() - first).toBe(1)
  plant.darken(true)
  plant.step(1_000)
  plant.darken(false)
  plant.step(1_000)
  expect(operations() - first).toBe(2)
  expect(plant.devices.get('grid')?.points().breakerOpenMs).toBeLessThan(40)
})

test('a stack that stands shows no voltage; the harder it works, the farther its cells are from rest', () => {
  const hydrogen = { kind: 'hydrogen', id: 'h2', electrolyserKW: 800, fuelCellKW: 400, tankKg: 400 } as const
  const plant = plantOf(siteOf([{ ...hydrogen, electrolyserMinKW: 100 }]))
  const at = (powerKW: number) => {
    for (let i = 0; i < 300; i++) {
      plant.devices.get('h2')?.writeSetpoint(powerKW)
      plant.step(1_000)
    }
    const { electrolyserCellV, fuelCellCellV } = plant.devices.get('h2')?.points() ?? {}
    return [electrolyserCellV ?? Number.NaN, fuelCellCellV ?? Number.NaN] as const
  }
  expect(at(0)).toEqual([0, 0])
  const [half, full] = [at(-400), at(-800)]
  expect([half[1], full[1]]).toEqual([0, 0])
  expect(full[0]).toBeGreaterThan(half[0])
  expect(full[0]).toBeCloseTo(1.9, 2)
  const [low, high] = [at(100), at(400)]
  expect([low[0], high[0]]).toEqual([0, 0])
  expect(high[1]).toBeLessThan(low[1])
  expect(high[1]).toBeCloseTo(0.65, 2)
})

test('a starter battery sags while it cranks', () => {
  const plant = plantOf(siteOf([{ kind: 'genset', id: 'g', ratedPowerKW: 500, minPowerKW: 100 }]))
  const volts = () => plant.devices.get('g')?.points().starterV ?? Number.NaN
  const before = volts()
  plant.devices.get('g')?.writeSetpoint(300)
  plant.step(3_000)
  expect(before - volts()).toBeGreaterThan(3)
  plant.step(60_000)
  expect(volts()).toBe(before)
})
