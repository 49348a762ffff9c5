import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findChromium } from '../../../build/browser.ts'
import { root } from './site-under-test.ts'

/** Milliseconds from the start command of an installed project until a live value stands on the screen of a browser. */
export async function startToScreenMs(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'powerchain-start-'))
  const { executablePath, env, args } = await findChromium()
  const browser = await chromium.launch({ executablePath, env, args })
  const startedAt = performance.now()
  const child = spawn(process.execPath, ['build/start.ts', '--data', dataDir], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '' }, // no display: the browser shell
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    const page = await browser.newPage()
    await page.goto(await addressFrom(child.stderr))
    await page
      .getByText(/importing|exporting/)
      .first()
      .waitFor()
    return performance.now() - startedAt
  } finally {
    child.kill('SIGINT')
    await browser.close()
    await ended
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function addressFrom(output: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const data of output) {
    text += String(data)
    const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(text)?.[0]
    if (address) return address
  }
  throw new Error('no address was printed')
}
