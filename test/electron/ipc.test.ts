import type { IpcMain } from 'electron'
import { expect, test } from 'vitest'
import { channels } from '../../electron/channels.ts'
import { answerPages } from '../../electron/ipc.ts'

type Handler = (event: unknown, ...args: unknown[]) => unknown

/** Registers the answers and sends from a frame with this address. */
function setUp() {
  const handlers = new Map<string, Handler>()
  const register = (channel: string, handler: Handler) => void handlers.set(channel, handler)
  const calls: unknown[] = []
  answerPages({ on: register, handle: register } as unknown as IpcMain, {
    requestPort: () => void calls.push('port'),
    connection: () => ({ kind: 'port' }),
    chooseSite: (choice) => void calls.push(choice),
  })
  const send = (url: string, channel: string, args: unknown[] = [], isTop = true) => {
    const frame = { url }
    const sender = { mainFrame: isTop ? frame : { url } }
    return handlers.get(channel)?.({ sender, senderFrame: frame }, ...args)
  }
  return { send, calls }
}

const ours = 'app://powerchain/assets'

test('our page is answered', () => {
  const { send, calls } = setUp()
  send(ours, channels.requestPort)
  expect(send(ours, channels.connection)).toEqual({ kind: 'port' })
  send(ours, channels.chooseSite, [{ kind: 'elsewhere', url: 'http://x' }])
  expect(calls).toEqual(['port', { kind: 'elsewhere', url: 'http://x' }])
})

test.each([
  ['a foreign page', 'https://evil.example/', true],
  ['a frame inside our page', ours, false],
  ['the connect dialog', 'app://powerchain/shell/connect', true],
])('fault 50: %s is refused', (_name, url, isTop) => {
  const { send, calls } = setUp()
  send(url, channels.requestPort, [], isTop)
  expect(() => send(url, channels.connection, [], isTop)).toThrow(/Denied/)
  expect(() => send(url, channels.chooseSite, [{ kind: 'own' }], isTop)).toThrow(/Denied/)
  expect(calls).toEqual([])
})

test.each([
  [[]],
  [['own']],
  [[{ kind: 'own', extra: 1 }]],
  [[{ kind: 'elsewhere' }]],
  [[{ kind: 'elsewhere', url: 'x'.repeat(3_000) }]],
  [[{ kind: 'own' }, 1]],
])('arguments %j are refused', (args) => {
  const { send, calls } = setUp()
  expect(() => send(ours, channels.chooseSite, args)).toThrow(/InvalidInput/)
  expect(calls).toEqual([])
})
