import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { test } from './demo-page.ts'
import { expect, openScreen } from './site.ts'

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => ({ rule: v.id, where: v.nodes.map((n) => n.target.join(' ')) }))).toEqual([])
}

test('a rate is fixed by one person, and a large step waits for a second one', async ({ page }) => {
  await openScreen(page, '/settlement/bills?view=rates')
  const fix = async (price: string) => {
    await page.getByRole('button', { name: 'Fix a rate…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Fix a rate of POWEC' })
    await dialog.getByLabel('Cents per POWEC').fill(price)
    await dialog.getByLabel('Source: who says so').fill('exchange of the tests')
    await dialog.getByRole('button', { name: 'Fix it' }).click()
    await expect(dialog).toBeHidden()
  }
  await fix('1.05')
  await expect(page.getByRole('table', { name: 'Rates' })).toContainText('exchange of the tests')
  await fix('2')
  const proposal = page.getByRole('table', { name: 'Proposals' }).getByRole('row').first()
  await expect(proposal).toContainText('2')
  const approve = proposal.getByRole('button', { name: 'Approve' })
  await expect(approve).toHaveAttribute('title', /second person/)
})

test('an open dialog leaves the page behind it where it was', async ({ page }) => {
  await page.setViewportSize({ width: 2_560, height: 1_440 })
  await openScreen(page, '/settlement/bills?view=rates')
  const rates = page.getByRole('region', { name: 'Rates of POWEC' })
  const before = await rates.boundingBox()
  await page.getByRole('button', { name: 'Fix a rate…' }).click()
  await expect(page.getByRole('dialog', { name: 'Fix a rate of POWEC' })).toBeVisible()
  expect(await rates.boundingBox()).toEqual(before)
})

test('a bill opens from its consumer down to the quarters of a day', async ({ page }) => {
  await openScreen(page, '/settlement/bills')
  await page.getByRole('row', { name: /^Bakery Hansen/ }).click()
  await page.getByRole('row', { name: /LW-0003/ }).click()
  const bill = page.getByRole('region', { name: /Bill LW-0003/ })
  await expect(bill).toContainText('Sum, each line rounded once')
  await expect(bill).toContainText('Lindholm Grid')
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const view of ['consumers', 'runs', 'payments', 'tariffs', 'rates'])
      test(`axe finds nothing on the bills, ${view}`, async ({ page }) => {
        await openScreen(page, `/settlement/bills?view=${view}`)
        await expect(page.getByRole('heading', { level: 2 }).nth(5)).toBeVisible()
        await expectNoViolations(page)
      })

    for (const [view, button, title] of [
      ['consumers', 'Run bills…', 'Run bills'],
      ['consumers', 'Import payments…', 'Import payments'],
      ['rates', 'Fix a rate…', 'Fix a rate of POWEC'],
      ['payments', 'Make a list…', 'Make a list for the bank'],
      ['tariffs', 'Contract or switch…', ''],
    ] as const)
      test(`axe finds nothing in the dialog of “${button}”`, async ({ page }) => {
        await openScreen(page, `/settlement/bills?view=${view}`)
        await page.getByRole('button', { name: button }).first().click()
        await expect(page.getByRole('dialog', title === '' ? {} : { name: title })).toBeVisible()
        await expectNoViolations(page)
      })
  })
