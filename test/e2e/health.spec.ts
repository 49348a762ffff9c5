import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, openScreen, test } from './site.ts'

const tabs = ['Forecasts', 'Anomalies', 'Rules', 'Verdicts', 'Work orders', 'Calendar', 'Consumption']

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => ({ rule: v.id, where: v.nodes.map((n) => n.target.join(' ')) }))).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('axe finds nothing on the tabs of health', async ({ page }) => {
      // Seven looks of axe at whole screens.
      test.slow()
      await openScreen(page, '/health')
      for (const title of tabs) {
        await page.getByRole('navigation', { name: 'Health' }).getByRole('link', { name: title }).click()
        await expect(
          page.getByRole('navigation', { name: 'Health' }).getByRole('link', { name: title }),
        ).toHaveAttribute('aria-current', 'page')
        await expectNoViolations(page)
      }
    })
  })

test('G then H leads to health, which says how far it has learned', async ({ page }) => {
  await openScreen(page, '/')
  await page.keyboard.press('g')
  await page.keyboard.press('h')
  await expect(page.getByRole('heading', { name: 'Health', level: 1 })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'How good we are' })).toBeVisible()
})

test('a work order is made, changed, and stays', async ({ page }) => {
  await openScreen(page, '/health/work')
  await page.getByRole('button', { name: 'New work order' }).click()
  const dialog = page.getByRole('dialog', { name: 'New work order' })
  await dialog.getByRole('combobox', { name: 'Asset' }).fill('Container 2')
  await dialog.getByRole('option', { name: 'Container 2' }).click()
  await dialog.getByRole('textbox', { name: 'What is to be done' }).fill('Look after fan 7')
  await dialog.getByRole('button', { name: 'Create' }).click()
  await expect(dialog).toBeHidden()
  const row = page.getByRole('row').filter({ hasText: 'Look after fan 7' })
  await expect(row).toContainText('Container 2')
  await row.dblclick()
  const change = page.getByRole('dialog', { name: /^Work order \d+: Look after fan 7/ })
  await change.getByRole('textbox', { name: 'A further note' }).fill('the fan lies on shelf 4')
  await change.getByRole('button', { name: 'Save' }).click()
  await page.reload()
  await expect(page.getByRole('row').filter({ hasText: 'Look after fan 7' })).toContainText('the fan lies on shelf 4')
})

test('the health of an asset opens from its faceplate or its address, with every way to fail', async ({ page }) => {
  await openScreen(page, '/health/assets/flywheels')
  await expect(page.getByRole('rowheader', { name: /^Bearing wear/ })).toBeVisible()
  await expect(page.getByRole('rowheader', { name: /^Imbalance/ })).toBeVisible()
  await expectNoViolations(page)
})
