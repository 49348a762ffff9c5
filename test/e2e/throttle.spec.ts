import { openContainer } from './device.ts'
import { openDialog, setDraw } from './operate.ts'
import { expect, openScreen, test } from './site.ts'

test('throttling a container reaches the device, its own meter falls, and the screen says confirmed', async ({
  page,
  site,
}) => {
  test.setTimeout(240_000)
  const container = await openContainer(site.endpoints['container-1'] ?? '', 1)
  await openScreen(page, '/assets/container-1')
  const faceplate = page.getByRole('complementary', { name: 'Container 1' })
  await expect(faceplate.getByText(/^good, /)).toBeVisible()

  // How much surplus there is depends on wind and sun: first let it draw enough to be throttled. Miners wake slowly.
  await setDraw(page, { name: 'Container 1', drawKW: 600, reason: 'end-to-end test, up' })
  expect(await container.drawKW()).toBeGreaterThan(500)

  await setDraw(page, { name: 'Container 1', drawKW: 250, reason: 'end-to-end test, down' })
  expect(await container.askedKW()).toBeCloseTo(250, 0)
  expect(await container.drawKW()).toBeGreaterThan(200)
  expect(await container.drawKW()).toBeLessThan(300)

  await expect(faceplate.getByText(/until \d\d:\d\d: end-to-end test, down/)).toBeVisible()
  await faceplate.getByRole('button', { name: 'Why' }).click()
  await expect(faceplate.getByText('Operator', { exact: true })).toBeVisible()
  await container.close()
})

test('fault 45: a power outside the limits is refused before and by the engine', async ({ page }) => {
  await openScreen(page, '/assets/container-2')
  const dialog = await openDialog(page, 'Container 2')
  await dialog.getByRole('textbox', { name: 'New draw' }).fill('25000')
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('end-to-end test')
  await expect(dialog.getByRole('alert')).toContainText(/\S/)
  await expect(dialog.getByRole('button', { name: /^Operate/ })).toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})
