import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, openScreen, test } from './site.ts'

const rowOf = (page: Page, name: string) =>
  page.getByRole('region', { name: 'Containers', exact: true }).getByRole('row').filter({ hasText: name })

test('G then C opens the containers with what they draw, hash and earn', async ({ page }) => {
  await openScreen(page, '/')
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await expect(page.getByRole('heading', { name: 'Containers', level: 1 })).toBeVisible()
  await expect(rowOf(page, 'Container 1')).toContainText('PH/s')
  await expect(page.getByRole('region', { name: 'Profit by algorithm' })).toContainText('SHA-256')
  await expect(page.getByRole('region', { name: 'Hashrate' })).toContainText(/Miners: .* hashing/)
})

test('several containers are capped in steps, and their caps are ended', async ({ page }) => {
  await openScreen(page, '/containers')
  for (const name of ['Container 1', 'Container 2']) await rowOf(page, name).getByRole('checkbox').check()
  await expect(page.getByText('2 chosen')).toBeVisible()
  await page.getByRole('button', { name: 'Set caps…' }).click()
  const cap = page.getByRole('dialog', { name: 'Cap the draw of containers' })
  await cap.getByRole('textbox', { name: 'Highest draw of each' }).fill('700')
  await cap.getByRole('textbox', { name: /^Reason/ }).fill('work on the transformer')
  await cap.getByRole('button', { name: 'Next: what it does' }).click()
  await expect(cap).toContainText('2: Container 1, Container 2')
  await cap.getByRole('button', { name: 'Cap at 700 kW' }).click()
  await expect(cap).toContainText('Done for 2 containers')
  await cap.getByRole('button', { name: 'Close', exact: true }).last().click()
  await expect(rowOf(page, 'Container 1')).toContainText('700 to')
  await page.getByRole('button', { name: 'End caps…' }).click()
  const end = page.getByRole('dialog', { name: 'End the caps of containers' })
  await end.getByRole('textbox', { name: /^Reason/ }).fill('work is done')
  await end.getByRole('button', { name: 'Next: what it does' }).click()
  await end.getByRole('button', { name: 'End the caps' }).click()
  await expect(end).toContainText('Done for 2 containers')
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('axe finds nothing on the containers', async ({ page }) => {
      await openScreen(page, '/containers')
      await expect(rowOf(page, 'Container 1')).toBeVisible()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map((v) => ({ rule: v.id, where: v.nodes.map((n) => n.target.join(' ')) }))).toEqual([])
    })
  })
