import { expect, test } from 'vitest'
import { controllers } from '../../../main/dispatch/controllers/order.ts'
import { createPlant, type Plant, siteOf } from './plant.ts'

const anna = { name: 'Anna', role: 'operator' } as const
const assets = [
  { kind: 'flywheel', id: 'fw', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
  { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
  { kind: 'container', id: 'c1', container: 'sha256Current' },
  { kind: 'container', id: 'c2', container: 'sha256Current' },
  { kind: 'pv', id: 'pv', ratedPowerKW: 6_000 },
  { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
]
const site = siteOf(assets)

async function sunnyPlant(options: Partial<Parameters<typeof createPlant>[0]> = {}): Promise<Plant> {
  const plant = createPlant({ site, noiseKW: 8, ...options })
  plant.asset('pv').natural = () => 4_000
  plant.asset('works').natural = () => -2_000
  plant.control.start()
  await plant.run(90)
  return plant
}

const decision = (plant: Plant, id: string) => plant.control.decisions().find((d) => d.assetId === id)
const codes = (plant: Plant) => plant.control.conditions().map((c) => c.code)
const operate = (plant: Plant, assetId: string, powerKW: number) => {
  const { id } = plant.control.select(anna, assetId)
  const until = plant.clock.now() + 600_000
  return plant.control.operate(anna, {
    reservationId: id,
    powerKW,
    reason: 'a test',
    until,
    idempotencyKey: `key-${id}-${powerKW}`,
  })
}

test('fault 21: a container that takes setpoints and does nothing is found out, left out, and taken back', async () => {
  const plant = await sunnyPlant()
  const c1 = plant.asset('c1')
  expect(c1.powerKW).toBeLessThan(-600)
  c1.faults.ignores = true
  plant.asset('pv').natural = () => 2_000
  await plant.run(15)
  expect(decision(plant, 'c1')?.verification?.outcome).toBe('acceptedNotFollowed')
  expect(decision(plant, 'c1')?.verification?.detail).toMatch(/^draws .* asked .* after the command$/)
  expect(codes(plant)).toContain('asset.notFollowing')
  expect(plant.gridKW()).toBeLessThan(1_400)
  c1.faults.ignores = false
  await plant.run(20)
  expect(decision(plant, 'c1')?.verification?.outcome).toBe('confirmed')
  expect(codes(plant)).not.toContain('asset.notFollowing')
})

test('fault 21: a battery that lies is covered by the flywheels', async () => {
  const plant = createPlant({ site, noiseKW: 8 })
  plant.asset('works').natural = (t) => (t > 30 ? -9_300 : -7_800)
  plant.asset('li').faults.ignores = true
  plant.control.start()
  await plant.run(60)
  expect(codes(plant)).toContain('asset.notFollowing')
  expect(plant.gridKW()).toBeLessThan(8_020)
  expect(plant.asset('fw').powerKW).toBeGreaterThan(1_200)
})

test('fault 22: a setpoint that arrives torn is refused by the read-back, with an alarm', async () => {
  const plant = await sunnyPlant()
  plant.asset('c1').faults.tears = true
  operate(plant, 'c1', -650)
  await plant.run(5)
  expect(decision(plant, 'c1')?.verification).toMatchObject({ outcome: 'refused' })
  expect(codes(plant)).toContain('asset.readBack')
})

test('fault 23: when the answer to a write is lost the read-back tells how it went, and it is not written again', async () => {
  const plant = await sunnyPlant({ watchdogMs: 60_000 })
  const { faults, writes } = plant.asset('c1')
  faults.swallows = true
  const before = writes.length
  operate(plant, 'c1', -650)
  await plant.run(10)
  expect(writes.slice(before).map((w) => w.powerKW)).toEqual([-650])
  expect(decision(plant, 'c1')?.verification?.outcome).toBe('confirmed')
})

test('fault 24: another master writes: we hold off and say so; a command from here takes it back', async () => {
  const plant = await sunnyPlant()
  operate(plant, 'c1', -650)
  await plant.run(10)
  const { writes, faults } = plant.asset('c1')
  faults.overwrittenKW = -900
  await plant.run(5)
  const written = writes.length
  expect(codes(plant)).toContain('asset.otherMaster')
  expect(decision(plant, 'c1')?.commander).toBe('device')
  await plant.run(20)
  expect(writes.length).toBe(written)
  operate(plant, 'c1', -700)
  await plant.run(20)
  expect(plant.asset('c1').powerKW).toBe(-700)
  expect(codes(plant)).not.toContain('asset.otherMaster')
})

test('fault 25: after its watchdog tripped an asset starts again from its safe state, not from the old setpoint', async () => {
  const plant = await sunnyPlant()
  const li = plant.asset('li')
  operate(plant, 'li', -1_000)
  await plant.run(5)
  li.faults.state = 7
  const written = li.writes.length
  await plant.run(3)
  expect(codes(plant)).toContain('asset.failSafe')
  for (const write of li.writes.slice(written + 1)) expect(write.powerKW).toBe(0)
})

test('fault 26: heartbeats stop with the cycle, and the failure is an alarm', async () => {
  const plant = await sunnyPlant()
  const { beats } = plant.asset('c1')
  expect(beats.length).toBeGreaterThan(60)
  const gaps = beats.slice(1).map((at, i) => at - (beats[i] ?? 0))
  expect(Math.max(...gaps)).toBeLessThanOrEqual(1.01)
  plant.asset('pv').faults.isBroken = true
  const before = beats.length
  await plant.run(5)
  expect(beats.length).toBe(before)
  expect(codes(plant)).toContain('cycle.failed')
  plant.asset('pv').faults.isBroken = false
  await plant.run(5)
  expect(beats.length).toBeGreaterThan(before)
  expect(codes(plant)).not.toContain('cycle.failed')
})

test('fault 81: after a pause of 10 min nothing is caught up and expired commands are gone', async () => {
  const plant = await sunnyPlant()
  const given = operate(plant, 'li', -1_500)
  await plant.run(5)
  const written = ['fw', 'li', 'c1', 'c2'].map((id) => plant.asset(id).writes.length)
  plant.clock.sleep(660_000)
  await plant.run(0.5)
  expect(plant.control.instructions().find((i) => i.id === given.id)?.state).toBe('completed')
  expect(codes(plant)).toContain('engine.paused')
  const burst = ['fw', 'li', 'c1', 'c2'].map((id, i) => plant.asset(id).writes.length - (written[i] ?? 0))
  expect(Math.max(...burst)).toBeLessThanOrEqual(3)
  await plant.run(70)
  expect(codes(plant)).not.toContain('engine.paused')
  expect(Math.abs(plant.gridKW())).toBeLessThan(150)
})

test('a silent grid meter: storage rests and containers fall to their lowest draw, with the reason', async () => {
  const plant = await sunnyPlant()
  plant.asset('grid').faults.isSilent = true
  await plant.run(8)
  expect(plant.asset('c1').powerKW).toBe(-180)
  expect(plant.asset('li').powerKW).toBe(0)
  expect(codes(plant)).toContain('meter.silent')
  const why = decision(plant, 'c1')?.because.find((b) => b.isBinding)
  expect(why).toMatchObject({ controller: 'siteLimits' })
  expect(why?.reason).toMatch(/^grid meter silent for/)
  plant.asset('grid').faults.isSilent = false
  await plant.run(60)
  expect(plant.asset('c1').powerKW).toBeLessThan(-600)
})

test('a silent device gets neither setpoint nor heartbeat, so that its own watchdog takes over', async () => {
  const plant = await sunnyPlant()
  const c1 = plant.asset('c1')
  c1.faults.isSilent = true
  await plant.run(4)
  const beats = c1.beats.length
  await plant.run(10)
  expect(c1.beats.length).toBe(beats)
  expect(decision(plant, 'c1')).toMatchObject({ setpointKW: null, commander: 'nobody' })
  expect(decision(plant, 'c1')?.limitedBy).toMatch(/stale, .* old/)
  c1.faults.link = 'lost'
  await plant.run(1)
  expect(codes(plant)).toContain('device.silent')
})

test('a controller that throws is marked and alarmed, its assets fall to the safe range, the loop goes on', async () => {
  let isBroken = false
  const order = controllers.map((c) =>
    c.name === 'peakShaving'
      ? {
          name: c.name,
          run: (input: Parameters<typeof c.run>[0]) => {
            if (isBroken) throw new Error('no luck')
            return c.run(input)
          },
        }
      : c,
  )
  const plant = await sunnyPlant({ order })
  isBroken = true
  await plant.run(8)
  expect(plant.control.vitals().failedControllers).toEqual(['peakShaving'])
  expect(codes(plant)).toContain('controller.failed.peakShaving')
  expect(plant.asset('c1').powerKW).toBe(-180)
  const beats = plant.asset('c1').beats.length
  await plant.run(5)
  expect(plant.asset('c1').beats.length).toBeGreaterThan(beats)
  isBroken = false
  await plant.run(60)
  expect(plant.control.vitals().failedControllers).toEqual([])
  expect(plant.asset('c1').powerKW).toBeLessThan(-600)
})

test('a device that refuses is left out, audited once, and tried again', async () => {
  const plant = await sunnyPlant()
  plant.asset('li').faults.refuses = true
  plant.asset('pv').natural = () => 5_500
  await plant.run(30)
  expect(decision(plant, 'li')?.verification?.outcome).toBe('refused')
  expect(plant.audits.filter((a) => a.action === 'SetpointRefused')).toHaveLength(1)
  plant.asset('li').faults.refuses = false
  await plant.run(15)
  expect(decision(plant, 'li')?.verification?.outcome).not.toBe('refused')
})

test('a wrong device is never written to', async () => {
  const plant = createPlant({ site })
  plant.asset('c1').faults.link = 'wrongIdentity'
  plant.asset('pv').natural = () => 4_000
  plant.control.start()
  await plant.run(60)
  expect(plant.asset('c1').writes).toEqual([])
  expect(plant.asset('c1').beats).toEqual([])
  expect(plant.audits.filter((a) => a.action === 'DeviceRefused')).toHaveLength(1)
  expect(codes(plant)).toContain('device.wrongIdentity')
})

test('nothing is written after stop', async () => {
  const plant = await sunnyPlant()
  const stopped = plant.control.stop()
  await plant.run(1)
  await stopped
  const written = plant.asset('c1').writes.length
  await plant.run(20)
  expect(plant.asset('c1').writes.length).toBe(written)
})
