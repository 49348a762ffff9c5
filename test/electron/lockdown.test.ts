import { expect, test } from 'vitest'
import { isAllowedRequest, refusal } from '../../electron/lockdown.ts'

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

const started = (isPackaged: boolean, given: string[] = [], userId = 1000) => {
  const commandLine = { hasSwitch: (name: string) => given.includes(name) }
  return refusal({ isPackaged, commandLine } as Parameters<typeof refusal>[0], userId)
}

test('fault 51: an installed app refuses a debugger, and to run without its sandbox', () => {
  expect(started(true, ['inspect'])).toMatch(/--inspect is not accepted/)
  expect(started(true, ['remote-debugging-port'])).toMatch(/--remote-debugging-port is not accepted/)
  expect(started(true, ['no-sandbox'])).toMatch(/--no-sandbox is not accepted/)
  expect(started(true, [], 0)).toMatch(/as root/)
  expect(started(true, ['site'])).toBeUndefined()
  expect(started(false, ['inspect', 'no-sandbox'], 0)).toBeUndefined()
})
