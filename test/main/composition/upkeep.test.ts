import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import type { PointName } from '../../../domain/points.ts'
import { openUpkeep, type UpkeepParts } from '../../../main/composition/upkeep.ts'
import { createSupplierStore } from '../../../main/reports/supplier/supplier-store.ts'
import { openStores } from '../../../main/stores.ts'
import { createTeardown } from '../../../main/teardown.ts'
import { createVirtualClock, type VirtualClock } from '../../virtual-clock.ts'
import { plannedSite } from '../plan/planned-site.ts'

const [quarterMs, hourMs, dayMs] = [900_000, 3_600_000, 86_400_000]
const now = Date.UTC(2026, 3, 16, 12)
const from = now - 3 * dayMs
const closers: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

const points = (['grid', 'works', 'pv'] as const).map((assetId) => ({ assetId, point: 'activePowerKW' as const }))
const counter = { assetId: 'pv', point: 'injectedKWh' as const }

/** A site on a real data folder, with three days of readings in its store. */
async function opened() {
  const dataDir = mkdtempSync(join(tmpdir(), 'powerchain-upkeep-'))
  closers.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const clock = createVirtualClock(now)
  const teardown = createTeardown(silentLog)
  closers.push(teardown.run)
  const whole = plannedSite({ timeZone: 'UTC' })
  const site = { ...whole, assets: whole.assets.filter(({ id }) => ['grid', 'works', 'pv'].includes(id)) }
  const all = { site, dataDir, clock, log: silentLog, teardown }
  const stores = await openStores({ ...all, points: [...points, counter] })
  const insert = async (assetId: string, point: PointName, valueAt: (at: number) => number) => {
    const at = Float64Array.from({ length: (now - from) / 60_000 }, (_, i) => from + i * 60_000)
    const samples = { at, value: at.map(valueAt), quality: new Uint8Array(at.length) }
    await stores.historian.insert({ assetId, point, samples }, () => {})
  }
  return { all, stores, insert, dataDir }
}

/** Steps of a quarter of an hour, so that every sum is exact. */
function worksKW(at: number): number {
  return -600 - 200 * (Math.floor(at / quarterMs) % 3)
}

function sunKW(at: number): number {
  return 100 * (Math.floor(at / quarterMs) % 4)
}

const parts: UpkeepParts = {
  prices: { priceAt: () => 50, hashpriceEurPerTHPerDay: () => null },
  planner: { current: () => undefined, absenceEur: () => Promise.resolve([]) },
  outlook: { forecastFor: () => undefined },
  control: { instructions: () => [] },
  health: {
    now: () => ({ forecasts: [] }) as never,
    work: {
      list: () =>
        [
          {
            id: 'w',
            title: 'Clean',
            assetId: 'pv',
            state: 'planned',
            plannedFrom: now + hourMs,
            plannedTo: now + 2 * hourMs,
          },
        ] as never,
      create: () => ({}) as never,
      update: () => ({}) as never,
      export: () => ({}) as never,
    },
  },
}

/** A round lets the control loop have its turn now and then: its clock must go on. */
async function whileTimePasses(clock: VirtualClock, work: Promise<void>): Promise<void> {
  const progress = { isDone: false }
  void work.finally(() => (progress.isDone = true))
  while (!progress.isDone) {
    clock.advance(1)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

test('meters are checked over what is stored: supplier, bus and counter', async () => {
  const { all, stores, insert, dataDir } = await opened()
  await insert('works', 'activePowerKW', worksKW)
  await insert('pv', 'activePowerKW', sunKW)
  await insert('grid', 'activePowerKW', (at) => 1.03 * -(worksKW(at) + sunKW(at)))
  let sumKWh = 5_000
  await insert('pv', 'injectedKWh', (at) => (sumKWh += sunKW(at - 60_000) / 60))
  const theirs = new Map(
    Array.from({ length: (now - from) / quarterMs }, (_, i) => {
      const at = from + i * quarterMs
      return [at, { importedKWh: -(worksKW(at) + sunKW(at)) / 4, exportedKWh: null }] as const
    }),
  )
  await createSupplierStore(join(dataDir, 'reports', 'supplier')).put(theirs)
  const { consumption } = openUpkeep(all, stores, parts)
  await whileTimePasses(all.clock, consumption.round())
  const checks = new Map(consumption.get().meters.map((check) => [check.against, check]))
  expect(checks.get('supplier')).toMatchObject({ state: 'differs', differencePct: 3, limitPct: 1.5, assetId: 'grid' })
  expect(checks.get('supplier')?.words).toContain('likelier wrong is the own meter')
  expect(checks.get('bus')?.words).toContain('The grid: it would show 3.0 % more')
  expect(checks.get('counter')).toMatchObject({ state: 'agrees', assetId: 'pv' })
})

test('windows by what was usual in the store, with work that is planned', async () => {
  const { all, stores, insert } = await opened()
  await insert('pv', 'activePowerKW', (at) => (new Date(at).getUTCHours() === 3 ? 0 : 400))
  const { calendar } = openUpkeep(all, stores, parts)
  const { windows, planned, starts } = await calendar.find({ assetId: 'pv', hours: 1 })
  expect(new Date(windows[0]?.from ?? 0).getUTCHours()).toBe(3)
  expect(windows[0]).toMatchObject({ costEur: 0, basis: 'usual' })
  // 400 kW at 50 EUR/MWh
  expect(starts.costEur.filter((eur) => eur === 20).length).toBeGreaterThan(20 * 29)
  expect(planned).toMatchObject([{ workOrderId: 'w', assetId: 'pv' }])
})
