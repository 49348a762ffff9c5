import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

const serve = fileURLToPath(new URL('../renderer/dev/serve.ts', import.meta.url))

/** The screens over the demonstration's engine: its market is the engine's own desk over a ledger in memory. */
let engine: ChildProcess
let url = ''

test.beforeAll(async () => {
  engine = spawn(process.execPath, [serve, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] })
  url = await new Promise<string>((resolve) => {
    engine.stdout?.on('data', (chunk) => {
      const found = /http:\S+/.exec(String(chunk))
      if (found) resolve(found[0])
    })
  })
})

test.afterAll(() => {
  engine.kill('SIGTERM')
})

test('storage is offered in two steps and stands among the offers, judged against the request', async ({ page }) => {
  await page.goto(url)
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await expect(page.getByRole('heading', { name: 'Market', level: 1 })).toBeVisible()
  await expect(page.getByText('Practice chain')).toBeVisible()
  const offers = page.getByRole('region', { name: 'Offers' })
  await expect(offers).toContainText('4 live')
  await page.getByRole('button', { name: 'Offer storage…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Offer storage' })
  await dialog.getByLabel('Energy, kWh').fill('900000')
  await expect(dialog.getByText('Node 1 has 4,800 kWh left to offer.')).toBeVisible()
  await dialog.getByLabel('Energy, kWh').fill('1200')
  await dialog.getByPlaceholder('Why is this needed?').fill('what the plan leaves free')
  await dialog.getByRole('button', { name: 'Next: what it does' }).click()
  await expect(dialog).toContainText('1,200 kWh of node 1')
  await dialog.getByRole('button', { name: 'Place the offer' }).click()
  await expect(dialog).toBeHidden()
  await expect(offers).toContainText('5 live')
  await expect(page.getByLabel('This site').getByText('3,600 kWh')).toBeVisible()
  const matches = page.getByRole('region', { name: 'Matches with reasons' })
  await expect(matches.getByRole('row', { name: /^5, node 1/ })).toContainText('The node belongs to who asks.')
})

test('a group is drafted, and its paper waits for the signatures that it needs', async ({ page }) => {
  await page.goto(new URL('market/members', url).href)
  const groups = page.getByRole('region', { name: 'Groups' })
  await expect(groups).toContainText('15.1')
  await groups.getByRole('button', { name: 'Form a group…' }).click()
  const form = page.getByRole('dialog', { name: 'Form a group' })
  await form.getByLabel('this site').first().fill('60')
  await form.getByLabel('0xa11c…a11c').fill('40')
  await form.getByPlaceholder('Why is this needed?').fill('more than one of us could offer')
  await form.getByRole('button', { name: 'Next: what it does' }).click()
  await form.getByRole('button', { name: 'Draft and sign' }).click()
  const paper = page.getByRole('dialog', { name: 'Bring a group to the chain' })
  await expect(paper.getByRole('textbox', { name: 'Paper' })).toHaveValue(/powerchain-group-paper/)
  await expect(paper.getByRole('list', { name: 'What stands in the way' })).toContainText('has not signed yet')
})

test('the dialogs of trade, members and votes have no accessibility faults', async ({ page }) => {
  for (const [path, button, name] of [
    ['market?request=4', 'Tie to a supply…', 'Tie request 4 to a supply'],
    ['market/members', 'Who acts for us…', 'Who acts for this site'],
    ['market/members', 'Form a group…', 'Form a group'],
    ['market/members', 'Sign a paper…', 'Sign the paper of a group'],
    ['market/votes', 'Give votes…', 'Who votes with our tokens'],
  ] as const) {
    await page.goto(new URL(path, url).href)
    await page.getByRole('button', { name: button }).click()
    await page.getByRole('dialog', { name }).waitFor()
    const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze()
    expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual([])
  }
})

test('the screens of the market have no accessibility faults', async ({ page }) => {
  for (const [path, heading] of [
    ['market', 'Offers'],
    ['market/nodes', 'Nodes'],
    ['market/members', 'Members'],
    ['market/votes', 'Decisions'],
  ] as const) {
    await page.goto(new URL(path, url).href)
    await page.getByRole('heading', { name: heading, level: 2 }).waitFor()
    const { violations } = await new AxeBuilder({ page }).exclude('.ag-root-wrapper').analyze()
    expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual([])
  }
})
