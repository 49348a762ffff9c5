import { expect, hostileName, openScreen, test } from './site.ts'

test('fault 50: markup in a device name is shown literally, wherever the name appears', async ({ page }) => {
  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await openScreen(page, '/assets/container-6')
  await expect(page.getByRole('heading', { name: hostileName })).toBeVisible()
  await openScreen(page, '/assets')
  await expect(page.getByText(hostileName).filter({ visible: true }).first()).toBeVisible()
  await openScreen(page, '/')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: /^Search assets/ }).fill('<img')
  await expect(page.getByRole('option').first()).toContainText(hostileName)
  expect(await page.locator('img[src="x"]').count()).toBe(0)
  expect(await page.title()).not.toBe('1')
  expect(requests.filter((url) => url.endsWith('/x'))).toEqual([])
})

test('fault 50: a page can not be framed, and runs no script but its own', async ({ page }) => {
  const response = await page.goto('/')
  const policy = response?.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).toContain("script-src 'self';")
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "injected"'
    document.head.append(script)
    return document.title
  })
  expect(ran).not.toBe('injected')
})
