import { EventEmitter } from 'node:events'
import type { MessageChannelMain, UtilityProcess } from 'electron'
import { expect, test } from 'vitest'
import { channels } from '../../electron/channels.ts'
import { EngineHost, type Page } from '../../electron/engine-host.ts'

/** A stand-in for Electron's process handle; the real one is driven in test/e2e/handoff.spec.ts. */
class FakeProcess extends EventEmitter {
  readonly heard: { message: unknown; ports: unknown[] }[] = []
  isKilled = false
  postMessage(message: unknown, ports: unknown[] = []): void {
    this.heard.push({ message, ports })
  }
  kill(): boolean {
    this.isKilled = true
    return this.emit('exit', 1)
  }
}

function last<T>(list: T[]): T {
  const item = list.at(-1)
  if (item === undefined) throw new Error('nothing there')
  return item
}

function setUp() {
  const processes: FakeProcess[] = []
  const timers: { delayMs: number; run: () => void; isOff: boolean }[] = []
  const refusals: string[] = []
  let nowMs = 0
  let channel = 0
  const host = new EngineHost({
    fork: () => {
      const child = new FakeProcess()
      processes.push(child)
      return child as unknown as UtilityProcess
    },
    openChannel: () => {
      channel++
      return { port1: `engine ${channel}`, port2: `page ${channel}` } as unknown as MessageChannelMain
    },
    after: (delayMs, run) => {
      const timer = { delayMs, run, isOff: false }
      timers.push(timer)
      return () => void (timer.isOff = true)
    },
    now: () => nowMs,
    log: () => {},
    onRefused: (message) => refusals.push(message),
  })
  return {
    host,
    processes,
    timers,
    refusals,
    child: () => last(processes),
    timer: () => last(timers),
    pass: (ms: number) => void (nowMs += ms),
  }
}

function page(isDestroyed = false) {
  const got: unknown[][] = []
  const contents: Page = { postMessage: (...args) => void got.push(args), isDestroyed: () => isDestroyed }
  return { got, contents }
}

test('a page gets its port once the engine is ready, and the engine the other end', () => {
  const { host, child } = setUp()
  const { got, contents } = page()
  host.start()
  host.connect(contents)
  expect(got).toEqual([])
  child().emit('message', { type: 'ready' })
  expect(got).toEqual([[channels.port, null, ['page 1']]])
  expect(child().heard).toEqual([{ message: { type: 'connect' }, ports: ['engine 1'] }])
  host.connect(contents)
  expect(got.at(-1)).toEqual([channels.port, null, ['page 2']])
})

test('a page that was left or closed gets none', () => {
  const { host, child } = setUp()
  const [left, closed] = [page(), page(true)]
  host.start()
  host.connect(left.contents)
  host.connect(closed.contents)
  host.forget(left.contents)
  child().emit('message', { type: 'ready' })
  expect([left.got, closed.got, child().heard]).toEqual([[], [], []])
})

test('fault 28: a dead engine is started again, after 1, 2, 4 ... 30 s', () => {
  const { host, child, timer, processes } = setUp()
  host.start()
  const pauses = Array.from({ length: 7 }, () => {
    child().emit('exit', 1)
    timer().run()
    return timer().delayMs
  })
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  expect(processes).toHaveLength(8)
})

test('an engine that ran well for a minute is started again at once', () => {
  const { host, child, timer, pass } = setUp()
  host.start()
  for (let i = 0; i < 3; i++) {
    child().emit('exit', 1)
    timer().run()
  }
  pass(61_000)
  child().emit('exit', 1)
  expect(timer().delayMs).toBe(1_000)
})

test('a page that asks while the engine is down is served by the next one', () => {
  const { host, child, timer } = setUp()
  const { got, contents } = page()
  host.start()
  child().emit('message', { type: 'ready' })
  child().emit('exit', 139)
  host.connect(contents)
  timer().run()
  child().emit('message', { type: 'ready' })
  expect(got).toHaveLength(1)
})

test('an engine that refuses its site file is not started again', () => {
  const { host, child, timers, refusals } = setUp()
  host.start()
  child().emit('message', { type: 'refused', message: 'site.yaml:3:5 name: text' })
  child().emit('exit', 1)
  expect(refusals).toEqual(['site.yaml:3:5 name: text'])
  expect(timers).toEqual([])
})

test('nonsense from the engine process changes nothing', () => {
  const { host, child, refusals } = setUp()
  const { got, contents } = page()
  host.start()
  host.connect(contents)
  for (const nonsense of [null, 'ready', { type: 'ready', extra: 1 }, { type: 'refused' }])
    child().emit('message', nonsense)
  expect([got, refusals]).toEqual([[], []])
})

test('stopping lets the engine finish, and kills it after 8 s', async () => {
  const polite = setUp()
  polite.host.start()
  const stopped = polite.host.stop()
  expect(polite.child().heard).toEqual([{ message: { type: 'stop' }, ports: [] }])
  polite.child().emit('exit', 0)
  await stopped
  expect([polite.child().isKilled, polite.timer().isOff]).toEqual([false, true])

  const stuck = setUp()
  stuck.host.start()
  const killed = stuck.host.stop()
  expect(stuck.timer().delayMs).toBe(8_000)
  stuck.timer().run()
  await killed
  expect([stuck.child().isKilled, stuck.processes.length]).toEqual([true, 1])
})
