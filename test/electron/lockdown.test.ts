import { expect, test } from 'vitest'
import { isAllowedRequest, refusedSwitch } from '../../electron/lockdown.ts'

const site = 'ws://127.0.0.1:8080'

test.each([
  ['app://powerchain/assets/index.js', undefined],
  ['data:image/png;base64,AAAA', undefined],
  ['ws://127.0.0.1:8080/rpc?token=x', site],
])('%s may be loaded with site %s', (address, origin) => {
  expect(isAllowedRequest(address, origin)).toBe(true)
})

test.each([
  ['ws://127.0.0.1:8080/rpc', undefined],
  ['ws://127.0.0.1:8081/rpc', site],
  ['http://127.0.0.1:8080/', site],
  ['wss://127.0.0.1:8080/rpc', site],
  ['ws://127.0.0.1:8080.evil.example/rpc', site],
  ['https://example.com/', site],
  ['file:///etc/passwd', site],
  ['app://evil/index.html', site],
])('fault 50: %s is cut off with site %s', (address, origin) => {
  expect(isAllowedRequest(address, origin)).toBe(false)
})

const started = (isPackaged: boolean, ...given: string[]) => {
  const commandLine = { hasSwitch: (name: string) => given.includes(name) }
  return refusedSwitch({ isPackaged, commandLine } as Parameters<typeof refusedSwitch>[0])
}

test('fault 51: an installed app refuses a debugger', () => {
  expect(started(true, 'inspect')).toBe('inspect')
  expect(started(true, 'remote-debugging-port')).toBe('remote-debugging-port')
  expect(started(true, 'site')).toBeUndefined()
  expect(started(false, 'inspect')).toBeUndefined()
})
