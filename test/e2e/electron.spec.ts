// The same smoke in a real Electron. Old test runtimes can't run the engine inside, so the desktop is attached to an engine
// beside it; its own way to the engine is proven in handoff.spec.ts.
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { bundle } from '../../build/bundle.ts'
import { type Desktop, findDesktop, startApp, type StartedApp } from './electron-app.ts'
import { setDraw } from './operate.ts'
import { type StartedSite, startSite } from './site.ts'

test.describe.configure({ mode: 'serial' })

let desktop: Desktop
let site: StartedSite | undefined
let started: StartedApp
let page: Page

test.beforeAll(async () => {
  test.setTimeout(240_000)
  const found = await findDesktop()
  test.skip('reason' in found, 'reason' in found ? `no Electron: ${found.reason}` : '')
  if ('reason' in found) return
  desktop = found
  await bundle(['page', 'shell'])
  site = await startSite()
  started = await startApp(desktop, { env: { POWERCHAIN_SITE_URL: site.url } })
  page = await started.app.firstWindow()
})

test.afterAll(async () => {
  if (!site) return
  await started.close()
  await site.stop()
  desktop.display.stop()
})

test('shows live values of the site it is attached to', async () => {
  expect(page.url()).toBe('app://powerchain/')
  const frequency = page.getByRole('banner').getByText(/\d\d\.\d{3}\sHz/)
  await expect(frequency).toBeVisible()
  const first = await frequency.innerText()
  await expect.poll(() => frequency.innerText()).not.toBe(first)
  await expect(page.getByRole('contentinfo', { name: 'Engine' })).toContainText('Desktop')
})

test('a screen has its own address, over a reload too', async () => {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Assets' }).click()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Assets', level: 1 })).toBeVisible()
})

test('throttles a container and sees it confirmed', async () => {
  test.setTimeout(180_000)
  await page.evaluate(() => {
    location.href = 'app://powerchain/assets/container-1'
  })
  await setDraw(page, { name: 'Container 1', drawKW: 200, reason: 'desktop test' })
})

test('the window is sandboxed and isolated', async () => {
  const preferences = await started.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>
    }
    return contents.getLastWebPreferences()
  })
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    enableBlinkFeatures: '',
    webviewTag: false,
  })
})

test('the page has the shell’s few words, and nothing of Node or Electron', async () => {
  const seen = await page.evaluate(() => ({
    shell: Object.keys(window.shell ?? {}).toSorted(),
    node: ['require', 'process', 'module', 'Buffer', 'global', 'ipcRenderer'].filter((name) => name in window),
  }))
  expect(seen).toEqual({ shell: ['chooseSite', 'connection', 'requestPort', 'version'], node: [] })
})

test('fault 50: navigation, new windows, frames, permissions and foreign network are refused', async () => {
  const before = page.url()
  const tried = await page.evaluate(async (endpoint) => {
    location.href = 'https://example.com/'
    const opened = window.open('https://example.com/')
    const frame = document.createElement('iframe')
    frame.src = 'https://example.com/'
    document.body.append(frame)
    const fetched = await fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused',
    )
    const socket = await new Promise((resolve) => {
      try {
        const other = new WebSocket(endpoint)
        other.addEventListener('open', () => resolve('open'))
        other.addEventListener('error', () => resolve('refused'))
      } catch {
        resolve('refused')
      }
    })
    const notifications = await Notification.requestPermission()
    frame.remove()
    return { opened: opened === null, fetched, socket, notifications }
  }, 'ws://127.0.0.1:1/rpc')
  expect(tried).toEqual({ opened: true, fetched: 'refused', socket: 'refused', notifications: 'denied' })
  expect(page.url()).toBe(before)
  expect(started.app.windows()).toHaveLength(1)
  // The test driver still waits for the navigation that never came.
  await page.reload()
})

test('fault 77: the desktop keeps nothing on the disk that a keyring would have to protect: no token and no key', async () => {
  const { searchParams } = new URL(site?.url ?? '')
  const token = searchParams.get('token') ?? ''
  expect(token.length).toBeGreaterThan(16)
  const files = readdirSync(started.userData, { recursive: true, withFileTypes: true }).filter((file) => file.isFile())
  const texts = files.map((file) => readFileSync(join(file.parentPath, file.name), 'latin1'))
  expect(texts.length).toBeGreaterThan(3)
  expect(texts.filter((text) => text.includes(token) || /"(crypto|ciphertext|privateKey)"/i.test(text))).toEqual([])
})

test('nothing outside the page’s folder is served', async () => {
  const statuses = await page.evaluate(async () => {
    const paths = ['/../main.cjs', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/none.js']
    return Promise.all(paths.map((path) => fetch(path).then((r) => r.status)))
  })
  expect(statuses).toEqual([404, 404, 404, 404])
})

test('fault 35: a second start brings the first window to the front and ends', async () => {
  await started.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize())
  const args = ['--no-sandbox', `--user-data-dir=${started.userData}`, '.']
  const env = { ...process.env, ...desktop.display.env }
  const second = spawn(desktop.executablePath, args, { env, stdio: 'ignore' })
  const code = await new Promise((resolve) => second.once('exit', resolve))
  expect(code).toBe(0)
  await expect
    .poll(() =>
      started.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((w) => !w.isMinimized() && w.isVisible()),
      ),
    )
    .toEqual([true])
})

test('the menu opens the list of keys, zooms, and asks for a site', async () => {
  const press = (id: string) =>
    started.app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id)
  await press('keys')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')
  await press('zoom-125')
  await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(1.25)
  await press('zoom-100')

  const [dialog] = await Promise.all([started.app.waitForEvent('window'), press('connect')])
  await expect(dialog.getByRole('textbox', { name: 'Link of the engine' })).toHaveValue(new URL(site?.url ?? '').origin)
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await expect(dialog.getByRole('alert')).toContainText('no token')
  await started.app.evaluate(({ BrowserWindow }) => {
    const asking = BrowserWindow.getAllWindows().find((window) => window.isModal())
    for (const type of ['keyDown', 'keyUp'] as const) asking?.webContents.sendInputEvent({ type, keyCode: 'Escape' })
  })
  await expect.poll(() => started.app.windows().length).toBe(1)
})

test('a page can ask for another site, but a person decides', async () => {
  const asked = started.app.waitForEvent('window')
  await page.evaluate(() => window.shell?.chooseSite({ kind: 'elsewhere', url: 'http://127.0.0.1:9/?token=x' }))
  const dialog = await asked
  await expect(dialog.getByRole('heading', { name: 'Connect to a site' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect.poll(() => started.app.windows().length).toBe(1)
  await expect(page.getByRole('contentinfo', { name: 'Engine' })).toContainText('Engine running')
})

test('closing the window ends the app, which keeps its place and never a token', async () => {
  const ended = new Promise((resolve) => started.app.process().once('exit', resolve))
  await started.app.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows()
    window?.setBounds({ x: 40, y: 30, width: 1200, height: 800 })
    window?.close()
  })
  expect(await ended).toBe(0)
  expect(JSON.parse(readFileSync(join(started.userData, 'shell.json'), 'utf8'))).toMatchObject({
    window: { width: 1200, height: 800, isMaximized: false },
  })
  const token = new URL(site?.url ?? '').searchParams.get('token') ?? 'none'
  expect(readFileSync(join(started.userData, 'shell.json'), 'utf8')).not.toContain(token)
})
