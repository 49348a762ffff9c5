import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { openScreen, type StartedSite, startSite } from './site.ts'

// A site of its own: it is changed and started anew.
let site: StartedSite

test.beforeAll(async () => {
  site = await startSite()
})
test.afterAll(() => site.stop())

/** The device list as the page gives it, with one more device. */
async function listWith(page: Page, device: Record<string, string>): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  const columns = (text.split('\r\n')[0] ?? '').replace('\uFEFF', '').split(',')
  return Buffer.from(`${text}${columns.map((column) => device[column] ?? '').join(',')}\r\n`)
}

test('a device is written into the site file and read after a restart, all through the screen', async ({ page }) => {
  test.slow()
  const before = readFileSync(site.siteFile, 'utf8')
  await page.goto(site.url)
  await openScreen(page, new URL('/field/list', site.url).href)
  const device = { device: 'spare-meter', definition: 'powerchain/works-meter', endpoint: 'modbus-tcp://127.0.0.1:1' }
  const buffer = await listWith(page, { ...device, unit: '1', mode: 'monitor' })
  await page.getByLabel('Device list').setInputFiles({ name: 'devices.csv', mimeType: 'text/csv', buffer })
  const changes = page.getByRole('table', { name: 'Changes' })
  await expect(changes.getByRole('rowheader', { name: 'spare-meter' })).toBeVisible({ timeout: 15_000 })
  await expect(changes.getByRole('row')).toHaveCount(2)

  await page.getByRole('button', { name: 'Write into the site file…' }).click()
  const writing = page.getByRole('dialog')
  await writing.getByRole('textbox').fill('a meter for the workshop')
  await writing.getByRole('button', { name: /^Write/ }).click()
  await expect(page.getByText('The site file is changed')).toBeVisible()
  const after = readFileSync(site.siteFile, 'utf8')
  expect(after).toContain('spare-meter')
  expect(after.split('\n').filter((line) => line.includes('#'))).toEqual(
    before.split('\n').filter((line) => line.includes('#')),
  )
  expect(readdirSync(dirname(site.siteFile)).filter((name) => name.startsWith(basename(site.siteFile)))).toHaveLength(2)

  await page.getByRole('button', { name: 'Restart the engine now…' }).click()
  const restarting = page.getByRole('dialog', { name: 'Restart the engine now' })
  await restarting.getByRole('textbox').fill('the new meter')
  await restarting.getByRole('button', { name: 'Restart the engine' }).click()
  await page.getByRole('navigation', { name: 'Field' }).getByRole('link', { name: 'Devices', exact: true }).click()
  const links = page.getByRole('region', { name: 'Links of devices' })
  await expect(links.getByRole('rowheader', { name: /^spare-meter/ })).toBeVisible({ timeout: 60_000 })
  await expect(links.getByText('answers', { exact: true }).first()).toBeVisible({ timeout: 30_000 })
})
