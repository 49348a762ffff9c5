import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftObstacle, draftOf, draftOfOrder } from '../../../renderer/views/health/work/order-draft.ts'
import { dueText, partsText } from '../../../renderer/views/health/work/order-words.ts'
import { hasEnd, untilOf, untilProblem } from '../../../renderer/views/health/verdict/until.ts'
import { type DemoServer, startDemoServer, until } from '../demo-server.ts'

let demo: DemoServer
beforeAll(async () => {
  demo = await startDemoServer()
  demo.connection.start()
  await until(() => demo.store.site() !== undefined)
})
afterAll(() => demo.stop())

const dayMs = 86_400_000
const first = async () => {
  const [forecast] = (await demo.connection.client.health.now()).forecasts
  if (!forecast) throw new Error('nothing is foreseen')
  return forecast
}

test('a verdict shows on the forecast, and can be taken back', async () => {
  const { health } = demo.connection.client
  const { id } = await first()
  await health.judge({ id, verdict: 'confirmed', note: '' })
  expect((await first()).verdict).toBe('confirmed')
  await health.judge({ id, verdict: 'open', note: '' })
  expect((await first()).verdict).toBe('open')
})

test('what is put away says until when', async () => {
  const { health } = demo.connection.client
  const { id } = await first()
  const at = Date.now() + 3 * dayMs
  await health.judge({ id, verdict: 'snoozed', until: at, note: 'after the audit' })
  expect(await first()).toMatchObject({ verdict: 'snoozed', snoozedUntil: at })
  await health.judge({ id, verdict: 'open', note: '' })
})

test('a work order from a forecast has its asset, parts and early end, and the forecast leads to it', async () => {
  const { health } = demo.connection.client
  const forecast = await first()
  const draft = draftOf(forecast, forecast.remaining.at)
  expect(draft.assetId).toBe(forecast.assetId)
  const early = forecast.remaining.at + forecast.remaining.p90Days[0] * dayMs
  expect(draft.dueAt).toBe(Math.floor(early / 60_000) * 60_000)
  expect(draft.parts.length).toBeGreaterThan(0)
  const order = await health.work.create({ forecastId: forecast.id, note: 'look at unit 4' })
  expect((await first()).workOrderId).toBe(order.id)
  const again = draftOfOrder(order)
  expect(again.note).toBe('')
  await expect(health.work.update({ id: order.id, state: 'done' })).rejects.toThrow(/what was found/)
  expect(draftObstacle({ ...again, state: 'done' })).toMatch(/what was found/)
  await health.work.update({ id: order.id, state: 'done', found: 'bearing pitted' })
  expect((await health.work.list()).find(({ id }) => id === order.id)?.found).toBe('bearing pitted')
})

test.each([
  [{ assetId: null }, /asset/],
  [{ title: ' x ' }, /title/],
  [{ dueAt: undefined }, /due/],
  [{ parts: [{ name: ' ', count: 1 }] }, /part/],
  [{}, /may be kept/],
])('a draft with %j is judged', (fields, words) => {
  const whole = { assetId: 'agm', title: 'Look', dueAt: 1, parts: [], note: '', state: 'open' as const, found: '' }
  const obstacle = draftObstacle({ ...whole, ...fields })
  expect(obstacle ?? 'may be kept').toMatch(words)
})

test('only what is put away has an end, and that lies ahead and within a year', () => {
  expect([hasEnd('snoozed'), hasEnd('knownWork'), hasEnd('confirmed')]).toEqual([true, true, false])
  expect(untilOf('snoozed', null, 0)).toBe(14 * dayMs)
  expect(untilOf('snoozed', 5 * dayMs, 0)).toBe(5 * dayMs)
  expect(untilProblem(undefined, 0)).toBeDefined()
  expect(untilProblem(0, 0)).toBeDefined()
  expect(untilProblem(400 * dayMs, 0)).toBeDefined()
  expect(untilProblem(10 * dayMs, 0)).toBeUndefined()
})

test('due days and parts in words', () => {
  expect(dueText({ dueAt: 11 * dayMs, state: 'open' }, 0)).toBe('in 11 days')
  expect(dueText({ dueAt: 3_600_000, state: 'open' }, 0)).toBe('today')
  expect(dueText({ dueAt: 0, state: 'planned' }, dayMs)).toBe('1 day late')
  expect(dueText({ dueAt: 0, state: 'done' }, dayMs)).toBe('')
  expect(
    partsText([
      { name: 'Fan', count: 2 },
      { name: 'Grease', count: 1 },
    ]),
  ).toBe('2 Fan, Grease')
})
