import { AxeBuilder } from '@axe-core/playwright'
import { expect, openScreen, test } from './site.ts'

test('G then S opens the storage, and each kind tells how long it lasts', async ({ page }) => {
  await openScreen(page, '/')
  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await expect(page.getByRole('heading', { name: 'Storage', level: 1 })).toBeVisible()
  const time = page.getByRole('region', { name: 'Time left' })
  await expect(time).toContainText(/\d+s\s*at rated/)
  await expect(time).toContainText('10 of 10 units')
  const tabs = page.getByRole('navigation', { name: 'Kinds of storage' })
  await tabs.getByRole('link', { name: /^AGM/ }).click()
  await expect(page.getByRole('region', { name: 'Units of AGM' })).toContainText('AGM buffer battery')
  await expect(page.getByRole('region', { name: 'Stored energy' })).toContainText('allowed 80 to 100 %')
  await tabs.getByRole('link', { name: /^Hydrogen/ }).click()
  await expect(page.getByRole('region', { name: 'Tank' })).toContainText('bar')
})

test('power of a storage is set through select, check, operate', async ({ page }) => {
  await openScreen(page, '/storage/li-ion')
  await page.getByRole('button', { name: 'Set power' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set power of Li-ion battery' })
  await expect(dialog).toContainText('reserved for you')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const path of ['/storage', '/storage/li-ion', '/storage/hydrogen'])
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        await openScreen(page, path)
        await expect(page.getByRole('region', { name: 'Time left' })).toBeVisible()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map((v) => ({ rule: v.id, where: v.nodes.map((n) => n.target.join(' ')) }))).toEqual([])
      })
  })
