import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { pauseBefore } from '../../../renderer/connection/connection.ts'
import { connectionLost, problemOf } from '../../../renderer/connection/problem.ts'
import { type DemoServer, startDemoServer, until } from '../demo-server.ts'

let demo: DemoServer

beforeEach(async () => {
  demo = await startDemoServer()
})
afterEach(() => demo.stop())

const isLive = () => demo.store.connection().state === 'live'

describe('connection to the engine', () => {
  test('brings the site, a whole image and then changes', async () => {
    demo.connection.start()
    await until(isLive)
    expect(demo.store.site()?.name).toBe('Lindholm Works')
    expect(demo.store.reading('container-1', 'activePowerKW').quality).toBe('good')
    const before = demo.store.reading('grid', 'activePowerKW')
    await until(() => demo.store.reading('grid', 'activePowerKW') !== before)
    expect(demo.store.reading('grid', 'activePowerKW').at).toBeGreaterThan(before.at)
  })

  test('a lost engine turns every good value stale, and coming back brings a new image', async () => {
    demo.connection.start()
    await until(isLive)
    demo.engine.disconnect()
    await until(() => demo.store.connection().state === 'lost')
    for (const asset of demo.store.site()?.assets ?? [])
      expect(demo.store.reading(asset.id, 'activePowerKW').quality).toBe('stale')
    await until(isLive)
    expect(demo.store.reading('container-1', 'activePowerKW').quality).toBe('good')
  })

  test('a missing message makes it subscribe again without losing the connection', async () => {
    const states: string[] = []
    demo.connection.start()
    await until(isLive)
    demo.store.subscribe('connection', () => states.push(demo.store.connection().state))
    let snapshots = 0
    demo.store.subscribe('links', () => snapshots++)
    demo.engine.dropMessages = 1
    const before = demo.store.status()?.cycle ?? 0
    await until(() => demo.engine.dropMessages === 0)
    await until(() => (demo.store.status()?.cycle ?? 0) > before + 3)
    expect(snapshots).toBeGreaterThan(0)
    expect(states).not.toContain('lost')
  })

  test('an engine that is not there yet is tried again until it is', async () => {
    const { server, connection, store } = demo
    const { port } = server.address() as { port: number }
    await new Promise((resolve) => {
      server.close(resolve)
    })
    connection.start()
    await until(() => store.connection().state === 'lost')
    expect(store.site()).toBeUndefined()
    server.listen(port, '127.0.0.1')
    await until(isLive)
  })

  test('stopping ends the tries', async () => {
    demo.connection.start()
    await until(isLive)
    demo.connection.stop()
    demo.engine.disconnect()
    await new Promise((resolve) => {
      setTimeout(resolve, 700)
    })
    expect(isLive()).toBe(true)
    await expect(demo.connection.client.site.describe()).rejects.toThrow(connectionLost)
  })
})

describe('errors of commands', () => {
  test.each([
    ['grid', 'Dispatch.NotControllable'],
    ['container-6', 'Dispatch.StaleData'],
    ['nothing-there', 'Dispatch.UnknownAsset'],
  ])('selecting %s says %s in the words of the engine', async (assetId, code) => {
    demo.connection.start()
    await until(isLive)
    const problem = problemOf(
      await demo.connection.client.dispatch.select({ assetId }).catch((error: unknown) => error),
    )
    expect(problem.code).toBe(code)
    expect(problem.message).toMatch(/^\S.*\.$/)
  })

  test('the same key never gives a second command', async () => {
    demo.connection.start()
    await until(isLive)
    const { dispatch } = demo.connection.client
    const { id } = await dispatch.select({ assetId: 'container-1' })
    const command = {
      reservationId: id,
      powerKW: -700,
      reason: 'test',
      until: Date.now() + 60_000,
      idempotencyKey: 'one-press',
    }
    const [first, second] = [await dispatch.operate(command), await dispatch.operate(command)]
    expect(second.id).toBe(first.id)
  })

  test('without a connection the call says so', async () => {
    const problem = problemOf(await demo.connection.client.site.describe().catch((error: unknown) => error))
    expect(problem.code).toBe(connectionLost)
    expect(problem.message).toContain('No connection')
  })

  test('an error without a code never reached the engine', () => {
    expect(problemOf(new Error('socket gone')).code).toBe(connectionLost)
    expect(problemOf(undefined).code).toBe(connectionLost)
  })
})

test('pauses grow from half a second to ten', () => {
  expect([1, 2, 3, 4, 5, 6, 40].map(pauseBefore)).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000])
})
