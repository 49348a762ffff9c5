import { expect, test } from 'vitest'
import { alarmDefinitions, definitionKeyOf } from '../../../domain/alarms/definitions.ts'
import { createPlant, type Plant, siteOf } from './plant.ts'

const anna = { name: 'Anna', role: 'operator' } as const
const site = siteOf(
  [
    { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 1_000, ratedEnergyKWh: 3_000 },
    { kind: 'container', id: 'c1', container: 'sha256Current' },
    { kind: 'container', id: 'c2', container: 'sha256Current' },
    { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
  ],
  {
    connection: { importLimitKW: 10_000, exportLimitKW: 5_000, nominalVoltageV: 10_000 },
    controllers: {
      surplusAbsorption: { mineFromGridKW: 3_000 },
      frequencyResponse: { services: [{ id: 'fcr', service: 'fcrContinentalEurope', upKW: 500, downKW: 500 }] },
      island: {},
    },
  },
)

async function running(points: Record<string, object> = {}): Promise<Plant> {
  const plant = createPlant({ site })
  plant.asset('works').natural = () => -500
  plant.asset('grid').extra = { frequencyHz: 50, voltageV: 10_000 }
  for (const [id, extra] of Object.entries(points)) Object.assign(plant.asset(id).extra, extra)
  plant.control.start()
  await plant.run(150)
  return plant
}

const textOf = (plant: Plant, code: string) => plant.control.conditions().find((c) => c.code === code)?.text

test('a site in order has nothing to say', async () => {
  const plant = await running()
  expect(plant.control.conditions()).toEqual([])
})

test.each([
  [
    'service.fcr',
    { grid: { frequencyHz: 0 } },
    'FCR, Continental Europe is not available: no frequency at the connection',
  ],
  ['island.active', { grid: { voltageV: 0 } }, /^The grid is lost for/],
  ['storage.socDisagrees', { li: { secondSocPct: 70 } }, /^li: charge \d+\.\d % and 70\.0 % by its two sources$/],
  ['asset.breaker', { li: { breakerClosed: 0, activePowerKW: 400 } }, 'li: its breaker reads open and power flows'],
] as const)('%s is raised, and defined', async (code, points, text) => {
  const plant = await running()
  for (const [id, extra] of Object.entries(points)) Object.assign(plant.asset(id).extra, extra)
  await plant.run(2)
  expect(textOf(plant, code)).toMatch(text)
  expect(alarmDefinitions[definitionKeyOf(code) ?? '']?.response).toBeDefined()
})

test('an instruction that is not met is told, with what was measured', async () => {
  const plant = await running()
  plant.asset('works').natural = () => -6_000
  const until = plant.clock.now() + 600_000
  const asked = { source: 'grid', sender: 'TSO', subject: 'importLimit', kind: 'limit', powerKW: 2_000 } as const
  plant.control.give(anna, { ...asked, from: null, until, reason: 'a test', idempotencyKey: 'one-press-here' })
  await plant.run(75)
  expect(textOf(plant, 'instruction.notMet')).toMatch(/^TSO: 5\.0\d MW, at most 2\.00 MW, after/)
})

test('fault 60: of 400 miners asked to sleep 7 go on: they are counted, measured, and nothing is forced', async () => {
  const plant = await running()
  const { id } = plant.control.select(anna, 'c1')
  const until = plant.clock.now() + 600_000
  plant.control.operate(anna, {
    reservationId: id,
    powerKW: 0,
    reason: 'a test',
    until,
    idempotencyKey: 'one-press-here',
  })
  Object.assign(plant.asset('c1').extra, { minersHashing: 7, minersAsleep: 393, activePowerKW: -23 })
  await plant.run(20)
  expect(textOf(plant, 'container.notAsleep')).toBe('c1: 393 of 400 miners asleep, 7 go on, 23 kW measured')
  expect(plant.asset('c1').writes.at(-1)?.powerKW).toBe(0)
})

test('fault 62: a container that trips by heat is out, dispatch says so, and others take its part', async () => {
  const plant = await running()
  expect(plant.asset('c1').powerKW + plant.asset('c2').powerKW).toBeCloseTo(-2_500, -2)
  plant.asset('c2').faults.state = 8
  Object.assign(plant.asset('c2').extra, { faultCode: 3 })
  plant.asset('c2').faults.ignores = true
  plant.asset('c2').powerKW = 0
  await plant.run(60)
  expect(plant.control.decisions().find((d) => d.assetId === 'c2')?.setpointKW).toBeNull()
  expect(textOf(plant, 'asset.fault')).toBe('c2: fault, code 3')
  expect(plant.asset('c1').powerKW).toBeCloseTo(-1_300, -1)
})
