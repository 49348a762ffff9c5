import { expect, test } from 'vitest'
import { pastInWorker } from '../../../../devices/index.ts'
import { pastOf } from '../../../../devices/simulated/long/past.ts'
import type { SiteConfig } from '../../../../domain/site.ts'
import { definitions, demoFolder, demoSite } from '../sites.ts'

const now = Date.UTC(2026, 10, 30, 3)
const options = { definitions, siteFolder: demoFolder, now, days: 12, stepMinutes: 5 }

test('the past made in a thread is that made here, row by row', async () => {
  const site = demoSite()
  const past = await pastInWorker({ ...options, site })
  const here = pastOf({ ...options, site }).rows()
  expect(past.columns).toEqual(pastOf({ ...options, site }).columns)
  let count = 0
  for await (const { at, values } of past.runs()) {
    const { length: width } = past.columns
    const rows = at.map((time, n) => [time].concat(Array.from(values.subarray(n * width, (n + 1) * width))))
    const expected = rows.map(() => {
      const { value } = here.next()
      return value ? [value.at].concat(Array.from(value.values)) : []
    })
    expect(rows).toEqual(expected)
    count += rows.length
  }
  expect(count).toBe(12 * 288)
  expect(here.next().done).toBe(true)
}, 60_000)

test('a thread whose rows are not wanted ends', async () => {
  const past = await pastInWorker({ ...options, site: demoSite() })
  for await (const { at } of past.runs()) {
    expect(at.length).toBeGreaterThan(0)
    break
  }
  const other = await pastInWorker({ ...options, site: demoSite() })
  await expect(other.stop()).resolves.toBeUndefined()
}, 60_000)

test('a site that cannot be simulated is refused as it would be here', async () => {
  const demo = demoSite()
  const csv = { csv: 'nowhere.csv', column: 'x', timeColumn: 't', unit: 'kW', resample: 'hold' } as const
  const site: SiteConfig = { ...demo, simulation: { seed: 1, profiles: { pv: { ...csv, scale: 1 } } } }
  await expect(pastInWorker({ ...options, site })).rejects.toMatchObject({ code: 'Config.Invalid' })
}, 60_000)
