import { expect, type Locator, type Page } from '@playwright/test'

/** Gives a container a new draw through the screen, select before operate, and waits until the meter confirms it. */
export async function setDraw(page: Page, given: { name: string; drawKW: number; reason: string }): Promise<void> {
  const { name, drawKW, reason } = given
  const dialog = await openDialog(page, name)
  await dialog.getByRole('textbox', { name: 'New draw' }).fill(String(drawKW))
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill(reason)
  await expect(dialog.getByText(/^done in/)).toBeVisible()
  await dialog.getByRole('button', { name: `Operate ${drawKW} kW` }).click()
  await expect(dialog.getByText('Confirmed', { exact: true })).toBeVisible({ timeout: 90_000 })
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(dialog).toBeHidden()
}

/** Selects the asset whose faceplate is open: the dialog with the asset reserved. */
export async function openDialog(page: Page, name: string): Promise<Locator> {
  await page.getByRole('complementary', { name }).getByRole('button', { name: 'Set power' }).click()
  return page.getByRole('dialog', { name: `Set power of ${name}` })
}
