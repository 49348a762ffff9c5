import { describe, expect, test } from 'vitest'
import { createPlant } from '../../../../devices/simulated/plant.ts'
import { pastOf } from '../../../../devices/simulated/long/past.ts'
import { pointSpec } from '../../../../domain/points.ts'
import type { Planted } from '../../../../domain/simulation/settings.ts'
import { definitions, demoFolder, demoSite } from '../sites.ts'
import { dailyMeans, daysOf, mayDay } from '../wear/wearing-sites.ts'

const dayMs = 86_400_000
const bearing: Planted = { asset: 'flywheels', mode: 'bearingWear', unit: 3, startsAt: 2, developsOver: 4 }

function copied(run: Pick<ReturnType<typeof daysOf>, 'rows'>): { at: number; values: number[] }[] {
  return Array.from(run.rows(), ({ at, values }) => ({ at, values: [...values] }))
}

test('the same seed gives the same months, another one others', () => {
  const first = copied(daysOf(3, [bearing], { seed: 5 }))
  expect(copied(daysOf(3, [bearing], { seed: 5 }))).toEqual(first)
  expect(copied(daysOf(3, [bearing], { seed: 6 }))).not.toEqual(first)
})

test('every point that the definitions deliver has a column, and nearly all have values', () => {
  const site = demoSite()
  const run = daysOf(10, [])
  const wanted = site.devices.flatMap(({ id, definition }) =>
    Object.keys(definitions.get(definition)?.points ?? {})
      .filter((name) => pointSpec(name as 'state').retention !== 'none')
      .map((name) => `${id}.${name}`),
  )
  expect(run.columns.map(({ assetId, point }) => `${assetId}.${point}`).toSorted()).toEqual(wanted.toSorted())
  const rows = copied(run)
  const missing = rows.flatMap(({ values }) => values.filter(Number.isNaN)).length
  expect(missing / (rows.length * run.columns.length)).toBeLessThan(0.01)
  const neverThere = run.columns.filter((_, i) => rows.every(({ values }) => Number.isNaN(values[i])))
  expect(neverThere).toEqual([])
})

test('the bus is in balance in every row, as far as meters are exact', () => {
  const run = daysOf(5, [])
  const powers = run.columns.flatMap(({ point }, i) => (point === 'activePowerKW' ? [i] : []))
  for (const { values } of run.rows()) {
    const sum = powers.reduce((total, i) => total + (values[i] ?? 0), 0)
    // a device that does not answer leaves the sum open
    expect(Number.isNaN(sum) ? 0 : Math.abs(sum)).toBeLessThan(30)
  }
})

test('coarser steps tell the same story', () => {
  const [fine, coarse] = [5, 20].map((stepMinutes) => dailyMeans(daysOf(4, [], { stepMinutes }), 'flywheels').at(-1))
  for (const point of ['bearingDegC', 'vacuumPa', 'vibrationMmPerS', 'standbyLossKW'] as const)
    expect((coarse?.[point] ?? 0) / (fine?.[point] ?? Number.NaN), `${point} over coarse steps`).toBeCloseTo(1, 1)
})

test('planted failures tell their truth, and a repair ends them', () => {
  const at = mayDay + 4 * dayMs
  const run = daysOf(7, [bearing], { repairs: [{ asset: 'flywheels', at }] })
  expect(run.truths).toEqual([
    {
      asset: 'flywheels',
      mode: 'bearingWear',
      planted: bearing,
      beginsAt: mayDay + 2 * dayMs,
      failsAt: mayDay + 6 * dayMs,
      repairedAt: at,
    },
  ])
  const degC = dailyMeans(run, 'flywheels').map(({ bearingDegC = Number.NaN }) => bearingDegC)
  expect(Math.max(...degC.slice(0, 2))).toBeLessThan(45)
  expect(degC[3]).toBeGreaterThan(45)
  expect(degC[5]).toBeLessThan(45)
})

describe('the past of a site that begins', () => {
  const now = Date.UTC(2026, 10, 30, 3, 7, 31)
  const site = demoSite()
  const past = () => pastOf({ site, definitions, siteFolder: demoFolder, now, days: 4, stepMinutes: 10 })

  test('ends where the simulation begins, on the clock of the engine', () => {
    const rows = copied(past())
    expect(rows.at(-1)?.at).toBe(Date.UTC(2026, 10, 30, 2, 50))
    expect(rows[0]?.at).toBe(Date.UTC(2026, 10, 26, 3, 0))
  })

  test('its counters go on at the pace of their last hour, and its planted failure is as far as in the plant that begins', () => {
    const { columns } = past()
    const [hourBefore, last] = [-7, -1].map((place) => copied(past()).at(place)?.values ?? [])
    const plant = createPlant({ site, siteFolder: demoFolder, now, definitions })
    const both = columns.map(({ assetId, point }, i) => ({
      name: `${assetId}.${point}`,
      point,
      inLastHour: (last?.[i] ?? Number.NaN) - (hourBefore?.[i] ?? Number.NaN),
      ends: last?.[i] ?? Number.NaN,
      begins: plant.devices.get(assetId)?.points()[point] ?? Number.NaN,
    }))
    const counted = both.filter(({ point }) =>
      ['importedKWh', 'injectedKWh', 'runHoursH', 'cycleCount'].includes(point),
    )
    expect(counted.length).toBeGreaterThan(20)
    for (const { name, inLastHour, ends, begins } of counted) {
      expect(begins - ends, `${name} goes on`).toBeGreaterThanOrEqual(-1e-6)
      expect(begins - ends, `${name} goes on`).toBeLessThanOrEqual(Math.max(1, inLastHour))
    }
    expect(both.find(({ name }) => name === 'flywheels.worstUnit')).toMatchObject({ ends: 7, begins: 7 })
  })
})
