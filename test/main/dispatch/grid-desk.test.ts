import { expect, test, vi } from 'vitest'
import type { PlanNow } from '../../../domain/dispatch/plan.ts'
import type { ErrorCode } from '../../../domain/errors.ts'
import type { Instruction, InstructionEvent } from '../../../domain/instruction.ts'
import type { AskedInstruction } from '../../../domain/rpc/dispatch/instructions.ts'
import type { Controller } from '../../../main/dispatch/controllers/controller.ts'
import { controllers } from '../../../main/dispatch/controllers/order.ts'
import { createPlant, type Plant, siteOf } from './plant.ts'

// virtual minutes take their time on a busy machine
vi.setConfig({ testTimeout: 40_000 })
const anna = { name: 'Anna', role: 'operator' } as const
const site = siteOf(
  [
    { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
    { kind: 'container', id: 'c1', container: 'sha256Current' },
    { kind: 'container', id: 'old', container: 'sha256' },
    { kind: 'pv', id: 'pv', ratedPowerKW: 6_000 },
    { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
  ],
  { controllers: { surplusAbsorption: { mineFromGridKW: 6_000 } }, feeders: [] },
)
const planNow = {
  planId: 'p-1',
  stepFrom: 0,
  stepUntil: Date.UTC(2030, 0, 1),
  busPriceEurPerMWh: 100,
  gridKW: 3_600,
  powerKW: {},
  storedValueEurPerMWh: { li: 80 },
} satisfies PlanNow

async function runningPlant(options: Partial<Parameters<typeof createPlant>[0]> = {}): Promise<Plant> {
  const plant = createPlant({ site, ...options })
  plant.asset('works').natural = () => -1_000
  plant.control.start()
  await plant.run(200)
  return plant
}

let press = 0
function ask(plant: Plant, more: Partial<AskedInstruction> & Pick<AskedInstruction, 'subject' | 'powerKW'>) {
  const kind = more.subject === 'gridPower' || more.subject === 'asset' ? 'setpoint' : 'limit'
  const asked: AskedInstruction = {
    source: 'grid',
    sender: 'TSO',
    kind,
    from: null,
    until: plant.clock.now() + 600_000,
    reason: 'a test',
    ...more,
  }
  return asked
}

function give(plant: Plant, ...[more]: [Parameters<typeof ask>[1]]): Instruction {
  return plant.control.give(anna, { ...ask(plant, more), idempotencyKey: `press-number-${++press}` })
}

function codeOf(act: () => unknown): ErrorCode | undefined {
  try {
    act()
  } catch (error) {
    return (error as { code: ErrorCode }).code
  }
  return undefined
}

const found = (plant: Plant, id: string) => plant.control.instructions().find((i) => i.id === id)

test('an event goes from far to near to active to completed, and each step is told once', async () => {
  const plant = await runningPlant()
  const events: InstructionEvent[] = []
  plant.control.onInstruction((event) => events.push(event))
  const now = plant.clock.now()
  const { id } = give(plant, { subject: 'importLimit', powerKW: 2_000, from: now + 910_000, until: now + 970_000 })
  expect(found(plant, id)).toMatchObject({ state: 'far', owner: 'TSO', enteredBy: 'Anna' })
  await plant.run(15)
  expect(found(plant, id)?.state).toBe('near')
  await plant.run(900)
  expect(found(plant, id)).toMatchObject({ state: 'active', outcome: 'confirmed' })
  expect(plant.gridKW()).toBeLessThan(2_000)
  await plant.run(61)
  expect(found(plant, id)).toMatchObject({ state: 'completed', outcome: 'confirmed' })
  expect(events.map((e) => e.what)).toEqual(['given', 'near', 'began', 'completed'])
  expect(plant.audits.find((a) => a.action === 'InstructionGiven')?.detail).toMatch(/^TSO: import limit 2\.00 MW/)
})

test('opting out takes the site out of an event, with reason, person and time; nothing of it is carried out', async () => {
  const plant = await runningPlant()
  const now = plant.clock.now()
  const { id } = give(plant, { subject: 'gridPower', powerKW: 500, from: now + 60_000, until: now + 600_000 })
  const out = plant.control.optOut(anna, { instructionId: id, reason: 'mustRun', note: 'a furnace is being poured' })
  expect(out).toMatchObject({ state: 'cancelled', optOut: { reason: 'mustRun', by: 'Anna', at: now } })
  await plant.run(120)
  expect(plant.gridKW()).toBeCloseTo(3_600, -2)
  expect(
    plant.audits.at(-1)?.action === 'InstructionOptedOut' ||
      plant.audits.some((a) => a.action === 'InstructionOptedOut'),
  ).toBe(true)
  expect(codeOf(() => plant.control.optOut(anna, { instructionId: id, reason: 'economic', note: 'again' }))).toBe(
    'Dispatch.UnknownInstruction',
  )
})

test('of two dispatches the one with the lower primacy holds, the other waits and takes over again', async () => {
  const plant = await runningPlant()
  const now = plant.clock.now()
  const weak = give(plant, { subject: 'gridPower', powerKW: 3_000, primacy: 20 })
  await plant.run(30)
  const strong = give(plant, { subject: 'gridPower', powerKW: 2_500, primacy: 5, until: now + 120_000, sender: 'ISO' })
  await plant.run(30)
  expect(plant.gridKW()).toBeCloseTo(2_500, -2)
  expect(found(plant, weak.id)).toMatchObject({ state: 'active', supersededBy: strong.id })
  await plant.run(75)
  expect(found(plant, weak.id)?.supersededBy).toBeUndefined()
  expect(plant.gridKW()).toBeCloseTo(3_000, -2)
})

test('of two ceilings the tighter holds, whatever their primacy', async () => {
  const plant = await runningPlant()
  give(plant, { subject: 'importLimit', powerKW: 2_000, primacy: 200 })
  give(plant, { subject: 'importLimit', powerKW: 3_000, primacy: 1 })
  await plant.run(60)
  expect(plant.gridKW()).toBeLessThan(2_000)
})

test('the same press twice is one instruction', async () => {
  const plant = await runningPlant()
  const asked = { ...ask(plant, { subject: 'importLimit', powerKW: 2_000 }), idempotencyKey: 'the-same-press' }
  const first = plant.control.give(anna, asked)
  expect(plant.control.give(anna, asked).id).toBe(first.id)
  expect(plant.control.instructions()).toHaveLength(1)
})

test.each([
  ['a limit with a sign', { subject: 'importLimit', powerKW: -5 }, 'Dispatch.OutsideLimits'],
  ['a ceiling as a value to reach', { subject: 'loadLimit', kind: 'setpoint', powerKW: 5 }, 'Dispatch.OutsideLimits'],
  ['a limit without direction', { subject: 'gridPower', kind: 'limit', powerKW: 5 }, 'Dispatch.OutsideLimits'],
  ['more than the connection carries', { subject: 'gridPower', powerKW: 20_000 }, 'Dispatch.OutsideLimits'],
  ['an unknown feeder', { subject: 'feederLimit', feederId: 'x', powerKW: 5 }, 'Dispatch.OutsideLimits'],
  ['an unknown asset', { subject: 'asset', assetId: 'x', powerKW: 5 }, 'Dispatch.UnknownAsset'],
  ['a metered load', { subject: 'asset', assetId: 'works', powerKW: 0 }, 'Dispatch.NotControllable'],
  ['beyond the rating', { subject: 'asset', assetId: 'c1', powerKW: -2_000 }, 'Dispatch.OutsideLimits'],
  ['an end in the past', { subject: 'importLimit', powerKW: 5, until: 1 }, 'Dispatch.OutsideLimits'],
  ['nobody as sender', { subject: 'importLimit', powerKW: 5, sender: '' }, 'Dispatch.OutsideLimits'],
] as const)('%s is refused', async (_, more, code) => {
  const plant = await runningPlant()
  expect(codeOf(() => give(plant, more))).toBe(code)
  expect(plant.control.dryRun(anna, ask(plant, more)).refusal).not.toBe('')
  expect(plant.control.instructions()).toEqual([])
})

test('a random begin lies within its span, and is the same after a restart', async () => {
  const plant = await runningPlant()
  const now = plant.clock.now()
  const given = give(plant, { subject: 'importLimit', powerKW: 2_000, from: now + 60_000, randomizeStartMs: 120_000 })
  expect(given.beginAt).toBeGreaterThan(now + 60_000)
  expect(given.beginAt).toBeLessThan(now + 180_000)
  const again = createPlant({ site, stored: [given], start: now })
  expect(again.control.instructions()[0]?.beginAt).toBe(given.beginAt)
})

test('events are taken up again after a restart, from the store', async () => {
  const plant = await runningPlant()
  const { id } = give(plant, { subject: 'importLimit', powerKW: 2_000, until: plant.clock.now() + 3_600_000 })
  await plant.run(30)
  const again = await runningPlant({ stored: [...plant.stored.values()], start: plant.clock.now() })
  expect(found(again, id)?.state).toBe('active')
  expect(again.gridKW()).toBeLessThan(2_000)
})

test('a dry run says who would move and what it costs, and changes nothing', async () => {
  const plant = await runningPlant({ outside: () => ({ plan: planNow }) })
  await plant.run(60)
  const before = { grid: plant.gridKW(), decisions: JSON.stringify(plant.control.decisions().map((d) => d.range)) }
  const run = plant.control.dryRun(anna, ask(plant, { subject: 'importLimit', powerKW: 2_600 }))
  expect(run).toMatchObject({ refusal: '', canBeMet: true, shortKW: 0, limitedBy: '', lastsMs: null })
  expect(run.gridBeforeKW).toBeCloseTo(3_600, -2)
  expect(run.gridAfterKW).toBeLessThanOrEqual(2_600)
  expect(run.moves.map((m) => m.assetId)).toEqual(['old'])
  // a megawatt for ten minutes at 100 a MWh
  expect(run.costDetail).toMatch(/^energy -1[67]\.\d\d €, storage 0\.00 €, mining not known$/)
  await plant.run(5)
  expect(plant.control.instructions()).toEqual([])
  expect(plant.gridKW()).toBeCloseTo(before.grid, 0)
  expect(JSON.stringify(plant.control.decisions().map((d) => d.range))).toBe(before.decisions)
})

test('a dry run of too much says what is missing and what holds it back', async () => {
  const plant = await runningPlant()
  plant.asset('works').natural = () => -8_000
  await plant.run(30)
  const run = plant.control.dryRun(anna, ask(plant, { subject: 'gridPower', powerKW: 1_000 }))
  expect(run.canBeMet).toBe(false)
  expect(run.shortKW).toBeGreaterThan(4_000)
  expect(run.limitedBy).toContain('li 2.50 MW')
})

test('a dry run tells how long storage lasts', async () => {
  const plant = await runningPlant()
  plant.asset('works').natural = () => -5_000
  await plant.run(60)
  const until = plant.clock.now() + 6 * 3_600_000
  const run = plant.control.dryRun(anna, ask(plant, { subject: 'gridPower', powerKW: 3_000, until }))
  expect(run.canBeMet).toBe(true)
  expect(run.lastsMs).toBeGreaterThan(3_600_000)
  expect(run.lastsMs).toBeLessThan(2 * 3_600_000)
})

test('what a dry run says is what happens', async () => {
  const plant = await runningPlant()
  const run = plant.control.dryRun(anna, ask(plant, { subject: 'gridPower', powerKW: 2_000 }))
  give(plant, { subject: 'gridPower', powerKW: 2_000 })
  await plant.run(180)
  expect(plant.gridKW()).toBeCloseTo(run.gridAfterKW ?? 0, -2)
  for (const { assetId, afterKW } of run.moves)
    expect(Math.abs(plant.asset(assetId).powerKW - afterKW)).toBeLessThan(60)
})

test('orders name what holds now, with the power found when they began', async () => {
  const plant = await runningPlant()
  expect(plant.control.orders()).toEqual([])
  const { id } = give(plant, { subject: 'gridPower', powerKW: 2_000, rampMs: 100_000 })
  await plant.run(50)
  const [order] = plant.control.orders()
  expect(order).toMatchObject({
    id: `instruction:${id}`,
    by: 'instruction',
    owner: 'TSO',
    fullKW: 2_000,
    kind: 'setpoint',
  })
  expect(order?.baselineKW).toBeCloseTo(3_600, -2)
  expect(order?.targetKW).toBeGreaterThan(2_600)
  expect(order?.targetKW).toBeLessThan(3_000)
})

test('a command that begins later waits, and gives the one it covers back when it is told to', async () => {
  const plant = await runningPlant()
  const now = plant.clock.now()
  const command = (powerKW: number, more: object) => {
    const { id } = plant.control.select(anna, 'c1')
    const idempotencyKey = `press-number-${++press}`
    return plant.control.operate(anna, {
      reservationId: id,
      powerKW,
      reason: 'a test',
      until: now + 600_000,
      idempotencyKey,
      ...more,
    })
  }
  const first = command(-1_000, {})
  const later = command(-400, { from: now + 60_000, until: now + 120_000, afterwards: 'previous' })
  await plant.run(30)
  expect(plant.asset('c1').powerKW).toBe(-1_000)
  expect(found(plant, later.id)?.state).toBe('near')
  await plant.run(60)
  expect(plant.asset('c1').powerKW).toBe(-400)
  expect(found(plant, first.id)?.supersededBy).toBe(later.id)
  await plant.run(90)
  expect(plant.asset('c1').powerKW).toBe(-1_000)
})

test('a command that returns with a ramp gives the asset back little by little', async () => {
  const plant = await runningPlant()
  const { id } = plant.control.select(anna, 'c1')
  const until = plant.clock.now() + 60_000
  plant.control.operate(anna, {
    reservationId: id,
    powerKW: -200,
    reason: 'a test',
    until,
    returnRampMs: 100_000,
    idempotencyKey: `press-number-${++press}`,
  })
  await plant.run(60 + 50)
  expect(plant.asset('c1').powerKW).toBeGreaterThan(-850)
  expect(plant.asset('c1').powerKW).toBeLessThan(-500)
  await plant.run(120)
  expect(plant.asset('c1').powerKW).toBeCloseTo(-1_300, -2)
})

test('instructions that are over are found in the store', async () => {
  const plant = await runningPlant()
  const now = plant.clock.now()
  const { id } = give(plant, { subject: 'importLimit', powerKW: 2_000, until: now + 10_000 })
  await plant.run(920)
  expect(found(plant, id)).toBeUndefined()
  const listed = plant.control.instructionsBetween({ from: now, until: now + 20_000, limit: 10 })
  expect(listed).toMatchObject([{ id, state: 'completed', endedAt: now + 10_000 }])
})

test('fault 89: a tripped flywheel is reset by a person with a reason, once its fault is gone, and not before', async () => {
  const flywheelSite = siteOf([
    { kind: 'flywheel', id: 'fw', units: 10, unitEnergyKWh: 70, ratedPowerKW: 1_800 },
    { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
  ])
  const plant = createPlant({ site: flywheelSite })
  plant.asset('works').natural = () => -9_000
  plant.control.start()
  await plant.run(5)
  expect(codeOf(() => plant.control.resetTrip(anna, 'fw', 'nothing happened'))).toBe('Dispatch.UnknownAsset')
  plant.asset('fw').faults.state = 8
  await plant.run(2)
  expect(codeOf(() => plant.control.resetTrip(anna, 'fw', 'too early'))).toBe('Dispatch.StaleData')
  plant.asset('fw').faults.state = 1
  await plant.run(5)
  expect(plant.control.decisions().find((d) => d.assetId === 'fw')?.setpointKW).toBeNull()
  plant.control.resetTrip(anna, 'fw', 'bearing sensor exchanged')
  expect(plant.audits.at(-1)).toMatchObject({ person: 'Anna', action: 'TripReset', assetId: 'fw' })
  await plant.run(3)
  expect(plant.asset('fw').powerKW).toBeGreaterThan(900)
})

test('in manual mode a ceiling binds what people command; nothing is reached for', async () => {
  const plant = await runningPlant()
  const { id } = plant.control.select(anna, 'c1')
  plant.control.operate(anna, {
    reservationId: id,
    powerKW: -1_300,
    reason: 'a test',
    until: plant.clock.now() + 600_000,
    idempotencyKey: `press-number-${++press}`,
  })
  plant.control.setMode(anna, 'manual', 'a test')
  give(plant, { subject: 'gridPower', powerKW: 500 })
  await plant.run(20)
  expect(plant.gridKW()).toBeCloseTo(3_600, -2)
  give(plant, { subject: 'importLimit', powerKW: 2_000 })
  await plant.run(20)
  expect(plant.gridKW()).toBeLessThan(2_000)
})

const failing: Controller = {
  name: 'rampSmoothing',
  run() {
    throw new Error('a case nobody thought of')
  },
}

test('a controller that fails leaves its safe range, its service says so, and the others go on', async () => {
  const broken = controllers.map((c): Controller => (c.name === 'rampSmoothing' ? failing : c))
  const smooth = siteOf(
    [
      { kind: 'container', id: 'c1', container: 'sha256Current' },
      { kind: 'load', id: 'works', ratedPowerKW: 9_000 },
    ],
    {
      controllers: { surplusAbsorption: { mineFromGridKW: 5_000 }, rampSmoothing: {} },
    },
  )
  const plant = createPlant({ site: smooth, order: broken })
  plant.asset('works').natural = () => -1_000
  plant.control.start()
  await plant.run(60)
  expect(plant.control.services().find((s) => s.id === 'rampSmoothing')).toMatchObject({
    state: 'notAvailable',
    detail: 'controller failed: a case nobody thought of',
  })
  expect(plant.asset('c1').powerKW).toBeGreaterThanOrEqual(-180)
  expect(plant.control.conditions().map((c) => c.code)).toContain('controller.failed.rampSmoothing')
})
