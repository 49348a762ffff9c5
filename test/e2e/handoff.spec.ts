// The desktop's way from page to engine, proven in a real Electron: utility process, MessagePort, supervision.
// The engine is the smallest one, because the real one needs a newer Node than old test runtimes bring.
import { expect, type Page, test } from '@playwright/test'
import { type Desktop, findDesktop, startApp, type StartedApp } from './electron-app.ts'
import { bundleHandoff } from './handoff/bundle.ts'

test.describe.configure({ mode: 'serial' })

let desktop: Desktop | undefined
let started: StartedApp | undefined
let page: Page

test.beforeAll(async () => {
  test.setTimeout(240_000)
  const found = await findDesktop()
  test.skip('reason' in found, 'reason' in found ? `no Electron: ${found.reason}` : '')
  if ('reason' in found) return
  desktop = found
  started = await startApp(desktop, { folder: await bundleHandoff() })
  page = await started.app.firstWindow()
})

test.afterAll(async () => {
  await started?.close()
  desktop?.display.stop()
})

test('the page gets its port and the engine answers a call of the contract over it', async () => {
  await expect(page).toHaveTitle(/^engine \d+ for tester$/)
})

test('a reload closes the port and gets a fresh one', async () => {
  for (let i = 0; i < 3; i++) {
    await page.reload()
    await expect(page).toHaveTitle(/^engine \d+ for tester$/)
  }
})

test('fault 28: a killed engine is started again, and the page has it within 5 s', async () => {
  const before = await page.title()
  process.kill(Number(/\d+/.exec(before)?.[0]), 'SIGKILL')
  await page.reload()
  await expect(page).toHaveTitle(/^engine \d+ for tester$/, { timeout: 5_000 })
  expect(await page.title()).not.toBe(before)
})

test('fault 27: a crashed page is loaded again and finds the same engine', async () => {
  const before = await page.title()
  const look = () =>
    started?.app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows()
      return { title: window?.getTitle(), process: window?.webContents.getOSProcessId() }
    })
  const crashed = (await look())?.process
  await started?.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
  )
  await expect.poll(async () => (await look())?.process).not.toBe(crashed)
  await expect.poll(async () => (await look())?.title).toBe(before)
})
