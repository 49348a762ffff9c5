import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plantOf, siteOf } from './sites.ts'
import type { PointName } from '../../../domain/points.ts'
import { energyKWh } from '../../../domain/units.ts'
import type { Plant } from '../../../devices/simulated/plant.ts'

const container = { kind: 'container', id: 'x', container: 'sha256Current' } as const
const flywheels = { kind: 'flywheel', id: 'x', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 } as const
const battery = { kind: 'battery', id: 'x', ratedPowerKW: 500, ratedEnergyKWh: 500 } as const
const hydrogen = {
  kind: 'hydrogen',
  id: 'x',
  electrolyserKW: 800,
  electrolyserMinKW: 120,
  fuelCellKW: 400,
  tankKg: 40,
} as const
const genset = { kind: 'genset', id: 'x', ratedPowerKW: 1_000, minPowerKW: 300 } as const

const storages = [
  flywheels,
  hydrogen,
  { ...battery, chemistry: 'liIon' },
  { ...battery, chemistry: 'agm' },
  { ...battery, chemistry: 'gel' },
  { ...battery, chemistry: 'alkaline' },
] as const

/** Setpoints as a share of the rating, each held for some seconds. */
const orders = fc.array(
  fc.record({ share: fc.double({ min: -1, max: 1, noNaN: true }), seconds: fc.integer({ min: 1, max: 900 }) }),
  {
    minLength: 1,
    maxLength: 12,
  },
)

function device(plant: Plant) {
  const found = plant.devices.get('x')
  if (!found) throw new Error('no device x')
  return found
}

const points = (plant: Plant) => device(plant).points()

function value(plant: Plant, name: PointName): number {
  const found = points(plant)[name]
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}

/** Carries out orders second by second, keeping the watchdog quiet. */
function carryOut(
  plant: Plant,
  rating: { minKW: number; maxKW: number },
  steps: { share: number; seconds: number }[],
  eachSecond: () => void,
) {
  for (const { share, seconds } of steps)
    for (let i = 0; i < seconds; i++) {
      device(plant).writeSetpoint(share < 0 ? -share * rating.minKW : share * rating.maxKW)
      plant.step(1_000)
      eachSecond()
    }
}

const ratingOf = (asset: (typeof storages)[number]) =>
  asset.kind === 'hydrogen'
    ? { minKW: -asset.electrolyserKW, maxKW: asset.fuelCellKW }
    : { minKW: -asset.ratedPowerKW, maxKW: asset.ratedPowerKW }

describe.each(storages.map((asset) => ({ name: 'chemistry' in asset ? asset.chemistry : asset.kind, asset })))(
  'storage $name',
  ({ asset }) => {
    test('keeps its state of charge in bounds and its counters equal to the integral of its power', () => {
      fc.assert(
        fc.property(orders, (steps) => {
          const plant = plantOf(siteOf([asset]))
          const [injected, absorbed] = [value(plant, 'injectedKWh'), value(plant, 'absorbedKWh')]
          let out = 0
          let into = 0
          carryOut(plant, ratingOf(asset), steps, () => {
            const moved = energyKWh(plant.powerKW('x'), 1_000)
            out += Math.max(0, moved)
            into += Math.max(0, -moved)
            expect(value(plant, 'socPct')).toBeGreaterThanOrEqual(0)
            expect(value(plant, 'socPct')).toBeLessThanOrEqual(100)
          })
          expect(value(plant, 'injectedKWh') - injected).toBeCloseTo(out, 6)
          expect(value(plant, 'absorbedKWh') - absorbed).toBeCloseTo(into, 6)
        }),
        { numRuns: 12 },
      )
    })

    test('never gives more energy than went in and was stored', () => {
      fc.assert(
        fc.property(orders, (steps) => {
          const plant = plantOf(siteOf([asset]))
          const stored = () =>
            asset.kind === 'hydrogen'
              ? value(plant, 'hydrogenKg') * 33.33
              : (value(plant, 'socPct') / 100) * (asset.kind === 'flywheel' ? 700 : asset.ratedEnergyKWh)
          const before = stored()
          let balance = 0
          carryOut(plant, ratingOf(asset), steps, () => {
            balance -= energyKWh(plant.powerKW('x'), 1_000)
          })
          expect(stored() - before).toBeLessThanOrEqual(balance + 1)
        }),
        { numRuns: 8 },
      )
    })
  },
)

