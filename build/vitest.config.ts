import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const slow = 'test/**/*.slow.test.ts'

/** Two projects: `fast` runs in every check, `slow` (whole site, many starts, long faults) with `npm test`. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [slow, 'test/e2e/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { extends: true, test: { name: 'slow', include: [slow], testTimeout: 180_000, hookTimeout: 60_000 } },
    ],
  },
})
