import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PulseStep } from '../../../domain/rpc/field/commissioning.ts'
import { createPulseDesk, pulseDeskOf } from '../../../renderer/views/field/commissioning/pulse/pulse-desk.ts'
import { type DemoServer, startDemoServer, until } from '../demo-server.ts'

const order = { assetId: 'container-1', byKW: 50, seconds: 5, reason: 'wiring test' }
let demo: DemoServer

beforeEach(async () => {
  demo = await startDemoServer()
  demo.connection.start()
  await until(() => demo.store.connection().state === 'live')
})
afterEach(() => demo.stop())

test('a pulse over the real wire gathers samples, and ends by hand with words and no result', async () => {
  const desk = pulseDeskOf(demo.connection.client)
  desk.start(order)
  expect(desk.run('container-1')?.isRunning).toBe(true)
  await until(() => (desk.run('container-1')?.samples.length ?? 0) >= 2)
  desk.stop('container-1')
  await until(() => desk.run('container-1')?.isRunning === false)
  expect(desk.run('container-1')?.result).toBeUndefined()
  expect(desk.run('container-1')?.ended).toMatch(/^Stopped by hand/)
})

test('a lost connection ends it with what is unknown', async () => {
  const desk = pulseDeskOf(demo.connection.client)
  desk.start(order)
  await until(() => (desk.run('container-1')?.samples.length ?? 0) >= 1)
  demo.engine.disconnect()
  await until(() => desk.run('container-1')?.isRunning === false)
  expect(desk.run('container-1')?.ended).not.toBe('')
})

const steps: PulseStep[] = [
  { type: 'sample', atMs: 0, orderedKW: 50, deviceKW: 0, siteKW: 0 },
  { type: 'result', direction: 'right', responseMs: 900, devicePct: 100, sitePct: 99, verdict: 'It followed.' },
]

async function* allSteps() {
  yield* steps
}

/** Stands for the engine's call: gives `steps` and ends. */
const given = () => Promise.resolve(allSteps())

test('a result stays until it is put away, and a running pulse cannot be', async () => {
  const desk = createPulseDesk(given as never)
  let told = 0
  const stop = desk.subscribe(() => told++)
  desk.start(order)
  desk.forget('container-1')
  expect(desk.run('container-1')).toBeDefined()
  await until(() => desk.run('container-1')?.isRunning === false)
  expect(desk.run('container-1')).toMatchObject({ samples: [{ atMs: 0 }], result: { direction: 'right' } })
  expect(desk.run('container-1')?.ended).toBeUndefined()
  desk.forget('container-1')
  expect(desk.run('container-1')).toBeUndefined()
  expect(told).toBeGreaterThanOrEqual(4)
  stop()
})

test('a second order for the same asset is not given while one runs', async () => {
  let calls = 0
  const desk = createPulseDesk((() => {
    calls++
    return given()
  }) as never)
  desk.start(order)
  desk.start(order)
  expect(calls).toBe(1)
  await until(() => desk.run('container-1')?.isRunning === false)
})
