import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, openScreen, test } from './site.ts'

const screens = [
  { name: 'overview', path: '/' },
  { name: 'assets', path: '/assets' },
  { name: 'faceplate of a container', path: '/assets/container-1' },
  { name: 'faceplate of a battery', path: '/assets/li-ion' },
  { name: 'faceplate of the flywheels', path: '/assets/flywheels' },
  { name: 'faceplate of the hydrogen storage', path: '/assets/hydrogen' },
  { name: 'dispatch', path: '/dispatch' },
  { name: 'commissioning', path: '/field/commissioning' },
  { name: 'certificates', path: '/field/certificates' },
  { name: 'values for other systems', path: '/field/northbound' },
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const { name, path } of screens)
      test(`axe finds nothing on the ${name}`, async ({ page }) => {
        await openScreen(page, path)
        await expectNoViolations(page)
      })

    test('axe finds nothing on palette, keys and operate dialog', async ({ page }) => {
      await openScreen(page, '/assets/li-ion')
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('combobox', { name: /^Search assets/ })).toBeVisible()
      await expectNoViolations(page)
      await page.keyboard.press('Escape')
      await page.getByRole('complementary').getByRole('button', { name: 'Set power' }).click()
      await expect(
        page.getByRole('dialog', { name: /^Set power/ }).getByRole('button', { name: 'Cancel' }),
      ).toBeVisible()
      await expectNoViolations(page)
    })
  })
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  const found = violations.map((v) => ({ rule: v.id, what: v.help, where: v.nodes.map((n) => n.target.join(' ')) }))
  expect(found).toEqual([])
}
