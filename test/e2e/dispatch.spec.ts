import { AxeBuilder } from '@axe-core/playwright'
import { expect, openScreen, test } from './site.ts'

test('G then D opens dispatch, and every tab answers', async ({ page }) => {
  await openScreen(page, '/')
  await page.keyboard.press('g')
  await page.keyboard.press('d')
  await expect(page.getByRole('heading', { name: 'Dispatch', level: 1 })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Plan against actual' })).toContainText('Grid connection')
  const tabs = page.getByRole('navigation', { name: 'Dispatch' })
  await tabs.getByRole('link', { name: /^Instructions/ }).click()
  await expect(page.getByRole('region', { name: 'All instructions' })).toBeVisible()
  await tabs.getByRole('link', { name: /^Services/ }).click()
  await expect(page.getByRole('region', { name: 'Who qualifies', exact: true })).toContainText('All assets together')
  await tabs.getByRole('link', { name: 'Proofs' }).click()
  await page.getByRole('button', { name: 'Verify all' }).click()
  await expect(page.getByText(/records? (is|are) as (it|they) (was|were) signed/)).toBeVisible()
  await tabs.getByRole('link', { name: 'Commands' }).click()
  await expect(page.getByRole('region', { name: 'Mode' })).toContainText('Automatic')
})

test('an import limit is tried, given, proven and ended early', async ({ page }) => {
  test.setTimeout(120_000)
  await openScreen(page, '/dispatch/instructions')
  await page.getByRole('button', { name: 'New instruction' }).click()
  const dialog = page.getByRole('dialog', { name: 'New instruction' })
  await dialog.getByText('Received from the grid or market').click()
  await dialog.getByRole('textbox', { name: 'Sender', exact: true }).fill('Grid operator')
  await dialog.getByRole('textbox', { name: 'Its number at the sender' }).fill('GI-1')
  await dialog.getByRole('textbox', { name: 'At most' }).fill('9000')
  await dialog.getByRole('button', { name: 'Next: when and why' }).click()
  await dialog.getByRole('textbox', { name: /^Reason/ }).fill('end-to-end test')
  await dialog.getByRole('button', { name: 'Next: dry run' }).click()
  await expect(dialog.getByRole('status')).toContainText(/Can be met|Short by/)
  await dialog.getByRole('button', { name: /^Next/ }).click()
  await expect(dialog).toContainText('Import at most 9.00 MW')
  await dialog.getByRole('button', { name: 'Give instruction' }).click()
  await expect(dialog.getByRole('article', { name: 'Import at most 9.00 MW' })).toContainText('GI-1')
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()

  const row = page.getByRole('row', { name: /Import at most 9\.00 MW.*GI-1/ })
  await expect(row).toContainText('Active')
  await expect(page.getByRole('region', { name: 'Recent commands' })).toContainText('end-to-end test')
  const card = page.getByRole('region', { name: 'Instruction', exact: true }).getByRole('article')
  await card.getByRole('link', { name: 'Proof so far' }).click({ timeout: 30_000 })
  await expect(page.getByRole('heading', { name: 'Connection: importing at most 9.00 MW' })).toBeVisible()
  await page.goBack()

  await card.getByRole('button', { name: 'Opt out…' }).click()
  const leave = page.getByRole('dialog', { name: 'Opt out of GI-1' })
  await leave.getByRole('combobox', { name: 'Reason' }).click()
  await leave.getByRole('option', { name: 'Not worth it' }).click()
  await leave.getByRole('textbox', { name: /^Note/ }).fill('end of the test')
  await leave.getByRole('button', { name: 'Next: what it does' }).click()
  await leave.getByRole('button', { name: 'Opt out', exact: true }).click()
  await expect(leave).toBeHidden()
  await expect(row).toContainText('Opted out')
})

test('what-if compares two plans, and changes nothing', async ({ page }) => {
  test.setTimeout(120_000)
  await openScreen(page, '/dispatch')
  await page.getByRole('button', { name: 'What if…' }).click()
  const dialog = page.getByRole('dialog', { name: 'What if…' })
  await dialog.getByRole('textbox', { name: 'Import limit' }).fill('3000')
  await dialog.getByRole('button', { name: 'Plan and compare' }).click()
  await expect(dialog.getByRole('alert').or(dialog.getByRole('row', { name: /^Money/ }))).toBeVisible({
    timeout: 60_000,
  })
})

test('plan and actual are exported as a table', async ({ page }) => {
  await openScreen(page, '/dispatch')
  const download = page.waitForEvent('download')
  await page.getByRole('region', { name: 'Plan against actual' }).getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'Quarters (CSV)' }).click()
  expect((await download).suggestedFilename()).toMatch(/^plan .*\.csv$/)
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const path of ['/dispatch/instructions', '/dispatch/services', '/dispatch/proofs', '/dispatch/commands'])
      test(`axe finds nothing on ${path}`, async ({ page }) => {
        await openScreen(page, path)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map((v) => ({ rule: v.id, where: v.nodes.map((n) => n.target.join(' ')) }))).toEqual([])
      })
  })
