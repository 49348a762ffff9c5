import { expect, test } from 'vitest'
import { broken, simulate } from './sites.ts'

const seeds = Array.from({ length: 10 }, (_, i) => 100 + i)

test.each(
  seeds.flatMap((seed) => [
    { site: 'demo' as const, seed },
    { site: 'weak' as const, seed },
  ]),
)('half an hour of the $site site with faults, seed $seed', async ({ site, seed }) => {
  const from = Date.UTC(2025, seed % 12, 1 + ((seed * 7) % 28), (seed * 5) % 24)
  expect(broken(await simulate(site, { seed, from, hours: 0.5, faultEveryMs: 120_000, cycleMs: 200 }))).toEqual([])
})
