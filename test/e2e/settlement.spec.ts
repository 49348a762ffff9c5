import { AxeBuilder } from '@axe-core/playwright'
import { test } from './demo-page.ts'
import { expect, openScreen } from './site.ts'

test('a sum of the day opens down to the readings of its meter', async ({ page }) => {
  await openScreen(page, '/')
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await expect(page.getByRole('heading', { name: 'Settlement', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: /^Energy bought/ }).click()
  await page
    .getByRole('row', { name: /^S-\d+/ })
    .nth(1)
    .click()
  await expect(page).toHaveURL(/quarter=\d+.*kind=bought/)
  const statement = page.getByRole('region', { name: /^Statement S-\d+/ })
  await expect(statement).toContainText(/Imported\s*[\d,.]+\s*kWh\s*[\d.]+\s*€\/MWh/)
  await expect(statement.getByRole('region', { name: 'Meter readings' })).toContainText('Imported measured')
  await expect(statement.getByRole('region', { name: 'Raw readings' })).toContainText('900 of active power')
  await statement.getByRole('button', { name: 'Verify' }).click()
  await expect(statement).toContainText('The statement is as it was signed.')
})

test('the registers at both ends of a quarter make up its energy', async ({ page }) => {
  await openScreen(page, '/settlement?kind=bought')
  const cells = page
    .getByRole('region', { name: 'Meter readings' })
    .getByRole('row', { name: /^Imported/ })
    .getByRole('cell')
  await expect(cells).toHaveCount(3)
  const [from = 0, to = 0, difference = 0] = (await cells.allTextContents()).map((text) =>
    Number(text.replaceAll(',', '')),
  )
  expect(to - from).toBeCloseTo(difference, 3)
})

test('what waits opens from the outbox with its transactions, and what was refused is decided in two steps', async ({
  page,
}) => {
  await openScreen(page, '/settlement/outbox')
  await page.getByRole('row', { name: /refused/ }).click()
  await page.getByRole('button', { name: 'Give up…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Give it up' })
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('posted by the other station')
  await dialog.getByRole('button', { name: 'Check' }).click()
  await expect(dialog).toContainText('it never goes out')
  await dialog.getByRole('button', { name: 'Give up' }).click()
  await expect(dialog).toContainText('It is given up.')
})

test('what is not final goes to a stick in two steps, file after file', async ({ page }) => {
  await openScreen(page, '/settlement/outbox')
  await expect(page.getByRole('region', { name: 'Stick' })).toContainText('3 batches')
  await page.getByRole('button', { name: 'Export to stick…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Export to stick' })
  await dialog.getByRole('button', { name: 'Check' }).click()
  await expect(dialog).toContainText('nothing private is in them')
  const saved: string[] = []
  page.on('download', (download) => void saved.push(download.suggestedFilename()))
  await dialog.getByRole('button', { name: 'Save the files' }).click()
  await expect(dialog).toContainText('Saved as 7-3.pcb, 7-4.pcb.')
  await expect.poll(() => saved).toEqual(['7-3.pcb', '7-4.pcb'])
})

test('a stick says of every entry what would happen, and takes what is new with a reason', async ({ page }) => {
  await openScreen(page, '/settlement/outbox')
  await page.getByRole('button', { name: 'Import from stick…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Import from stick' })
  await dialog.getByLabel('Bundle', { exact: true }).setInputFiles({
    name: '12-4.pcb',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('demonstration'),
  })
  const entries = dialog.getByRole('region', { name: 'Entries of 12-4.pcb' })
  await expect(entries).toContainText('by the key that the chain knows for that site')
  await expect(entries.getByRole('row', { name: /^new Batch 22/ })).toBeVisible()
  await expect(entries.getByRole('row', { name: /^known Batch 21/ })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
  await dialog.getByRole('button', { name: 'Take 1 entry' }).click()
  await expect(entries.getByRole('row', { name: /^taken Batch 22/ })).toBeVisible()
})

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    for (const path of ['', '/outbox', '/agreements', '/disputes', '/payouts', '/keys'])
      test(`axe finds nothing on /settlement${path}`, async ({ page }) => {
        await openScreen(page, `/settlement${path}`)
        await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map((v) => ({ rule: v.id, where: v.nodes.map((n) => n.target.join(' ')) }))).toEqual([])
      })
  })
