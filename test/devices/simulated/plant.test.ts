import { describe, expect, test } from 'vitest'
import { createPlant, type Plant } from '../../../devices/simulated/plant.ts'
import type { SimulatedDevice } from '../../../devices/simulated/simulated-device.ts'
import type { PowerchainError } from '../../../domain/errors.ts'
import { definitions, demoFolder, demoSite, juneNoon, plantOf, siteOf } from './sites.ts'

const container = { kind: 'container', id: 'miner', container: 'sha256' } as const
const pv = { kind: 'pv', id: 'sun', ratedPowerKW: 2_000 } as const

function deviceOf(plant: Plant, id: string): SimulatedDevice {
  const device = plant.devices.get(id)
  if (!device) throw new Error(`no device ${id}`)
  return device
}

/** Code of the error that something throws. */
function codeOf(run: () => void): string | undefined {
  try {
    run()
  } catch (error) {
    return (error as PowerchainError).code
  }
  return undefined
}

const demoPlant = () => createPlant({ site: demoSite(), siteFolder: demoFolder, now: juneNoon, definitions })

describe('the bus', () => {
  test('sums to zero at every step of the demonstration site', () => {
    const site = demoSite()
    const plant = demoPlant()
    for (let i = 0; i < 600; i++) {
      plant.step(100)
      if (i % 50 === 0) deviceOf(plant, 'li-ion').writeSetpoint((i % 5) * 400 - 800)
      const sum = site.assets.reduce((total, asset) => total + plant.powerKW(asset.id), 0)
      expect(Math.abs(sum)).toBeLessThan(1e-6)
    }
  })

  test('is shown by the meter within a few kW, and counted in its two registers', () => {
    const plant = plantOf(siteOf([container, pv]))
    plant.override('sun', 1_500)
    const before = deviceOf(plant, 'grid').points()
    plant.step(60_000)
    const after = deviceOf(plant, 'grid').points()
    expect(Math.abs((after.activePowerKW ?? 0) - plant.powerKW('grid'))).toBeLessThan(12)
    expect((after.exportedKWh ?? 0) - (before.exportedKWh ?? 0)).toBeGreaterThan(15)
    expect(after.importedKWh).toBe(before.importedKWh)
    expect(after.frequencyHz).toBeGreaterThan(49.8)
    expect(after.frequencyHz).toBeLessThan(50.2)
  })
})

function valuesAfter90s(seed: number, readsEachSecond = 0) {
  const site = { ...demoSite(), simulation: { seed, profiles: {} } }
  const plant = createPlant({ site, siteFolder: demoFolder, now: juneNoon })
  for (let second = 0; second < 90; second++) {
    plant.step(1_000)
    for (let i = 0; i < readsEachSecond; i++) for (const device of plant.devices.values()) device.points()
  }
  return [...plant.devices.values()].map((device) => device.points())
}

test('the same seed gives the same site, another seed another one', () => {
  expect(valuesAfter90s(3)).toEqual(valuesAfter90s(3))
  expect(valuesAfter90s(3)).not.toEqual(valuesAfter90s(4))
})

test('reading changes nothing', () => {
  expect(valuesAfter90s(3, 2)).toEqual(valuesAfter90s(3))
})

describe('the watchdog', () => {
  test('lets a container fall to its lowest draw after ten seconds of silence, until a setpoint comes', () => {
    const plant = plantOf(siteOf([container]))
    const miner = deviceOf(plant, 'miner')
    for (let i = 0; i < 60; i++) {
      miner.writeSetpoint(-1_000)
      plant.step(1_000)
    }
    expect(plant.powerKW('miner')).toBeCloseTo(-1_000, 0)
    plant.step(8_900)
    expect(plant.powerKW('miner')).toBeCloseTo(-1_000, 0)
    plant.step(6_000)
    expect(plant.powerKW('miner')).toBeCloseTo(-180, 0)
    expect(miner.points()).toMatchObject({ state: 7, setpointKW: -180 })
    miner.beat(1)
    plant.step(1_000)
    expect(miner.points()).toMatchObject({ state: 7 })
    miner.writeSetpoint(-400)
    plant.step(9_000)
    expect(miner.points().state).not.toBe(7)
    expect(plant.powerKW('miner')).toBeLessThan(-300)
  })

  test('is kept quiet by heartbeats alone', () => {
    const plant = plantOf(siteOf([container]))
    const miner = deviceOf(plant, 'miner')
    miner.writeSetpoint(-500)
    for (let i = 0; i < 12; i++) {
      miner.beat(i)
      plant.step(5_000)
    }
    expect(plant.powerKW('miner')).toBeCloseTo(-500, 0)
  })

  test.each([
    ['li-ion', 1_000, 0],
    ['flywheels', -900, 0],
    ['genset', 600, 0],
  ])('brings %s from %d kW to rest', (id, askedKW, safeKW) => {
    const plant = demoPlant()
    const device = deviceOf(plant, id)
    for (let i = 0; i < 20; i++) {
      device.writeSetpoint(askedKW)
      plant.step(1_000)
    }
    expect(plant.powerKW(id)).toBeCloseTo(askedKW, 0)
    plant.step(25_000)
    expect(plant.powerKW(id)).toBeCloseTo(safeKW, 1)
    expect(device.points().state).toBe(7)
  })

  test('lets sun and wind run free', () => {
    const plant = plantOf(siteOf([pv]))
    plant.override('sun', 1_800)
    deviceOf(plant, 'sun').writeSetpoint(500)
    plant.step(5_000)
    expect(plant.powerKW('sun')).toBeCloseTo(500, 0)
    plant.step(10_000)
    expect(plant.powerKW('sun')).toBeCloseTo(1_800, 0)
  })
})