test('AGM is never discharged below 80 %, however long it is asked to give', () => {
  const plant = plantOf(siteOf([{ ...battery, chemistry: 'agm' }]))
  carryOut(plant, { minKW: -500, maxKW: 500 }, [{ share: 1, seconds: 3_600 }], () =>
    expect(value(plant, 'socPct')).toBeGreaterThan(79.99),
  )
  expect(plant.powerKW('x')).toBeLessThan(10)
  expect(value(plant, 'maxPowerKW')).toBeLessThan(10)
})

test('a battery returns about its round-trip ratio', () => {
  const plant = plantOf(siteOf([{ ...battery, chemistry: 'liIon' }]))
  const socAtStart = value(plant, 'socPct')
  let into = 0
  let out = 0
  carryOut(plant, { minKW: -500, maxKW: 500 }, [{ share: -0.5, seconds: 1_200 }], () => {
    into -= energyKWh(plant.powerKW('x'), 1_000)
  })
  while (value(plant, 'socPct') > socAtStart)
    carryOut(plant, { minKW: -500, maxKW: 500 }, [{ share: 0.5, seconds: 1 }], () => {
      out += energyKWh(plant.powerKW('x'), 1_000)
    })
  expect(out / into).toBeGreaterThan(0.88)
  expect(out / into).toBeLessThan(0.91)
})

const draw = (plant: Plant) => -plant.powerKW('x')

function hold(plant: Plant, powerKW: number, seconds: number): void {
  for (let i = 0; i < seconds; i++) {
    device(plant).writeSetpoint(powerKW)
    plant.step(1_000)
  }
}

/** A container in a climate that is warmer by a factor than the synthetic one. */
function containerIn(scale: number): Plant {
  return plantOf(siteOf([container], { profiles: { ambient: { synthetic: 'ambient', scale } } }))
}

describe('mining container', () => {
  test('stays inside its ramps in both directions, whatever it is told', () => {
    const setpoints = fc.array(fc.integer({ min: 0, max: 1_300 }), { minLength: 2, maxLength: 20 })
    fc.assert(
      fc.property(setpoints, (draws) => {
        const plant = containerIn(1)
        for (const wanted of draws) {
          device(plant).writeSetpoint(-wanted)
          for (let i = 0; i < 20; i++) {
            const before = draw(plant)
            plant.step(100)
            expect(draw(plant) - before).toBeLessThanOrEqual(2 + 1e-9)
            expect(before - draw(plant)).toBeLessThanOrEqual(26 + 1e-9)
          }
        }
      }),
      { numRuns: 20 },
    )
  })

  test('takes a minute up and seconds down', () => {
    const plant = containerIn(1)
    hold(plant, -1_250, 30)
    expect(draw(plant)).toBeLessThan(1_000)
    hold(plant, -1_250, 40)
    expect(draw(plant)).toBeCloseTo(1_250, 0)
    hold(plant, -180, 5)
    expect(draw(plant)).toBeCloseTo(180, 0)
  })

  test('sleeps below its lowest draw, and says so', () => {
    const plant = containerIn(1)
    hold(plant, -100, 10)
    expect(draw(plant)).toBeLessThan(10)
    expect(points(plant)).toMatchObject({ state: 5, minersHashing: 0 })
    expect(value(plant, 'hashrateTHs')).toBe(0)
  })

  test('hashes in proportion, a little better when throttled', () => {
    const plant = containerIn(1)
    hold(plant, -1_300, 300)
    const [full, atFull] = [value(plant, 'hashrateTHs'), value(plant, 'efficiencyJPerTH')]
    expect(full).toBeGreaterThan(0.93 * 46_000)
    expect(full).toBeLessThan(1.05 * 46_000)
    hold(plant, -650, 300)
    expect(value(plant, 'efficiencyJPerTH')).toBeLessThan(0.96 * atFull)
    expect(value(plant, 'hashrateTHs') / full).toBeGreaterThan(0.5)
    expect(value(plant, 'hashrateTHs') / full).toBeLessThan(0.6)
  })

  test('takes power back near its ambient limit and trips beyond it', () => {
    const mildDegC = value(containerIn(1), 'ambientDegC')
    const hot = containerIn(37.5 / mildDegC)
    hold(hot, -1_300, 120)
    expect(draw(hot)).toBeLessThan(1_200)
    expect(draw(hot)).toBeGreaterThan(700)
    const tooHot = containerIn(45 / mildDegC)
    hold(tooHot, -1_300, 30)
    expect(draw(tooHot)).toBeLessThan(10)
    expect(points(tooHot)).toMatchObject({ state: 8, faultCode: 101, minPowerKW: 0 })
  })
})

