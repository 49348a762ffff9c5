import { AxeBuilder } from '@axe-core/playwright'
import { expect, openScreen, test } from './site.ts'

test('every screen shows the past, marked, with nothing to order; back to live ends it', async ({ page }) => {
  await openScreen(page, '/')
  // Some seconds must have been stored before they can be shown.
  await page.waitForTimeout(5_000)
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Search assets/ }).fill('replay')
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Show the site as it was' })
  await dialog.getByRole('button', { name: 'Last 15 min' }).click()
  await dialog.getByRole('button', { name: 'Replay', exact: true }).click()
  const strip = page.getByRole('region', { name: 'Replay' })
  await expect(strip).toContainText('REPLAY')
  await expect(page).toHaveTitle(/^REPLAY/)
  const moment = strip.getByRole('time')
  const first = await moment.innerText()
  await expect.poll(() => moment.innerText()).not.toBe(first)
  await strip.getByRole('button', { name: 'Pause' }).click()

  // The end of the period is what was live a moment ago.
  await strip.getByRole('slider', { name: 'Moment of the replay' }).press('End')
  await expect(page.getByRole('banner').getByText(/\d\d\.\d{3}\sHz/)).toBeVisible()
  await expect(page.getByText('Who decided and why is not recorded.')).toBeVisible()

  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Dispatch' }).click()
  await page.getByRole('navigation', { name: 'Dispatch' }).getByRole('link', { name: 'Commands' }).click()
  const toManual = page.getByRole('button', { name: /^To manual/ })
  await expect(toManual).toBeDisabled()
  await expect(toManual).toHaveAttribute('title', 'This is a replay')

  await strip.getByRole('button', { name: 'Back to live' }).click()
  await expect(strip).toHaveCount(0)
  await expect(toManual).toBeEnabled()
})

test('other settings are tried on the period shown: curves and figures beside what was', async ({ page }) => {
  await openScreen(page, '/')
  await page.getByRole('button', { name: 'Show the site as it was' }).click()
  await page.getByRole('button', { name: 'Last 15 min' }).click()
  await page.getByRole('button', { name: 'Replay', exact: true }).click()
  await page.getByRole('region', { name: 'Replay' }).getByRole('button', { name: 'Other settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'The same time with other settings' })
  await dialog.getByLabel('Peak shaving: import kept below').fill('1000')
  await dialog.getByRole('button', { name: 'Calculate' }).click()
  const result = dialog.getByRole('region', { name: 'Comparison' })
  await expect(result).toBeVisible({ timeout: 50_000 })
  await expect(result.getByRole('row', { name: /^Imported, MWh/ })).toBeVisible()
  await expect(result.getByText('error of the calculation')).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const)
  test(`a replay is accessible, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    await openScreen(page, '/')
    await page.getByRole('button', { name: 'Show the site as it was' }).click()
    await page.getByRole('button', { name: 'Replay', exact: true }).click()
    await expect(page.getByRole('region', { name: 'Replay' }).getByRole('time')).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  })