describe('a device', () => {
  test('refuses a setpoint outside its nameplate, and a meter refuses any', () => {
    const plant = demoPlant()
    expect(codeOf(() => deviceOf(plant, 'container-1').writeSetpoint(200))).toBe('Device.Illegal')
    expect(codeOf(() => deviceOf(plant, 'container-1').writeSetpoint(-1_400))).toBe('Device.Illegal')
    expect(codeOf(() => deviceOf(plant, 'container-1').writeSetpoint(Number.NaN))).toBe('Device.Illegal')
    expect(codeOf(() => deviceOf(plant, 'grid').writeSetpoint(0))).toBe('Device.NotWritable')
    expect(codeOf(() => deviceOf(plant, 'factory').writeSetpoint(0))).toBe('Device.NotWritable')
  })

  test('that ignores writes shows the setpoint and does not follow; healed, it does', () => {
    const plant = plantOf(siteOf([container]))
    plant.fault('miner', 'ignoreWrites')
    deviceOf(plant, 'miner').writeSetpoint(-900)
    plant.step(9_000)
    expect(deviceOf(plant, 'miner').points().setpointKW).toBe(-900)
    expect(plant.powerKW('miner')).toBeCloseTo(-180, 0)
    plant.fault('miner', undefined)
    plant.step(900)
    expect(plant.powerKW('miner')).toBeLessThan(-180)
  })

  test('that is stuck repeats its values while the truth moves on', () => {
    const plant = plantOf(siteOf([pv]))
    plant.override('sun', 500)
    plant.step(5_000)
    plant.fault('sun', 'stuck')
    const shown = deviceOf(plant, 'sun').points()
    plant.override('sun', 1_500)
    plant.step(5_000)
    expect(deviceOf(plant, 'sun').points()).toEqual(shown)
    expect(plant.powerKW('sun')).toBeGreaterThan(1_400)
  })

  test('tells who listens of each setpoint it took', () => {
    const plant = plantOf(siteOf([container]))
    const writes: unknown[] = []
    const stop = plant.onWrite((...write) => writes.push(write))
    deviceOf(plant, 'miner').writeSetpoint(-700)
    stop()
    deviceOf(plant, 'miner').writeSetpoint(-800)
    expect(writes).toEqual([['miner', -700]])
  })
})

test('every point of every model that a simulated device is given is delivered, all through a day', () => {
  const site = demoSite()
  const plant = demoPlant()
  for (let hour = 0; hour < 24; hour++) {
    plant.step(3_600_000)
    for (const { id, definition } of site.devices) {
      const points = deviceOf(plant, id).points()
      for (const name of Object.keys(definitions.get(definition)?.points ?? {}))
        expect(Number.isFinite(points[name as keyof typeof points]), `${id} ${name}`).toBe(true)
    }
  }
})

test('the first two minutes of the demonstration: a surplus for the miners, then a furnace that storage must shave', () => {
  const plant = demoPlant()
  const { aboveKW } = demoSite().controllers.peakShaving ?? { aboveKW: 0 }
  let surplusSeconds = 0
  let shavingSeconds = 0
  for (let second = 0; second < 120; second++) {
    plant.step(1_000)
    const net = plant.powerKW('pv') + plant.powerKW('wind') + plant.powerKW('factory')
    if (net > 1_300) surplusSeconds += 1
    if (-net > aboveKW + 200) shavingSeconds += 1
  }
  expect(surplusSeconds).toBeGreaterThan(40)
  expect(shavingSeconds).toBeGreaterThan(30)
})
