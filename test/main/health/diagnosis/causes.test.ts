import { expect, test } from 'vitest'
import type { AssetKind } from '../../../../domain/asset.ts'
import type { PointName } from '../../../../domain/points.ts'
import { type Cause, rankCauses } from '../../../../main/health/diagnosis/causes.ts'
import { explain } from '../../../../main/health/diagnosis/explain.ts'
import { modesOf } from '../../../../main/health/diagnosis/signs.ts'

const wheel = { bearingDegC: 0, vibrationMmPerS: 0, imbalanceMmPerS: 0, vacuumPa: 0, standbyLossKW: 0 }
const container = {
  filterPa: 0,
  fanPct: 0,
  fanRpm: 0,
  outletDegC: 0,
  hottestChipDegC: 0,
  boardsHashing: 0,
  hashrateTHs: 0,
  minersHashing: 0,
  restartCount: 0,
  efficiencyJPerTH: 0,
}

function ranked(kind: AssetKind, z: Partial<Record<PointName, number>>): Cause[] {
  const map = new Map(Object.entries(z) as [PointName, number][])
  return rankCauses({ z: map, modes: modesOf({ kind }), oddsOf: () => 1 })
}

/** Departures in scales, and what an engineer would say to them. */
test.each([
  [
    'hot, shaking, braking',
    'flywheel',
    { ...wheel, bearingDegC: 9, vibrationMmPerS: 5, standbyLossKW: 4 },
    'bearingWear',
  ],
  ['shakes once a turn, stays cool', 'flywheel', { ...wheel, imbalanceMmPerS: 9, vibrationMmPerS: 6 }, 'imbalance'],
  ['air inside, brakes', 'flywheel', { ...wheel, vacuumPa: 8, standbyLossKW: 4 }, 'vacuumLeak'],
  ['hot alone, far against physics', 'flywheel', { ...wheel, bearingDegC: 40 }, 'sensor bearingDegC'],
  ['reads too cold', 'flywheel', { ...wheel, bearingDegC: -15 }, 'sensor bearingDegC'],
  [
    'pressure over the filter, fans up, hot air',
    'container',
    { ...container, filterPa: 9, fanPct: 4, outletDegC: 4 },
    'filterFouling',
  ],
  ['fans slow at the same order, hot air', 'container', { ...container, fanRpm: -12, outletDegC: 5 }, 'fanWear'],
  ['boards gone, less hashrate', 'container', { ...container, boardsHashing: -9, hashrateTHs: -4 }, 'hashBoardLoss'],
] as const)('%s', (_, kind, z, expected) => {
  const [first] = ranked(kind, z)
  expect(first?.mode ?? `sensor ${first?.sensor}`).toBe(expected)
})

test('as expected: nothing is more likely than that nothing is wrong; the shares leave that room', () => {
  const all = ranked('flywheel', wheel)
  expect(all.reduce((sum, { share }) => sum + share, 0)).toBeLessThan(0.2)
})

test('two failures of one asset are told apart: each explains its own signals', () => {
  const z = new Map(
    Object.entries({ ...container, filterPa: 12, fanPct: 5, outletDegC: 5, boardsHashing: -12, hashrateTHs: -6 }) as [
      PointName,
      number,
    ][],
  )
  const { found } = explain({ z, modes: modesOf({ kind: 'container' }), oddsOf: () => 1 })
  expect(found.map(({ mode }) => mode).toSorted()).toEqual(['filterFouling', 'hashBoardLoss'])
})

test('what speaks beside the signals moves the odds: a rule for it, a technician against it', () => {
  const z = new Map(Object.entries({ ...wheel, vacuumPa: 4 }) as [PointName, number][])
  const modes = modesOf({ kind: 'flywheel' })
  const share = (odds: number) =>
    rankCauses({ z, modes, oddsOf: (mode) => (mode === 'vacuumLeak' ? odds : 1) }).find(
      (one) => one.mode === 'vacuumLeak',
    )?.share ?? 0
  expect(share(5)).toBeGreaterThan(share(1))
  expect(share(1 / 8)).toBeLessThan(share(1))
})
