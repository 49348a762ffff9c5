import { afterEach, expect, test } from 'vitest'
import { faultKinds } from '../../main/simulate/faults/table.ts'
import { openWorld } from './sites.ts'

let opened: ReturnType<typeof openWorld> | undefined
afterEach(() => opened?.end())

/** A world that has run for a minute, and the means to let something fail in it. */
async function settled(name: 'demo' | 'weak' = 'demo') {
  opened = openWorld(name)
  const { world, run } = opened
  await run(60)
  const fail = (kind: string, assetId = 'grid', draw = 0.4) => {
    const found = faultKinds.find((one) => one.name === kind)
    const deviceId = world.site.assets.find(({ id }) => id === assetId)?.device ?? ''
    if (!found) throw new RangeError(`no fault ${kind}`)
    return found.begin({ field: world.field, clock: world.clock, deviceId, assetId, draw })
  }
  const codes = () => world.control.conditions().map(({ code }) => code)
  const link = (assetId: string) => world.image().link(assetId)?.state
  return { world, run, fail, codes, link, plant: world.field.plant }
}

test('fault 1: a device that is unplugged is lost at once, its value grows stale, and it comes back', async () => {
  const { world, run, fail, link } = await settled()
  const heal = fail('unplugged', 'li-ion')
  await run(4)
  expect(link('li-ion')).toBe('lost')
  expect(world.image().reading('li-ion', 'socPct').quality).toBe('stale')
  heal()
  await run(25)
  expect(link('li-ion')).toBe('connected')
  expect(world.image().value('li-ion', 'socPct')).toBeGreaterThan(0)
}, 60_000)

test('fault 2: a half-open link is lost within 5 s, and nothing is written to it afterwards', async () => {
  const { world, run, fail, link } = await settled()
  fail('half-open link', 'container-1')
  await run(5)
  expect(link('container-1')).toBe('lost')
  let writes = 0
  world.onWrite((asset) => (writes += asset.id === 'container-1' ? 1 : 0))
  await run(10)
  expect(writes).toBe(0)
}, 60_000)

test('fault 4: counters that begin again in the device go on in the engine', async () => {
  const { world, run, fail } = await settled()
  const read = () => world.image().value('factory', 'absorbedKWh') ?? 0
  const before = read()
  fail('counters begin again', 'factory')
  await run(60)
  expect(read()).toBeGreaterThanOrEqual(before)
  expect(read() - before).toBeLessThan(100)
}, 60_000)

test('fault 5: a device that answers after 3 s is told to be slow, and its old values decide nothing', async () => {
  const { world, run, fail } = await settled()
  fail('slow answers', 'container-2')
  await run(30)
  expect(world.image().link('container-2')?.latencyMs).toBe(3_000)
  expect(world.image().link('container-2')?.detail).toContain('slow: answers in 3.0 s')
}, 60_000)

test('fault 21: a container that takes setpoints and does not follow is told, and others do its work', async () => {
  const { run, fail, codes, plant } = await settled('weak')
  await run(120)
  fail('accepts, does not follow', 'container-1')
  plant.override('factory', -4_900)
  await run(40)
  expect(codes()).toContain('asset.notFollowing')
  expect(plant.powerKW('grid')).toBeLessThan(2_400)
}, 60_000)

test('fault 24: another master is not fought', async () => {
  const { world, run, fail, codes, plant } = await settled()
  fail('another master writes', 'container-3', 0.5)
  await run(15)
  expect(codes()).toContain('asset.otherMaster')
  const there = plant.devices.get('container-3')?.points().setpointKW
  let writes = 0
  world.onWrite((asset) => (writes += asset.id === 'container-3' ? 1 : 0))
  await run(30)
  expect([writes, plant.devices.get('container-3')?.points().setpointKW]).toEqual([0, there])
}, 60_000)

test('fault 36: a clock set back by two hours makes no old value fresh again', async () => {
  const { world, run, fail, link } = await settled()
  fail('half-open link', 'hydrogen')
  await run(1)
  fail('clock jumps', 'grid', 0.9)
  await run(20)
  expect(link('hydrogen')).toBe('lost')
  expect(world.image().reading('hydrogen', 'activePowerKW').quality).toBe('stale')
  expect(world.image().reading('grid', 'activePowerKW').quality).toBe('good')
}, 60_000)

test('fault 60: a container without its pool falls by itself, is told, and others take the surplus', async () => {
  const { run, fail, codes, plant } = await settled()
  await run(120)
  expect(plant.powerKW('container-1')).toBeLessThan(-500)
  fail('container loses its pool', 'container-1')
  await run(60)
  expect(plant.powerKW('container-1')).toBeCloseTo(-39, 0)
  expect(codes()).toContain('mining.lost')
}, 60_000)

test('fault 61: after a loss of supply everything comes back without passing the import limit', async () => {
  const { world, run, fail, plant } = await settled('weak')
  const heal = fail('supply lost, mass restart')
  await run(30)
  expect(plant.powerKW('grid')).toBe(0)
  heal()
  let overMs = 0
  world.field.onStep((dtMs) => (overMs += plant.powerKW('grid') > 2_400 ? dtMs : 0))
  await run(180)
  expect(plant.powerKW('container-1')).toBeLessThan(0)
  expect(overMs).toBeLessThanOrEqual(5_000)
}, 60_000)

test('fault 81: after a pause the loop goes on from what it measures, without a burst of writes', async () => {
  const { world, run, fail, codes } = await settled()
  let writes = 0
  world.onWrite(() => (writes += 1))
  fail('machine pauses', 'grid', 0.99)
  await run(0.6)
  expect(writes).toBeLessThanOrEqual(world.steerable.length)
  await run(3)
  expect(codes()).toContain('engine.paused')
}, 60_000)

test('fault 88: a state of charge that jumps is shown as it is read, and the battery stays within its true bounds', async () => {
  const { world, run, fail, plant } = await settled()
  fail('state of charge jumps', 'agm')
  await run(30)
  expect(world.image().value('agm', 'socPct')).toBeLessThan(80)
  expect(plant.truth('agm').socPct).toBeGreaterThan(95)
}, 60_000)

test('fault 89: a flywheel bank that trips stands still and gets no setpoint', async () => {
  const { world, run, fail, codes, plant } = await settled()
  fail('trip', 'flywheels')
  await run(3)
  let writes = 0
  world.onWrite((asset) => (writes += asset.id === 'flywheels' ? 1 : 0))
  await run(20)
  expect(plant.powerKW('flywheels')).toBe(0)
  expect(codes()).toContain('asset.fault')
  expect(writes).toBe(0)
}, 60_000)

test('every fault has its number of the list, a time it lasts, and ends as it began', async () => {
  for (const { number, lastsS } of faultKinds) {
    expect(number).toBeGreaterThan(0)
    expect(lastsS[0]).toBeLessThanOrEqual(lastsS[1])
  }
  const { world, run, fail } = await settled()
  for (const { name, strikes } of faultKinds) {
    const asset = world.site.assets.find(({ kind }) => strikes?.(kind))
    fail(name, asset?.id)()
  }
  await run(60)
  expect([...world.field.wires.values()].map(({ fault }) => fault).every((fault) => fault === undefined)).toBe(true)
  expect(world.site.assets.map(({ id }) => world.image().link(id)?.state)).not.toContain('lost')
}, 60_000)
