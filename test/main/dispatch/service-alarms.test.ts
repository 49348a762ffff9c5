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
