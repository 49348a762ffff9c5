import { expect, test } from 'vitest'
import { compare } from './compare.ts'
import { meteredSite, points } from './metered-site.ts'

test('invariant 45: from raw readings an independent script finds the same to the Wh and the unit, over a change of clocks, a silent device, a reset, ends of a register and a new meter', () => {
  const site = meteredSite({ days: 16, seed: 1 })
  const { wh, units, words, quarters, estimated, batches, agreements } = compare(site)
  expect(words).toEqual([])
  expect([wh, units]).toEqual([0n, 0n])
  expect(quarters).toBe(15 * 96 * 5)
  expect([batches, agreements]).toEqual([15, 15])
  expect(estimated).toBeGreaterThan(10)
  const kinds = new Set(site.metering.notes(999).map(({ kind }) => kind))
  expect([...kinds].sort()).toEqual(expect.arrayContaining(['gap', 'reset', 'rollover']))
  expect(site.metering.meters('storage')).toHaveLength(2)
  site.db.close()
})

test('invariants 34 and 35: the quarters of a register add up to its own difference, none is negative or above its rating', () => {
  const site = meteredSite({ days: 4, seed: 2 })
  for (const { id, registers, endWh, ratedKW } of points)
    for (const register of registers) {
      const found = site.metering.intervals({ pointId: id, register }, 0, 9_999_999)
      const [first, last] = [found[0], found.at(-1)]
      // a quarter of the overload, and the grain of the register
      for (const { wh } of found) expect(wh).toBeLessThanOrEqual(1.2 * ratedKW * 250 + 1_000)
      expect(found.every(({ wh }) => wh !== null && wh >= 0)).toBe(true)
      const sum = found.slice(1).reduce((all, { wh }) => all + (wh ?? 0), 0)
      const shown = (last?.closingWh ?? 0) - (first?.closingWh ?? 0)
      expect(((sum - shown) % endWh) + 0).toBe(0)
    }
  site.db.close()
})
