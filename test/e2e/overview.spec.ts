import { expect, test } from './site.ts'

test('the overview shows live values that change', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible()
  const frequency = page.getByRole('banner').getByText(/\d\d\.\d{3}\sHz/)
  await expect(frequency).toBeVisible()
  const first = await frequency.innerText()
  await expect.poll(() => frequency.innerText()).not.toBe(first)
  await expect(page.getByRole('contentinfo', { name: 'Engine' })).toContainText('Engine running, cycle 200 ms')
  await expect(page.getByRole('contentinfo', { name: 'Engine' })).toContainText('Devices 15 of 15 answering')
})

test('a page without a link or session is refused, in words', async ({ browser, site }) => {
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } })
  const page = await context.newPage()
  const response = await page.goto(new URL(site.url).origin)
  expect(response?.status()).toBe(401)
  await expect(page.locator('body')).toContainText('link')
  const again = await page.goto(site.url)
  expect(again?.status()).toBe(401)
  await context.close()
})
