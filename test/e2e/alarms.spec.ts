import { AxeBuilder } from '@axe-core/playwright'
import { expect, openScreen, test } from './site.ts'

test('G then L opens the alarms, and every tab answers', async ({ page }) => {
  await openScreen(page, '/')
  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page.getByRole('heading', { name: 'Alarms', level: 1 })).toBeVisible()
  const tabs = page.getByRole('navigation', { name: 'Alarms' })
  await tabs.getByRole('link', { name: 'Journal' }).click()
  await expect(page.getByRole('region', { name: 'Journal of alarms' })).toContainText('rows read')
  await tabs.getByRole('link', { name: 'Figures' }).click()
  await expect(page.getByRole('region', { name: 'Can one person follow?' })).toContainText('Time in flood')
  await tabs.getByRole('link', { name: 'Definitions' }).click()
  const definitions = page.getByRole('region', { name: 'Definitions of alarms' })
  await definitions.getByRole('textbox', { name: 'Search definitions' }).fill('device.silent')
  await expect(definitions).toContainText('Check its power and network')
  await tabs.getByRole('link', { name: /^Shelved/ }).click()
  await expect(page.getByRole('region', { name: 'Shelved' })).toContainText('Nothing is shelved')
})

test('definitions are exported as a file', async ({ page }) => {
  await openScreen(page, '/alarms/definitions')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'CSV' }).click()
  expect((await download).suggestedFilename()).toMatch(/\.csv$/)
})

test('sound is off at first, is muted for a time, and both are remembered', async ({ page }) => {
  await openScreen(page, '/alarms')
  await page.getByRole('button', { name: 'Sound of alarms: Sound off' }).click()
  await page.getByRole('switch', { name: 'Sound until acknowledged' }).check()
  await page.getByRole('button', { name: 'Mute 10 min' }).click()
  await expect(page.getByRole('button', { name: /^Sound of alarms: Muted/ })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: /^Sound of alarms: Muted/ })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const path of ['/alarms', '/alarms/shelved', '/alarms/journal', '/alarms/figures', '/alarms/definitions'])
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        await openScreen(page, path)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map((v) => ({ rule: v.id, where: v.nodes.map((n) => n.target.join(' ')) }))).toEqual([])
      })
  })
