import { expect, test } from 'vitest'
import type { ErrorCode } from '../../../domain/errors.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import { createPlant, type Plant, siteOf } from './plant.ts'

const anna = { name: 'Anna', role: 'operator' } as const
const ben = { name: 'Ben', role: 'operator' } as const
const site = siteOf(
  [
    { kind: 'battery', id: 'li', chemistry: 'liIon', ratedPowerKW: 2_500, ratedEnergyKWh: 7_000 },
    { kind: 'container', id: 'c1', container: 'sha256Current', feeder: 'row' },
    { kind: 'container', id: 'c2', container: 'sha256Current', feeder: 'row' },
    { kind: 'pv', id: 'pv', ratedPowerKW: 6_000 },
    { kind: 'load', id: 'works', ratedPowerKW: 12_000 },
  ],
  { feeders: [{ id: 'row', name: 'Row 1', limitKW: 2_000 }] },
)

async function sunnyPlant(stored: Instruction[] = [], start?: number): Promise<Plant> {
  const plant = createPlant({ site, stored, ...(start === undefined ? {} : { start }) })
  plant.asset('pv').natural = () => 4_000
  plant.asset('works').natural = () => -2_500
  plant.control.start()
  await plant.run(60)
  return plant
}

let press = 0
function operate(
  plant: Plant,
  assetId: string,
  powerKW: number,
  more: { minutes?: number; key?: string } = {},
): Instruction {
  const { id } = plant.control.select(anna, assetId)
  const until = plant.clock.now() + (more.minutes ?? 10) * 60_000
  const idempotencyKey = more.key ?? `press-number-${++press}`
  return plant.control.operate(anna, { reservationId: id, powerKW, reason: 'a test', until, idempotencyKey })
}

function codeOf(act: () => unknown): ErrorCode | undefined {
  try {
    act()
  } catch (error) {
    return (error as { code: ErrorCode }).code
  }
  return undefined
}

const decision = (plant: Plant, id: string) => plant.control.decisions().find((d) => d.assetId === id)

test('throttling a container: selected, checked, operated, measured, verified, audited', async () => {
  const plant = await sunnyPlant()
  const selected = plant.control.select(anna, 'c1')
  expect(selected.expiresAt - plant.clock.now()).toBe(30_000)
  expect(selected.power.quality).toBe('good')
  const check = plant.control.check(anna, selected.id, -650)
  expect(check).toMatchObject({ isAllowed: true, refusal: '' })
  expect(check.effects.map((e) => e.of)).toEqual(['asset', 'feeder', 'connection', 'hashrate'])
  expect(check.effects[3]?.after).toBeCloseTo(23_000)
  expect(check.expectedMs).toBeGreaterThan(1_000)

  const given = operate(plant, 'c1', -650)
  await plant.run(30)
  expect(plant.asset('c1').powerKW).toBe(-650)
  expect(decision(plant, 'c1')).toMatchObject({ commander: 'operator', setpointKW: -650 })
  const why = decision(plant, 'c1')?.because.filter((b) => b.isBinding)
  expect(why).toHaveLength(1)
  expect(why?.[0]?.reason).toMatch(/^Anna: draws 650 kW until \d\d:\d\d \(a test\)$/)
  const now = plant.control.instructions().find((i) => i.id === given.id)
  expect(now).toMatchObject({ state: 'active', outcome: 'confirmed' })
  expect(now?.outcomeDetail).toMatch(/^draws 6\d\d kW, asked 650 kW, in [\d.]+ s$/)
  expect(plant.audits.map((a) => `${a.person} ${a.action}`)).toContain('Anna InstructionGiven')
  expect(plant.audits.map((a) => `${a.person} ${a.action} ${a.assetId}`)).toContain('engine SetpointApplied c1')
})