describe('flywheel bank', () => {
  test('answers a full step within 200 ms', () => {
    const plant = plantOf(siteOf([flywheels]))
    device(plant).writeSetpoint(1_800)
    for (let i = 0; i < 4; i++) plant.step(50)
    expect(plant.powerKW('x')).toBeGreaterThan(0.95 * 1_800)
  })

  test('loses what it stores within days even at rest, faster when full, and its speed follows the root', () => {
    const plant = plantOf(siteOf([flywheels]))
    const before = value(plant, 'socPct')
    plant.step(3_600_000)
    expect(before - value(plant, 'socPct')).toBeGreaterThan(0.4)
    expect(before - value(plant, 'socPct')).toBeLessThan(2)
    expect(value(plant, 'speedRpm') / 12_000).toBeCloseTo(Math.sqrt(value(plant, 'socPct') / 100), 6)
  })
})

describe('hydrogen storage', () => {
  test('never runs both stacks at once and rests below the lowest draw', () => {
    fc.assert(
      fc.property(orders, (steps) => {
        const plant = plantOf(siteOf([hydrogen]))
        carryOut(plant, { minKW: -800, maxKW: 400 }, steps, () =>
          expect(value(plant, 'electrolyserKW') * value(plant, 'fuelCellKW')).toBe(0),
        )
      }),
      { numRuns: 10 },
    )
    const plant = plantOf(siteOf([hydrogen]))
    carryOut(plant, { minKW: -800, maxKW: 400 }, [{ share: -0.1, seconds: 60 }], () => {})
    expect(plant.powerKW('x')).toBe(0)
  })

  test('needs about a minute to its rated draw and fills the tank', () => {
    const plant = plantOf(siteOf([hydrogen]))
    const before = value(plant, 'hydrogenKg')
    carryOut(plant, { minKW: -800, maxKW: 400 }, [{ share: -1, seconds: 30 }], () => {})
    expect(plant.powerKW('x')).toBeCloseTo(-400, -1)
    carryOut(plant, { minKW: -800, maxKW: 400 }, [{ share: -1, seconds: 40 }], () => {})
    expect(plant.powerKW('x')).toBeCloseTo(-800, 0)
    expect(value(plant, 'hydrogenKg')).toBeGreaterThan(before)
  })
})

test('the generator takes ten seconds to start, runs at its lowest power at least, and burns fuel', () => {
  const plant = plantOf(siteOf([genset]))
  const run = (powerKW: number, seconds: number) =>
    carryOut(plant, { minKW: 0, maxKW: 1_000 }, [{ share: powerKW / 1_000, seconds }], () => {})
  run(100, 20)
  expect(plant.powerKW('x')).toBe(0)
  run(500, 9)
  expect(plant.powerKW('x')).toBe(0)
  expect(points(plant)).toMatchObject({ state: 2 })
  const before = value(plant, 'fuelPct')
  run(500, 20)
  expect(plant.powerKW('x')).toBe(500)
  expect(value(plant, 'fuelPct')).toBeLessThan(before)
  run(0, 15)
  expect(points(plant)).toMatchObject({ state: 1 })
})

describe.each([
  { kind: 'pv', id: 'x', ratedPowerKW: 4_000 },
  { kind: 'wind', id: 'x', ratedPowerKW: 4_500 },
] as const)('$kind', (asset) => {
  test('gives what is available and obeys a ceiling', () => {
    const plant = plantOf(siteOf([asset]))
    plant.override('x', 3_000)
    plant.step(60_000)
    expect(plant.powerKW('x')).toBeCloseTo(3_000, 0)
    device(plant).writeSetpoint(1_000)
    plant.step(9_000)
    expect(plant.powerKW('x')).toBeCloseTo(1_000, 0)
    expect(points(plant)).toMatchObject({ state: 4 })
    expect(value(plant, 'availablePowerKW')).toBeCloseTo(3_000, 0)
  })
})
