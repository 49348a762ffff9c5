import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expect, openScreen, test } from './site.ts'

const chart = (page: Page) => page.getByRole('application', { name: /zoom/ })

test('the trends show live points, and the wheel leads from hours to seconds and back', async ({ page }) => {
  await openScreen(page, '/trends')
  await expect(page.getByRole('heading', { name: 'Trends', level: 1 })).toBeVisible()
  const box = await chart(page).boundingBox()
  if (!box) throw new Error('no chart')
  await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 3)
  for (let n = 0; n < 30; n++) await page.mouse.wheel(0, -120)
  await expect(page.getByText(/, each second$/)).toBeVisible()
  await page.mouse.dblclick(box.x + box.width * 0.5, box.y + box.height / 3)
  await expect(page.getByText(/each 10\ss: mean/)).toBeVisible()
})

test('a point is found by its words, added, and taken out again', async ({ page }) => {
  await openScreen(page, '/trends')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByRole('textbox', { name: 'Search points' }).fill('grid frequency')
  await page.getByRole('button', { name: /^Frequency/ }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByText('grid/frequencyHz')).toBeVisible()
  await page.getByRole('button', { name: /^Line .*frequency$/ }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await expect(page.getByText('grid/frequencyHz')).toBeHidden()
})

test('a view is saved for the site, deleted, and comes back', async ({ page }) => {
  await openScreen(page, '/trends')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('textbox', { name: 'Name of the view' }).fill('Morning round')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('button', { name: /^Morning round/ })).toBeVisible()
  await page.getByRole('button', { name: 'Delete Morning round' }).click()
  await expect(page.getByRole('button', { name: /^Morning round/ })).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: /^Morning round/ })).toBeVisible()
})

test('what is seen is handed out as CSV with times, units and quality', async ({ page }) => {
  await openScreen(page, '/trends')
  await expect(page.getByText(/reading…/)).toBeHidden()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: 'Readings (CSV)' }).click()
  const text = readFileSync(await (await download).path(), 'utf8')
  expect(text).toMatch(/^\uFEFFtime,.* mean \(kW, \+ into the bus\)/)
  expect(text).toMatch(/\r\n\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d,/)
})

test('a note is written on the measured range, seen beside the chart, and removed with a reason', async ({ page }) => {
  await openScreen(page, '/trends')
  await page.getByRole('button', { name: 'Measure A to B' }).click()
  await page.getByRole('button', { name: 'Add note' }).click()
  await page.getByRole('menuitem', { name: /^On A to B/ }).click()
  await page.getByRole('textbox', { name: 'Note' }).fill('Inverter 2 was cleaned')
  await page.getByRole('dialog').getByRole('button', { name: 'Add note' }).click()
  await expect(page.locator('[data-layer="marks"]').getByText('Inverter 2 was cleaned')).toBeVisible()
  await page.getByRole('button', { name: 'Remove note Inverter 2 was cleaned' }).click()
  await page.getByRole('textbox', { name: /^Reason/ }).fill('it was inverter 3')
  await page.getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(page.getByText('Inverter 2 was cleaned')).toHaveCount(0)
})

test('readings of a file are taken into the history of a point, or its faults are told by row', async ({ page }) => {
  await openScreen(page, '/trends')
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: /^Import CSV/ }).click()
  const give = async (csv: string) => {
    const file = { name: 'readings.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
    await page.locator('input[type="file"]').setInputFiles(file)
    await page.getByRole('dialog').getByRole('button', { name: 'Import', exact: true }).click()
  }
  await page.getByRole('textbox', { name: /^Reason/ }).fill('from the former system')
  await give('time,value\n2999-01-01T00:00:00Z,1\n')
  await expect(page.getByRole('row', { name: /2 time a time that has passed/ })).toBeVisible()
  const at = new Date(Date.now() - 600_000).toISOString()
  await give(`time,value\n${at},1\n`)
  await expect(page.getByText(/1 reading taken over/)).toBeVisible()
})
