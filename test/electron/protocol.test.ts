import type { Session } from 'electron'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { fileOf, isOurPage, pagePolicy, servePages } from '../../electron/protocol.ts'
import { connectPage } from '../../electron/site-choice/connect-page.ts'

test.each([
  ['app://powerchain/', '/pages/index.html'],
  ['app://powerchain/assets', '/pages/index.html'],
  ['app://powerchain/assets/container-7?tab=trend', '/pages/index.html'],
  ['app://powerchain/assets/index-4f2.js', '/pages/assets/index-4f2.js'],
  ['app://powerchain/fonts/inter.woff2', '/pages/fonts/inter.woff2'],
])('%s is %s', (address, file) => {
  expect(fileOf('/pages', address)).toBe(file)
})

test.each([
  'app://powerchain/../secret.json',
  'app://powerchain/..%2f..%2fetc/secret.json',
  'app://powerchain/%2e%2e/secret.json',
  'app://powerchain/a/..%5c..%5csecret.json',
  'app://powerchain/%00.js',
  'app://powerchain/%E0%A4%A.js',
  'app://powerchain/key.pem',
  'app://elsewhere/index.html',
  'file:///pages/index.html',
  'https://powerchain/index.html',
  'not an address',
])('%s leads to no file outside the page', (address) => {
  const file = fileOf('/pages', address)
  // Parsing an address already folds "..", so some of these become harmless names inside the folder.
  expect(file === undefined || /^\/pages\/(secret\.json|index\.html)$/.test(file)).toBe(true)
})

test('fault 50: only our own origin is ours', () => {
  expect(isOurPage('app://powerchain/')).toBe(true)
  for (const foreign of [
    'app://powerchain.evil/',
    'app://evil/',
    'https://powerchain/',
    'data:text/html,app://powerchain/',
  ])
    expect(isOurPage(foreign)).toBe(false)
})

test('the content policy names the chosen site and nothing else', () => {
  expect(pagePolicy(undefined)).toContain("connect-src 'self';")
  expect(pagePolicy('ws://127.0.0.1:8080')).toContain("connect-src 'self' ws://127.0.0.1:8080;")
  expect(pagePolicy(undefined)).toMatch(/^default-src 'none'; script-src 'self';/)
})

test('serves the page with its policy, and refuses what is not there or not a GET', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<h1>page</h1>')
  const serve = handlerFor(folder)
  const page = await serve(new Request('app://powerchain/dispatch'))
  expect(await page.text()).toBe('<h1>page</h1>')
  expect(page.headers.get('content-security-policy')).toBe(pagePolicy('ws://127.0.0.1:8080'))
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
  expect((await serve(new Request('app://powerchain/assets/none.js'))).status).toBe(404)
  expect((await serve(new Request('app://powerchain/', { method: 'POST' }))).status).toBe(405)
})

test('fault 50: what was typed into the dialog comes back as text, without script', async () => {
  const address = `app://powerchain/shell/connect?${new URLSearchParams({ link: '"><script>x</script>', problem: '<img>' })}`
  const response = await handlerFor('/nowhere')(new Request(address))
  const markup = await response.text()
  expect(markup).not.toMatch(/<script|<img/)
  expect(markup).toContain('&#60;script&#62;')
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src/)
})

function handlerFor(folder: string): (request: Request) => Promise<Response> {
  const served: ((request: Request) => Promise<Response>)[] = []
  const protocol = {
    handle: (_scheme: string, handler: (request: Request) => Promise<Response>) => served.push(handler),
  }
  const session = { protocol } as unknown as Session
  servePages({ session, folder, webSocketOrigin: () => 'ws://127.0.0.1:8080', connectPage })
  const [handler] = served
  if (!handler) throw new Error('nothing was served')
  return handler
}
