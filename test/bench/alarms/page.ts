import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findChromium } from '../../../build/browser.ts'
import { bundle } from '../../../build/bundle.ts'
import type { AlarmCondition } from '../../../domain/alarm.ts'
import { DemoEngine } from '../../renderer/demo-engine.ts'
import { pause, root } from '../loop/site-under-test.ts'

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** Frames a second of the alarm screen in Chromium: before, and in the slowest second while 10,000 alarms come in one. */
export interface PageFrames {
  calm: number
  flood: number
}

/** The product's page over its alarm list: 2,000 new conditions in each of five cycles, then all of them hold for 6 s. */
export async function floodPage(): Promise<PageFrames> {
  await bundle(['page'])
  const engine = new DemoEngine({ role: 'operator' })
  const server = createServer((request, response) => void answer(request, response))
  engine.serve(server)
  await listen(server)
  const { executablePath, env, args } = await findChromium()
  const browser = await chromium.launch({
    executablePath,
    args,
    env: { ...(process.env as Record<string, string>), ...env },
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/alarms`)
    await page.getByRole('contentinfo', { name: 'Engine' }).waitFor()
    await pause(3_000)
    const calm = await frames(page, 3)
    const counted = frames(page, 7)
    for (let cycle = 0; cycle < 5; cycle++) {
      engine.alarms.conditions = [...engine.alarms.conditions, ...wave(cycle)]
      await pause(200)
    }
    const flood = await counted
    // all of them must have come to the page: those of the demonstration stand beside
    await page
      .getByText(/^10.0\d\d$/)
      .first()
      .waitFor({ timeout: 5_000 })
    return { calm: Math.min(...calm), flood: Math.min(...flood) }
  } finally {
    await browser.close()
    engine.stop()
    server.close()
  }
}

function wave(cycle: number): AlarmCondition[] {
  return Array.from({ length: 2_000 }, (_, i) => {
    const assetId = `asset-${cycle * 2_000 + i}`
    const code = i % 500 === 499 ? 'meter.silent' : 'asset.fault'
    return { code, priority: 3, assetId, text: `${code} at ${assetId}: limit left`, response: 'Look at it.' }
  })
}

/** Frames drawn in each of the coming seconds. */
function frames(page: Page, seconds: number): Promise<number[]> {
  return page.evaluate(
    (count) =>
      new Promise<number[]>((resolve) => {
        const begun = performance.now()
        const counts = Array.from({ length: count }, () => 0)
        const draw = (now: number) => {
          const second = Math.floor((now - begun) / 1_000)
          if (second >= count) return resolve(counts)
          counts[Math.max(0, second)] = (counts[Math.max(0, second)] ?? 0) + 1
          requestAnimationFrame(draw)
        }
        requestAnimationFrame(draw)
      }),
    seconds,
  )
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const name = extname(pathname) === '' ? '/index.html' : pathname
  const body = await readFile(join(root, 'dist/renderer', name))
  response.writeHead(200, { 'content-type': types[extname(name)] ?? 'application/octet-stream' })
  response.end(body)
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
}
