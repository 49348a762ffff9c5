import { defineConfig } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { findChromium } from '../../build/browser.ts'

const { executablePath, args, env } = await findChromium()
const out = (name: string) => fileURLToPath(new URL(`../../dist/test/${name}`, import.meta.url))

export default defineConfig({
  testDir: '.',
  outputDir: out('e2e'),
  // One engine, one plant: tests that command it must not meet each other.
  workers: 1,
  fullyParallel: false,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: out('e2e.json') }]],
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    launchOptions: { executablePath, args, env: { ...(process.env as Record<string, string>), ...env } },
    screenshot: 'only-on-failure',
  },
})
