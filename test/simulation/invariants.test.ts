import { expect, test } from 'vitest'
import { broken, simulate } from './sites.ts'

test.each([
  ['demo', 1],
  ['weak', 2],
] as const)(
  'an hour of the %s site with faults, seed %i: everything that must hold holds',
  async (site, seed) => {
    const result = await simulate(site, { seed, hours: 1, faultEveryMs: 480_000 })
    expect(broken(result)).toEqual([])
    expect(result.incidents.length).toBeGreaterThan(2)
    expect(result.invariants.map(({ checks }) => checks).every((checks) => checks > 0)).toBe(true)
  },
  60_000,
)