test('fault 45: a value beyond the limits is refused in the engine, naming the limit', async () => {
  const plant = await sunnyPlant()
  const { id } = plant.control.select(anna, 'c1')
  expect(plant.control.check(anna, id, -13_000)).toMatchObject({ isAllowed: false })
  expect(plant.control.check(anna, id, -13_000).refusal).toMatch(/^c1 draws .* at most now/)
  expect(codeOf(() => operate(plant, 'c1', -13_000))).toBe('Dispatch.OutsideLimits')
  expect(codeOf(() => operate(plant, 'c1', -100))).toBe('Dispatch.OutsideLimits')
  expect(codeOf(() => operate(plant, 'c1', Number.NaN))).toBe('Dispatch.OutsideLimits')
  expect(plant.control.instructions()).toEqual([])
})

test('fault 46: the same press twice is one command', async () => {
  const plant = await sunnyPlant()
  const first = operate(plant, 'c1', -650, { key: 'one-press' })
  const again = plant.control.operate(anna, {
    reservationId: 'gone',
    powerKW: -650,
    reason: 'a test',
    until: plant.clock.now() + 1,
    idempotencyKey: 'one-press',
  })
  expect(again.id).toBe(first.id)
  expect(plant.control.instructions()).toHaveLength(1)
})

test('fault 47: a reservation is bound to one person and one asset, and ends after 30 s', async () => {
  const plant = await sunnyPlant()
  const { id } = plant.control.select(anna, 'c1')
  const request = { reservationId: id, powerKW: -650, reason: 'a test', until: plant.clock.now() + 600_000 }
  expect(codeOf(() => plant.control.operate(ben, { ...request, idempotencyKey: 'bens-press' }))).toBe(
    'Dispatch.ReservationExpired',
  )
  await plant.run(31)
  expect(codeOf(() => plant.control.operate(anna, { ...request, idempotencyKey: 'late-press' }))).toBe(
    'Dispatch.ReservationExpired',
  )
  const given = operate(plant, 'c2', -400)
  expect(given.assetId).toBe('c2')
})

test.each([
  ['an unknown asset', 'nobody', 'Dispatch.UnknownAsset'],
  ['a metered load', 'works', 'Dispatch.NotControllable'],
  ['the grid', 'grid', 'Dispatch.NotControllable'],
])('select refuses %s', async (_, assetId, code) => {
  const plant = await sunnyPlant()
  expect(codeOf(() => plant.control.select(anna, assetId))).toBe(code)
})

test('select refuses an asset with stale data; operate refuses when it went stale since', async () => {
  const plant = await sunnyPlant()
  const { id } = plant.control.select(anna, 'c1')
  plant.asset('c1').faults.isSilent = true
  await plant.run(4)
  expect(codeOf(() => plant.control.select(anna, 'c1'))).toBe('Dispatch.StaleData')
  const request = { reservationId: id, powerKW: -650, reason: 'a test', until: plant.clock.now() + 600_000 }
  expect(codeOf(() => plant.control.operate(anna, { ...request, idempotencyKey: 'a-new-press' }))).toBe(
    'Dispatch.StaleData',
  )
})

test('a limit that moved since the selection makes the person look again', async () => {
  const plant = await sunnyPlant()
  const { id } = plant.control.select(anna, 'c1')
  plant.asset('c1').extra = { minPowerKW: -500 }
  await plant.run(1)
  const request = { reservationId: id, powerKW: -900, reason: 'a test', until: plant.clock.now() + 600_000 }
  expect(codeOf(() => plant.control.operate(anna, { ...request, idempotencyKey: 'a-press-too' }))).toBe(
    'Dispatch.ReservationChanged',
  )
})

test('an end in the past or beyond 7 days is refused', async () => {
  const plant = await sunnyPlant()
  expect(codeOf(() => operate(plant, 'c1', -650, { minutes: -1 }))).toBe('Dispatch.OutsideLimits')
  expect(codeOf(() => operate(plant, 'c1', -650, { minutes: 8 * 24 * 60 }))).toBe('Dispatch.OutsideLimits')
})

test('more than ten commands a minute for one asset are refused', async () => {
  const plant = await sunnyPlant()
  for (let i = 0; i < 10; i++) operate(plant, 'c1', -600 - i)
  expect(codeOf(() => operate(plant, 'c1', -650))).toBe('Dispatch.TooManyCommands')
  expect(plant.control.instructions().filter((i) => i.state === 'active')).toHaveLength(1)
})

