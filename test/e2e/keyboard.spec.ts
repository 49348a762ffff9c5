import { expect, openScreen, test } from './site.ts'

test('the palette finds an asset and opens it without a mouse', async ({ page }) => {
  await openScreen(page, '/')
  await page.keyboard.press('Control+k')
  const search = page.getByRole('combobox', { name: 'Search assets, screens and commands' })
  await expect(search).toBeFocused()
  await search.fill('flywheel')
  await expect(page.getByRole('option').first()).toContainText('Flywheel bank')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/assets\/flywheels$/)
  await expect(page.getByRole('complementary', { name: 'Flywheel bank' })).toBeVisible()
})

/** The A belongs to the assets, the S to the storage. */
const secondKey: Record<string, string> = { Alarms: 'l', Settlement: 'e' }

test('keys lead to every screen of the rail, and "?" lists them', async ({ page }) => {
  await openScreen(page, '/')
  const entries = page.getByRole('navigation', { name: 'Screens' }).getByRole('link')
  for (const title of await entries.allInnerTexts()) {
    await page.keyboard.press('g')
    await page.keyboard.press(secondKey[title.trim()] ?? title.trim().charAt(0).toLowerCase())
    await expect(page.getByRole('heading', { name: title.trim(), level: 1 })).toBeVisible()
  }
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toContainText('No key changes power')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden()
})

test('light and dark turn with a key and are remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await openScreen(page, '/')
  const root = page.locator('html')
  await expect(root).toHaveAttribute('data-theme', 'light')
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const light = await background()
  await page.keyboard.press('Control+Shift+l')
  await expect(root).toHaveAttribute('data-theme', 'dark')
  expect(await background()).not.toBe(light)
  await page.reload()
  await expect(root).toHaveAttribute('data-theme', 'dark')
})
