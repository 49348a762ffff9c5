import { AxeBuilder } from '@axe-core/playwright'
import { readFileSync } from 'node:fs'
import { expect, openScreen, test } from './site.ts'

test('a report of today is shown, made as PDF and workbook, kept, saved and deleted', async ({ page }) => {
  await openScreen(page, '/')
  await page.keyboard.press('g')
  await page.keyboard.press('r')
  await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Later' }).click()
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  const report = page.getByRole('region', { name: 'Report' })
  await expect(report.getByRole('heading', { name: 'Storage' })).toBeVisible({ timeout: 30_000 })
  await expect(report.getByRole('table', { name: /^Connection: / })).toContainText('Grid connection')
  for (const [button, ending, start] of [
    ['Make PDF', 'PDF', '%PDF'],
    ['Make XLSX', 'XLSX', 'PK'],
  ] as const) {
    await page.getByRole('button', { name: button }).click()
    const row = page.getByRole('list', { name: 'Kept reports' }).getByRole('listitem').first()
    await expect(row.getByRole('button', { name: ending })).toBeVisible({ timeout: 30_000 })
    const download = page.waitForEvent('download')
    await row.getByRole('button', { name: ending }).click()
    const file = await download
    expect(file.suggestedFilename()).toMatch(new RegExp(`^daily-.*\\.${ending.toLowerCase()}$`))
    expect(
      readFileSync(await file.path())
        .subarray(0, start.length)
        .toString(),
    ).toBe(start)
  }
  const rows = page.getByRole('list', { name: 'Kept reports' }).getByRole('listitem')
  await expect(rows).toHaveCount(2)
  await rows
    .first()
    .getByRole('button', { name: /^Delete/ })
    .click()
  await page.getByLabel('Reason (kept in the audit trail)').fill('made to try it')
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect(rows).toHaveCount(1)
})

test("a supplier's file is checked row by row and taken over", async ({ page }) => {
  await openScreen(page, '/reports')
  await page.getByRole('button', { name: 'Supplier’s file…' }).click()
  const table =
    'time,imported kWh\r\n2024-10-27T02:00+02:00,12.5\r\n2024-10-27T02:30+02:00,x\r\n2024-10-27T03:00+01:00,9\r\n'
  await page
    .getByLabel("Supplier's file")
    .setInputFiles({ name: 'supplier.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('7 missing between')
  await expect(dialog.getByRole('table', { name: 'Faults' })).toContainText('an energy in kWh')
  await dialog.getByRole('button', { name: 'Take over' }).click()
  await expect(dialog).toContainText('Taken over: 2 quarters of an hour')
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('axe finds nothing on the screen with a report', async ({ page }) => {
      await openScreen(page, '/reports')
      await page.getByRole('button', { name: 'Show', exact: true }).click()
      await expect(page.getByRole('heading', { name: 'Storage' })).toBeVisible({ timeout: 30_000 })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map((v) => ({ rule: v.id, where: v.nodes.map((n) => n.target.join(' ')) }))).toEqual([])
    })
  })
