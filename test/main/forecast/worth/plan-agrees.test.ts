import { expect, test } from 'vitest'
import {
  bestStoredKWh,
  evenWorth,
  type TradedStorage,
  worthBefore,
} from '../../../../main/forecast/worth/storage-worth.ts'
import { createScheduler } from '../../../../main/plan/make-schedule.ts'
import { createSolver } from '../../../../main/plan/model/solver.ts'
import { all, battery, smallProblem } from '../../plan/small-problem.ts'

const n = 48
const prices = Array.from({ length: n }, (_, t) => 55 + 40 * Math.sin(t / 5) + 25 * Math.cos(t * 1.7))
const storage: TradedStorage = { powerKW: 1_000, energyKWh: 2_000, oneWayRatio: 0.95, lossPerHour: 0, wearEurPerMWh: 5 }

test('a plan of a storage by itself earns what following its worth earns: what is measured over a year is the product', async () => {
  const alone = battery(n, {
    floorKWh: 0,
    ceilingKWh: 2_000,
    startKWh: 1_000,
    end: { targetKWh: 0, valueEurPerMWh: 0 },
  })
  const problem = smallProblem({
    importPriceEurPerMWh: prices,
    exportPriceEurPerMWh: prices,
    importLimitKW: all(n, 9_000),
    exportLimitKW: all(n, 9_000),
    loadDrawKW: all(n, 0),
    sources: [],
    storages: [alone],
    units: [],
    tanks: [],
    demandCharge: { eurPerKW: 0, peakSoFarKW: 0, isCharged: prices.map(() => false) },
    reserve: { upKW: all(n, 0), downKW: all(n, 0) },
    emergencyKWh: all(n, 0),
  })
  const schedule = createScheduler({ solver: await createSolver(), nowMs: () => performance.now() }).make(problem)
  let [stored, taken] = [1_000, 0]
  prices.forEach((price, t) => {
    const next = bestStoredKWh(storage, worthBefore(storage, prices.slice(t + 1), evenWorth(0)), price, stored)
    const moved = next - stored
    taken -= ((moved > 0 ? moved / 0.95 : moved * 0.95) * (moved > 0 ? price : price - 5)) / 1_000
    stored = next
  })
  expect(taken).toBeGreaterThan(100)
  expect(taken / -schedule.costEur).toBeGreaterThan(0.985)
  expect(taken / -schedule.costEur).toBeLessThanOrEqual(1.001)
})
