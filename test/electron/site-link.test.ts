import { expect, test } from 'vitest'
import { parseSiteLink, webSocketOrigin, webSocketUrl } from '../../electron/site-choice/site-link.ts'

const token = 'Zk3-_abcdefghijklmnop'

test.each([
  [`http://127.0.0.1:8080/?token=${token}`, 'http://127.0.0.1:8080'],
  [`  http://localhost:1/?token=${token}\n`, 'http://localhost:1'],
  [`http://[::1]:9000/?token=${token}`, 'http://[::1]:9000'],
  [`https://site.example/?token=${token}`, 'https://site.example'],
])('%s is a link', (text, address) => {
  expect(parseSiteLink(text)).toEqual({ link: { address, token } })
})

test.each([
  ['', /begins with/],
  ['127.0.0.1:8080', /begins with/],
  [`file:///etc/passwd?token=${token}`, /begins with/],
  [`javascript:alert(1)//?token=${token}`, /begins with/],
  ['http://127.0.0.1:8080/', /no token/],
  ['http://127.0.0.1:8080/?token=short', /no token/],
  ['http://127.0.0.1:8080/?token=with%20spaces%20and%20more', /no token/],
  [`http://10.0.0.7:8080/?token=${token}`, /https/],
  [`http://127.0.0.1.evil.example/?token=${token}`, /https/],
])('%s is refused in words', (text, problem) => {
  expect(parseSiteLink(text)).toEqual({ problem: expect.stringMatching(problem) })
})

test('the WebSocket goes to the same place, encrypted where the link was', () => {
  expect(webSocketUrl({ address: 'http://127.0.0.1:8080', token })).toBe(`ws://127.0.0.1:8080/rpc?token=${token}`)
  expect(webSocketOrigin('https://site.example')).toBe('wss://site.example')
})