test('ending a command returns the asset to automatic without a jump at the grid', async () => {
  const plant = await sunnyPlant()
  plant.asset('works').natural = () => -6_000
  await plant.run(20)
  const given = operate(plant, 'li', 1_000)
  await plant.run(20)
  expect(plant.asset('li').powerKW).toBe(1_000)
  const before = plant.gridKW()
  expect(plant.control.end(ben, given.id, 'done')).toMatchObject({ state: 'cancelled' })
  await plant.run(1)
  expect(Math.abs(plant.gridKW() - before)).toBeLessThan(200)
  await plant.run(40)
  expect(Math.abs(plant.asset('li').powerKW)).toBeLessThan(20)
  expect(decision(plant, 'li')?.commander).toBe('automatic')
  expect(codeOf(() => plant.control.end(ben, given.id, 'again'))).toBe('Dispatch.UnknownInstruction')
  expect(plant.audits.at(-1)?.person === 'engine' || plant.audits.some((a) => a.action === 'InstructionEnded')).toBe(
    true,
  )
})

test('a command ends by itself at its time', async () => {
  const plant = await sunnyPlant()
  const given = operate(plant, 'c1', -400, { minutes: 1 })
  await plant.run(61)
  expect(plant.control.instructions().find((i) => i.id === given.id)?.state).toBe('completed')
  plant.asset('pv').natural = () => 5_000
  await plant.run(60)
  expect(plant.asset('c1').powerKW).toBeLessThan(-600)
})

test('commands that still hold are resumed after a restart, expired ones are not', async () => {
  const first = await sunnyPlant()
  operate(first, 'c1', -500, { minutes: 60 })
  const [kept] = first.stored.values()
  if (!kept) throw new Error('nothing stored')
  const expired = { ...kept, id: 'old', assetId: 'c2', powerKW: -300, until: kept.from + 1_000 }
  const second = await sunnyPlant([kept, expired], kept.from + 300_000)
  expect(second.asset('c1').powerKW).toBe(-500)
  expect(second.stored.get('old')?.state).toBe('completed')
  expect(second.asset('c2').powerKW).not.toBe(-300)
})

test('a feeder limit holds for two commands together', async () => {
  const plant = await sunnyPlant()
  // both are allowed alone, and given within the same cycle
  operate(plant, 'c1', -1_150)
  operate(plant, 'c2', -1_000)
  await plant.run(90)
  expect(plant.asset('c1').powerKW + plant.asset('c2').powerKW).toBeGreaterThanOrEqual(-1_951)
  const held = plant.control.instructions().find((i) => i.outcome === 'acceptedNotFollowed')
  expect(held?.outcomeDetail).toMatch(/feeder Row 1 limit 2\.00 MW/)
})

test('in manual mode everything holds its setpoint, limits and operators still count', async () => {
  const plant = await sunnyPlant()
  plant.control.setMode(anna, 'manual', 'a test')
  const before = plant.asset('c1').powerKW
  plant.asset('pv').natural = () => 3_000
  await plant.run(60)
  expect(plant.asset('c1').powerKW).toBeCloseTo(before, -1)
  plant.asset('works').natural = () => -12_000
  await plant.run(10)
  expect(plant.gridKW()).toBeLessThan(10_000)
  expect(plant.audits).toContainEqual({ person: 'Anna', action: 'ModeChanged', detail: 'automatic to manual: a test' })
})

test('headroom names what can be given, taken and released, and what holds it back', async () => {
  const plant = await sunnyPlant()
  const { canGive, canTake, release } = plant.control.headroom()
  expect(canGive.map((g) => g.withinS)).toEqual([1, 2, 10, 30])
  for (const [i, give] of canGive.entries()) expect(give.powerKW).toBeGreaterThanOrEqual(canGive[i - 1]?.powerKW ?? 0)
  expect(release[0]).toMatchObject({ label: 'Mining' })
  expect(canTake.heldBackBy).toBe('')
  plant.asset('works').natural = () => -12_500
  await plant.run(10)
  expect(plant.control.headroom().canTake.heldBackBy).toBe('import limit 10.00 MW')
})
