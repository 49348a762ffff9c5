import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { loadDefinitions } from '../../../devices/index.ts'
import { siteSchema } from '../../../domain/site.ts'
import { dayMs } from '../../../main/health/history.ts'
import { live } from '../../bench/health/year/live-year.ts'
import { scoreYear } from '../../bench/health/year/score-year.ts'

const siteFolder = join(import.meta.dirname, '../../../devices/simulated')

test('a bearing that fails over eight simulated weeks is announced three weeks ahead with the right cause, and nothing else is', async () => {
  const site = siteSchema.parse(parse(readFileSync(join(siteFolder, 'demo-site.yaml'), 'utf8')))
  const fault = { asset: 'flywheels', mode: 'bearingWear', startsDay: 5, developsDays: 56 } as const
  const year = await live({
    site,
    siteFolder,
    definitions: loadDefinitions(),
    faults: [fault],
    pastDays: 35,
    days: 62,
    seed: 4_711,
  })
  const { faults, wrong } = scoreYear(year)
  const [{ truth, hit } = { truth: undefined, hit: undefined }] = faults
  expect(hit?.mode).toBe('bearingWear')
  expect(((truth?.failsAt ?? 0) - (hit?.announcedAt ?? Infinity)) / dayMs).toBeGreaterThanOrEqual(21)
  expect(hit?.causes[0]?.mode).toBe('bearingWear')
  expect(wrong.map(({ assetId, mode }) => `${assetId} ${mode}`)).toEqual([])
}, 600_000)
