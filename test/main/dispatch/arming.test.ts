import { expect, test } from 'vitest'
import { createPlant, type Plant, siteOf } from './plant.ts'

const anna = { name: 'Anna', role: 'operator' } as const
const services = [
  { id: 'dc', service: 'dynamicContainment', upKW: 500, downKW: 500 },
  { id: 'big', service: 'ercotFfr', upKW: 5_000 },
  { id: 'fcr', service: 'fcrContinentalEurope', upKW: 100, downKW: 100 },
]
const site = siteOf(
  [
    { kind: 'flywheel', id: 'fw', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
    { kind: 'load', id: 'works', ratedPowerKW: 5_000 },
  ],
  { controllers: { frequencyResponse: { services } } },
)

async function running(points: object): Promise<Plant> {
  const plant = createPlant({ site })
  plant.asset('grid').extra = { frequencyHz: 50 }
  plant.asset('fw').extra = points
  plant.control.start()
  await plant.run(3)
  return plant
}

/** The code with which arming ends, after the time the device takes; `done` when it is armed. */
async function arm(plant: Plant, serviceId: string, isArmed = true): Promise<string> {
  const done = plant.control.arm(anna, { serviceId, isArmed, reason: 'a test' }).then(
    () => 'done',
    (error: { code: string }) => error.code,
  )
  await plant.run(2)
  return done
}

const standing = (plant: Plant, id: string) => plant.control.services().find((s) => s.id === id)

test('a service in the device is armed by a person, counts by the feedback of the device, and is taken back', async () => {
  const plant = await running({ responseArmed: 0 })
  expect(standing(plant, 'dc')).toMatchObject({ state: 'notAvailable', detail: 'fw is not armed' })
  expect(await arm(plant, 'dc')).toBe('done')
  expect(standing(plant, 'dc')).toMatchObject({ state: 'armed', servedBy: 'device' })
  expect(plant.audits.at(-1)).toMatchObject({ person: 'Anna', action: 'ServiceArmed' })
  expect(await arm(plant, 'dc', false)).toBe('done')
  expect(standing(plant, 'dc')?.state).toBe('notAvailable')
})

test.each([
  ['more is promised than is ready', 'big', 'Dispatch.StaleData'],
  ['the control loop gives it', 'fcr', 'Dispatch.NotControllable'],
  ['nobody knows it', 'nothing', 'Dispatch.UnknownInstruction'],
])('it is not armed when %s', async (_, id, code) => {
  const plant = await running({ responseArmed: 0 })
  expect(await arm(plant, id)).toBe(code)
  expect(plant.asset('fw').extra.responseArmed).toBe(0)
})

test('a device that offers no response of its own is said so', async () => {
  const plant = await running({})
  expect(await arm(plant, 'dc')).toBe('Dispatch.NotControllable')
  expect(standing(plant, 'dc')?.detail).toBe('no device here tells whether its own response is armed')
})
