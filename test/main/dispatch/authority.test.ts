import { expect, test } from 'vitest'
import type { Authority } from '../../../domain/setpoint.ts'
import { createPlant, type Plant, siteOf } from './plant.ts'

const eve = { name: 'Eve', role: 'engineer' } as const
const assets = [
  { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
  { kind: 'container', id: 'c1', container: 'sha256Current' },
  { kind: 'pv', id: 'pv', ratedPowerKW: 6_000 },
  { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
]
const site = siteOf(assets)

async function plantWith(given: Record<string, Authority>, config = site): Promise<Plant> {
  const plant = createPlant({ site: config, authorityOf: (id) => given[id] ?? 'control' })
  plant.asset('pv').natural = () => 4_000
  plant.asset('works').natural = () => -2_000
  plant.control.start()
  await plant.run(60)
  return plant
}

const decision = (plant: Plant, id: string) => plant.control.decisions().find((d) => d.assetId === id)
const pulse = (plant: Plant, powerKW: number, assetId = 'li') =>
  plant.control.pulse(eve, { assetId, powerKW, reason: 'which way does it go', forMs: 10_000 })

test('an asset handed over while it runs gets no setpoint and no heartbeat any more', async () => {
  const given: Record<string, Authority> = {}
  const plant = await plantWith(given)
  const { writes, beats } = plant.asset('c1')
  expect(writes.length).toBeGreaterThan(0)
  given['c1'] = 'handedOver'
  await plant.run(1)
  const before = { writes: writes.length, beats: beats.length }
  await plant.run(30)
  expect({ writes: writes.length, beats: beats.length }).toEqual(before)
  expect(decision(plant, 'c1')).toMatchObject({ authority: 'handedOver', setpointKW: null })
  expect(decision(plant, 'c1')?.limitedBy).toMatch(/^handed over/)
  expect(() => plant.control.select(eve, 'c1')).toThrow(/handed over/)
  expect(() => pulse(plant, -300, 'c1')).toThrow(/not ours to steer/)
})

test('taken back, it starts from where somebody else left it, and nothing they wrote counts against us', async () => {
  const given: Record<string, Authority> = {}
  const plant = await plantWith(given)
  const li = plant.asset('li')
  given['li'] = 'handedOver'
  await plant.run(2)
  li.setpointKW = 900
  await plant.run(20)
  expect(plant.control.conditions().map((c) => c.code)).not.toContain('asset.otherMaster')
  const written = li.writes.length
  plant.control.setMode(eve, 'manual', 'to see the first value')
  given['li'] = 'control'
  await plant.run(3)
  expect(li.writes.length).toBeGreaterThan(written)
  for (const write of li.writes.slice(written)) expect(write.powerKW).toBeCloseTo(900, 0)
})

test('an asset in commissioning follows test pulses only, and nothing else before or after', async () => {
  const plant = await plantWith({ li: 'commissioning' })
  const li = plant.asset('li')
  expect(li.writes).toEqual([])
  expect(li.beats).toEqual([])
  expect(decision(plant, 'li')?.limitedBy).toBe('in commissioning: only test pulses are written')
  expect(() => plant.control.select(eve, 'li')).toThrow(/only test pulses/)
  const given = pulse(plant, -200)
  await plant.run(5)
  expect(li.powerKW).toBeCloseTo(-200)
  expect(decision(plant, 'li')).toMatchObject({ authority: 'commissioning', setpointKW: -200 })
  await plant.run(10)
  const written = li.writes.length
  await plant.run(20)
  expect(li.writes.length).toBe(written)
  expect(plant.control.instructions().find((i) => i.id === given.id)).toMatchObject({
    source: 'commissioning',
    state: 'completed',
    outcome: 'confirmed',
  })
  expect(plant.audits.filter((a) => a.action === 'PulseGiven')).toHaveLength(1)
})

test('the same from the site file alone, and a monitored device stays monitored whatever is said at run time', async () => {
  const devices = site.devices.map((d) => ({
    ...d,
    mode: d.id === 'li' ? ('commissioning' as const) : d.id === 'c1' ? ('monitor' as const) : d.mode,
  }))
  const plant = createPlant({ site: { ...site, devices } })
  plant.control.start()
  await plant.run(5)
  expect(decision(plant, 'li')?.authority).toBe('commissioning')
  const other = await plantWith({ c1: 'control' }, { ...site, devices })
  expect(decision(other, 'c1')?.authority).toBe('monitor')
  expect(other.asset('c1').writes).toEqual([])
})

test.each([
  ['beyond its rating', () => ({ powerKW: 9_000, forMs: 5_000 }), /beyond its rating/],
  ['no number', () => ({ powerKW: Number.NaN, forMs: 5_000 }), /beyond its rating/],
  ['too long', () => ({ powerKW: 100, forMs: 600_000 }), /at most 2 min/],
])('a pulse %s is refused', async (_name, more, message) => {
  const plant = await plantWith({ li: 'commissioning' })
  expect(() => plant.control.pulse(eve, { assetId: 'li', reason: 'test', ...more() })).toThrow(message)
})

test('neither a pulse that is not followed nor a fail-safe state is an alarm in commissioning', async () => {
  const given: Record<string, Authority> = { li: 'commissioning' }
  const plant = await plantWith(given)
  const codes = () => plant.control.conditions().flatMap(({ assetId, code }) => (assetId === 'li' ? [code] : []))
  const { faults } = plant.asset('li')
  faults.ignores = true
  pulse(plant, -900)
  await plant.run(9)
  expect(decision(plant, 'li')?.verification?.outcome).toBe('acceptedNotFollowed')
  expect(codes()).toEqual([])
  faults.state = 7
  await plant.run(20)
  expect(codes()).toEqual([])
  given['li'] = 'handedOver'
  await plant.run(1)
  expect(plant.control.conditions().find(({ assetId }) => assetId === 'li')?.text).toMatch(/from whoever steers it/)
})
