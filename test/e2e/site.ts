import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BrowserContext, expect, type Page, test as plain } from '@playwright/test'
import { bundle } from '../../build/bundle.ts'
import { type ReadyLine, runEngine } from '../../build/run-engine.ts'

const demoSite = fileURLToPath(new URL('../../devices/simulated/demo-site.yaml', import.meta.url))

/** Name of the last container in these tests: markup that must show as what it is, text. */
export const hostileName = '<img src=x onerror="document.title=1">'

/** The demonstration site, running headless in a process of its own. */
export interface StartedSite extends ReadyLine {
  /** A copy of its own: tests may change it. */
  siteFile: string
  stop(): Promise<void>
}

/** Starts the demonstration site with an empty data folder. */
export async function startSite(): Promise<StartedSite> {
  await bundle(['page'])
  const folder = mkdtempSync(join(tmpdir(), 'powerchain-site-'))
  const siteFile = join(folder, 'site.yaml')
  const site = readFileSync(demoSite, 'utf8')
    .replace('name: Container 6,', `name: '${hostileName}',`)
    // the past is made in the background and would slow these tests down
    .replace(/simulatedPastDays: \d+/, 'simulatedPastDays: 0')
  writeFileSync(siteFile, site)
  const args = [`--site=${siteFile}`, `--data=${join(folder, 'data')}`, '--port=0', '--log-level=error']
  const { process: engine, ready } = await runEngine(args)
  const stop = async () => {
    const ended = new Promise((resolve) => engine.once('exit', resolve))
    engine.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  return { ...ready, siteFile, stop }
}

type Session = Awaited<ReturnType<BrowserContext['storageState']>>

/** Tests whose pages are signed in to one running site; `site` says where its devices are reached. */
export const test = plain.extend<object, { site: StartedSite; session: Session }>({
  site: [
    // Playwright reads the parameter to learn what a fixture needs: nothing.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const site = await startSite()
      await use(site)
      await site.stop()
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  // The link opens one browser once; every test's page then comes with the session it got.
  session: [
    async ({ site, browser }, use) => {
      const context = await browser.newContext()
      const page = await context.newPage()
      await page.goto(site.url)
      await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible()
      const session = await context.storageState()
      await context.close()
      await use(session)
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  storageState: async ({ session }, use) => use(session),
  baseURL: async ({ site }, use) => use(new URL(site.url).origin),
})

/** Opens a screen and waits until it is live: keys and buttons work from here on. */
export async function openScreen(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('contentinfo', { name: 'Engine' })).toContainText('Engine running')
}

export { expect } from '@playwright/test'
