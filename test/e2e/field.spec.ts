import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, openScreen, test } from './site.ts'

const tabs = ['/field', '/field/add', '/field/models', '/field/list'] as const

/** The address of a device as the table of devices shows it. */
async function addressOf(page: Page, device: string): Promise<string> {
  await openScreen(page, '/field')
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${device}`) }) })
  const text = await row.innerText()
  return /modbus-tcp:\/\/\S+/.exec(text)?.[0] ?? ''
}

test('every device of the site stands in the table with its link', async ({ page }) => {
  await openScreen(page, '/')
  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await expect(page.getByRole('heading', { name: 'Field', level: 1 })).toBeVisible()
  const links = page.getByRole('region', { name: 'Links of devices' })
  await expect(links.getByRole('rowheader', { name: /^container-1/ })).toBeVisible()
  await expect(links.getByText('answers', { exact: true }).first()).toBeVisible()
})

test('a place that is named is found, recognised and read, raw and decoded', async ({ page }) => {
  const address = await addressOf(page, 'container-1')
  await page.getByRole('navigation', { name: 'Field' }).getByRole('link', { name: 'Add devices' }).click()
  await page.getByLabel('Addresses and units').fill(`${address}/1`)
  await page.getByRole('button', { name: 'Scan' }).click()
  const found = page.getByRole('list', { name: 'Places that answered' }).getByRole('button').first()
  await expect(found).toContainText('already in the site as container-1', { timeout: 30_000 })
  await expect(page.getByText('1 answered, 0 silent')).toBeVisible({ timeout: 30_000 })
  await found.click()
  await expect(page.getByRole('radio').first()).toBeChecked()
  const power = page.getByRole('row').filter({ hasText: 'activePowerKW' })
  await expect(power).toContainText(/drawing\s*[\d,.]+\s*kW/, { timeout: 15_000 })
  await expect(power).toContainText(/0x[0-9A-F]{4} 0x[0-9A-F]{4}/)
  await expect(power).toContainText('good')
})

test('a range that is none is refused under its field, and nothing is asked', async ({ page }) => {
  await openScreen(page, '/field/add')
  await page.getByLabel('Addresses and units').fill('the whole building')
  await page.getByRole('button', { name: 'Scan' }).click()
  await expect(page.getByText(/modbus-tcp:\/\//).first()).toBeVisible()
  await expect(page.getByLabel('Addresses and units')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('progressbar')).toBeHidden()
})

test('the device list given back unchanged changes nothing; a wrong cell is named by row and column', async ({
  page,
}) => {
  await openScreen(page, '/field/list')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as CSV' }).click()
  const path = await (await download).path()
  await page.getByLabel('Device list').setInputFiles(path)
  await expect(page.getByText('No change: the list says what the site file says.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Write into the site file…' })).toHaveAttribute('aria-disabled', 'true')
  const wrong = Buffer.from('device,endpoint\r\ngrid,somewhere\r\n')
  await page.getByLabel('Device list').setInputFiles({ name: 'wrong.csv', mimeType: 'text/csv', buffer: wrong })
  await expect(page.getByRole('table', { name: 'Faults' })).toContainText('endpoint')
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const path of tabs)
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        await openScreen(page, path)
        await expect(page.getByRole('navigation', { name: 'Field' })).toBeVisible()
        await page.waitForLoadState('networkidle')
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map((v) => ({ rule: v.id, where: v.nodes.map((n) => n.target.join(' ')) }))).toEqual([])
      })
  })
