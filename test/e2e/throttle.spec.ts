import { openContainer } from './device.ts'
import { expect, test } from './site.ts'

test('throttling a container reaches the device, its own meter falls, and the screen says confirmed', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000)
  const container = await openContainer(site.endpoints['container-1'] ?? '', 1)
  // Containers wake slowly: the test begins when this one draws enough to be throttled.
  await expect.poll(() => container.drawKW(), { timeout: 120_000 }).toBeGreaterThan(400)

  await page.goto('/assets/container-1')
  const faceplate = page.getByRole('complementary', { name: 'Container 1' })
  await expect(faceplate.getByText(/^good, /)).toBeVisible()
  await faceplate.getByRole('button', { name: 'Set power' }).click()

  const dialog = page.getByRole('dialog', { name: 'Set power of Container 1' })
  await dialog.getByRole('textbox', { name: 'New draw' }).fill('250')
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('end-to-end test')
  await expect(dialog.getByText(/^done in/)).toBeVisible()
  const before = await container.drawKW()
  await dialog.getByRole('button', { name: 'Operate 250 kW' }).click()

  await expect.poll(() => container.askedKW()).toBeCloseTo(250, 0)
  await expect.poll(() => container.drawKW(), { timeout: 30_000 }).toBeLessThan(Math.min(before, 300))
  await expect(dialog.getByText('Confirmed', { exact: true })).toBeVisible({ timeout: 30_000 })
  await dialog.getByRole('button', { name: 'Close' }).click()

  await expect(faceplate.getByText(/until \d\d:\d\d: end-to-end test/)).toBeVisible()
  await faceplate.getByRole('button', { name: 'Why' }).click()
  await expect(faceplate.getByText('Operator', { exact: true })).toBeVisible()
  await container.close()
})

test('fault 45: a power outside the limits is refused before and by the engine', async ({ page }) => {
  await page.goto('/assets/container-2')
  await page.getByRole('complementary').getByRole('button', { name: 'Set power' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set power of Container 2' })
  await dialog.getByRole('textbox', { name: 'New draw' }).fill('25000')
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('end-to-end test')
  await expect(dialog.getByRole('alert')).toContainText(/\S/)
  await expect(dialog.getByRole('button', { name: /^Operate/ })).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
