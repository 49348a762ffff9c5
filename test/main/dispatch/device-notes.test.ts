import { expect, test } from 'vitest'
import type { DeviceNote } from '../../../domain/device.ts'
import { createPlant, type Plant, siteOf } from './plant.ts'

const site = siteOf([{ kind: 'container', id: 'c1', container: 'sha256Current' }])

async function plantWith(...notes: Omit<DeviceNote, 'at'>[]): Promise<Plant> {
  const plant = createPlant({ site })
  plant.control.start()
  await plant.run(10)
  plant.asset('grid').faults.notes = notes.map((note) => Object.assign({ at: plant.clock.now() }, note))
  await plant.run(2)
  return plant
}
const codes = (plant: Plant) => plant.control.conditions().map((c) => c.code)

test('fault 20: a replaced meter asks for closing and opening readings, and the record holds both serial numbers', async () => {
  const text = 'S/N A-1 was replaced by S/N B-2; last read before: energy imported 1200.5 kWh'
  const plant = await plantWith({ kind: 'replaced', text })
  expect(plant.control.conditions().find((c) => c.code === 'device.replaced')).toMatchObject({
    assetId: 'grid',
    text: `Grid meter: ${text}`,
    response: expect.stringMatching(/closing reading of the old .* opening reading of the new/) as string,
  })
  await plant.run(20)
  expect(plant.audits.filter((a) => a.action === 'MeterReplaced')).toMatchObject([
    { assetId: 'grid', detail: `Grid meter: ${text}` },
  ])
})

test('fault 4: a restart is kept in the record and needs nobody', async () => {
  const plant = await plantWith({ kind: 'restarted', point: 'importedKWh', text: 'began again at 0 kWh after 5 kWh' })
  expect(codes(plant)).toEqual([])
  expect(plant.audits.filter((a) => a.action === 'DeviceRestarted')).toHaveLength(1)
})

test('fault 18: each frozen point is a condition of its own', async () => {
  const plant = await plantWith(
    { kind: 'frozen', point: 'voltageV', text: 'Voltage stands still at 230.4 V' },
    { kind: 'frozen', point: 'activePowerKW', text: 'Power stands still at 230.4 kW' },
  )
  expect(codes(plant)).toEqual(['point.frozen.voltageV', 'point.frozen.activePowerKW'])
})

test('fault 3: an unstable link is one condition, not one more with each loss; lasting silence is', async () => {
  const plant = await plantWith({ kind: 'unstable', text: 'lost 4 times within 10 min' })
  const { faults } = plant.asset('c1')
  faults.notes = plant.asset('grid').faults.notes
  plant.asset('grid').faults.notes = []
  faults.link = 'lost'
  await plant.run(5)
  expect(codes(plant)).toEqual(['device.unstable'])
  await plant.run(40)
  expect(codes(plant)).toContain('device.silent')
})
