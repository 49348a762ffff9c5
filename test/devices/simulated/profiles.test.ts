import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { simulatedStart } from '../../../devices/simulated/profiles/local-time.ts'
import { openProfile } from '../../../devices/simulated/profiles/open-profile.ts'
import { createPlant } from '../../../devices/simulated/plant.ts'
import type { ConfigIssue, PowerchainError } from '../../../domain/errors.ts'
import { profileSchema } from '../../../domain/profile.ts'
import { siteOf } from './sites.ts'

const folder = mkdtempSync(join(tmpdir(), 'profiles-'))
afterAll(() => rmSync(folder, { recursive: true }))

const hour = 3_600_000
const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / values.length
const start = Date.UTC(2024, 0, 1)

function open(source: z.input<typeof profileSchema>, from = folder) {
  return openProfile(profileSchema.parse(source), from)
}

function file(name: string, ...lines: string[]): string {
  writeFileSync(join(folder, name), lines.join('\n'))
  return name
}

function issueOf(run: () => unknown): ConfigIssue | undefined {
  try {
    run()
  } catch (error) {
    return ((error as PowerchainError).details['issues'] as ConfigIssue[])[0]
  }
  return undefined
}

describe('a CSV column', () => {
  const csv = file(
    'steps.csv',
    '\uFEFFt,"power"',
    '2024-01-01T00:00Z,10',
    '2024-01-01T01:00Z,20',
    '2024-01-01T02:00Z,40',
  )
  const source = { csv, column: 'power', timeColumn: 't', unit: 'kW' } as const

  test.each([
    ['at a row', 0, 10],
    ['between rows', 0.5, 15],
    ['in the last row, on the way to the first', 2.5, 25],
    ['after the end it begins again', 3, 10],
    ['before the beginning it has gone round too', -1, 40],
    ['far away', 3 * 1_000 + 1, 20],
  ])('%s', (_when, hours, value) => {
    expect(open(source).valueAt(start + hours * hour)).toBeCloseTo(value, 9)
  })

  test('holds each value until the next when told to', () => {
    expect(open({ ...source, resample: 'hold' }).valueAt(start + 1.9 * hour)).toBe(20)
  })

  test.each([
    ['W', 'powerKW', 0.01],
    ['MW', 'powerKW', 10_000],
    ['W/kWp', 'ratio', 0.01],
    ['kW/kWp', 'ratio', 10],
    ['degF', 'temperatureDegC', (10 - 32) / 1.8],
    ['EUR/kWh', 'priceEurPerMWh', 10_000],
    ['EUR/MWh', 'priceEurPerMWh', 10],
    ['m/s', 'speedMPerS', 10],
    ['Hz', 'frequencyHz', 10],
  ] as const)('in %s gives %s', (unit, quantity, value) => {
    const profile = open({ ...source, unit })
    expect(profile.quantity).toBe(quantity)
    expect(profile.valueAt(start)).toBeCloseTo(value, 9)
  })

  test('is scaled, reads semicolons, and rows without instants go on in steps', () => {
    const csv = file('plain.csv', 'a;b', '1;5', '2;7', '')
    const profile = open({
      csv,
      column: 'b',
      unit: 'kW',
      scale: 2,
      start: '2024-01-01T00:00:00+01:00',
      stepMinutes: 30,
    })
    expect(profile.valueAt(start - hour)).toBe(10)
    expect(profile.valueAt(start - hour / 2)).toBe(14)
  })

  test('bridges fields that are empty', () => {
    const csv = file(
      'gaps.csv',
      't,v',
      '2024-01-01T00:00Z,',
      '2024-01-01T01:00Z,4',
      '2024-01-01T02:00Z,',
      '2024-01-01T03:00Z,8',
    )
    expect(open({ csv, column: 'v', timeColumn: 't', unit: 'kW' }).valueAt(start + 2 * hour)).toBe(6)
  })

  test('of a year follows the calendar', () => {
    const days = Array.from({ length: 365 }, (_, day) => `${day}`)
    const csv = file('year.csv', 'day', ...days)
    const profile = open({ csv, column: 'day', unit: 'ratio', start: '2019-08-01T00:00:00Z', stepMinutes: 24 * 60 })
    expect(profile.valueAt(Date.UTC(2019, 7, 11))).toBe(10)
    expect(profile.valueAt(Date.UTC(2025, 7, 11))).toBe(10)
    expect(profile.valueAt(Date.UTC(2025, 0, 2))).toBe(154)
  })

  test('is read in UTC when its instants name no zone', () => {
    const csv = file('local.csv', 't,v', '2024-01-01 00:00,1', '2024-01-01 01:00:00,2')
    expect(open({ csv, column: 'v', timeColumn: 't', unit: 'kW' }).valueAt(start)).toBe(1)
  })

  test.each([
    ['a missing file', { csv: 'nowhere.csv' }, 0, '', /readable CSV file named nowhere.csv/],
    ['a missing column', { column: 'watt' }, 1, 'watt', /one of the columns t, power/],
    [
      'a word for a number',
      { csv: file('word.csv', 't,power', '2024-01-01T00:00Z,1', '2024-01-01T01:00Z,lots') },
      3,
      'power',
      /a number or nothing; there is "lots"/,
    ],
    [
      'a word for an instant',
      { csv: file('when.csv', 't,power', 'yesterday,1') },
      2,
      't',
      /ISO-8601 instant; there is "yesterday"/,
    ],
    [
      'instants that fall',
      { csv: file('fall.csv', 't,power', '2024-01-02T00:00Z,1', '2024-01-01T00:00Z,1') },
      3,
      't',
      /after the row above/,
    ],
    ['no rows', { csv: file('none.csv', 't,power') }, 2, 'power', /at least one row/],
    [
      'nothing but gaps',
      { csv: file('empty.csv', 't,power', '2024-01-01T00:00Z,') },
      2,
      'power',
      /at least one number/,
    ],
  ])('with %s names file, line, field and what was expected', (_what, change, line, field, expected) => {
    const issue = issueOf(() => open({ ...source, ...change }))
    expect(issue).toMatchObject({ line, field, expected: expect.stringMatching(expected) })
    expect(issue?.file).toContain(folder)
  })

  test('without any instants asks for them', () => {
    expect(issueOf(() => open({ csv, column: 'power', unit: 'kW' }))?.expected).toMatch(/timeColumn or stepMinutes/)
  })
})

describe('the profiles of a site', () => {
  const pv = { kind: 'pv', id: 'sun', ratedPowerKW: 1_000 } as const
  const csv = file('degrees.csv', 'v', '20')
  const degrees = { csv, column: 'v', unit: 'degC', stepMinutes: 60 } as const
  const plantWith = (profiles: Record<string, z.input<typeof profileSchema>>) =>
    createPlant({ site: siteOf([pv], { profiles }), siteFolder: folder, now: start })

  test('refuse a unit that can not drive the thing', () => {
    expect(issueOf(() => plantWith({ sun: degrees }))).toMatchObject({
      field: 'simulation.profiles.sun',
      expected: expect.stringContaining('ratio or powerKW'),
    })
  })

  test('refuse a name that nothing goes by', () => {
    expect(issueOf(() => plantWith({ moon: degrees }))).toMatchObject({ field: 'simulation.profiles.moon' })
  })

  test('drive a frequency, an ambient temperature and a power', () => {
    const hz = { csv: file('hz.csv', 'f', '49.7'), column: 'f', unit: 'Hz', stepMinutes: 1 } as const
    const kW = { csv: file('kw.csv', 'p', '640'), column: 'p', unit: 'kW', stepMinutes: 1 } as const
    const plant = plantWith({ grid: hz, ambient: degrees, sun: kW })
    plant.step(1_000)
    expect(plant.devices.get('grid')?.points().frequencyHz).toBeCloseTo(49.7)
    expect(plant.powerKW('sun')).toBeCloseTo(640)
  })
})

describe('the synthetic year', () => {
  const stockholm = { seed: 7, timeZone: 'Europe/Stockholm' }
  const day = (name: 'pv' | 'wind' | 'factory' | 'ambient' | 'price', month: number) =>
    Array.from({ length: 24 * 60 }, (_, minute) =>
      openProfile({ synthetic: name, scale: 1 }, '', stockholm).valueAt(Date.UTC(2025, month, 17) + minute * 60_000),
    )

  test('has a sun that is down at night, higher in summer, and behind clouds at times', () => {
    const [june, december] = [day('pv', 5), day('pv', 11)]
    expect(Math.max(...june)).toBeGreaterThan(0.7)
    expect(Math.max(...june)).toBeLessThanOrEqual(1)
    expect(mean(december)).toBeLessThan(0.15 * mean(june))
    expect(june[0]).toBe(0)
  })

  test('has a works with sharp peaks of more than a quarter of its rating on working days', () => {
    const seconds = Array.from({ length: 900 }, (_, s) =>
      openProfile({ synthetic: 'factory', scale: 1 }, '', stockholm).valueAt(Date.UTC(2025, 5, 17, 9) + s * 1_000),
    )
    const jumps = seconds.map((value, i) => value - (seconds[i - 3] ?? value))
    expect(jumps.filter((jump) => jump > 0.24).length).toBeGreaterThan(2)
    expect(Math.max(...seconds)).toBeLessThanOrEqual(1)
  })

  test('keeps wind, temperature and price in a range one has seen', () => {
    for (const month of [0, 3, 6, 9]) {
      expect(Math.min(...day('wind', month))).toBeGreaterThanOrEqual(0)
      expect(Math.max(...day('wind', month))).toBeLessThan(20)
      expect(Math.min(...day('ambient', month))).toBeGreaterThan(-25)
      expect(Math.max(...day('ambient', month))).toBeLessThan(35)
      expect(Math.max(...day('price', month))).toBeLessThan(250)
    }
  })
})

test('a start is read on the clock of the site, summer time included', () => {
  expect(simulatedStart('06-17 11:30', 'Europe/Stockholm', 0)).toBe(Date.UTC(2025, 5, 17, 9, 30))
  expect(simulatedStart('01-17 11:30', 'Europe/Stockholm', 0)).toBe(Date.UTC(2025, 0, 17, 10, 30))
  expect(simulatedStart(undefined, 'Europe/Stockholm', 42)).toBe(42)
})

const recorded = resolve(
  process.env['POWERCHAIN_DATA'] ?? join(import.meta.dirname, '../../../../shared/data'),
  'energy',
)
const energy = existsSync(join(recorded, 'citylearn2022_Building_1.csv')) ? recorded : likeRecorded()

/** Files of the same shape as the recorded ones, for machines that do not have them. */
function likeRecorded(): string {
  const hours = Array.from({ length: 8_760 }, (_, i) => {
    const sun = Math.max(0, Math.sin(((i % 24) - 6) * (Math.PI / 12)))
    return `${i % 12},${(i % 24) + 1},,${(1 + sun).toFixed(3)},${(600 * sun).toFixed(2)}`
  })
  file('citylearn2022_Building_1.csv', 'month,hour,empty,non_shiftable_load,solar_generation', ...hours)
  const quarters = Array.from({ length: 35_136 }, (_, i) => {
    const at = new Date(start + i * 900_000).toISOString().slice(0, 16)
    return `${at}Z,${(25 + 40 * Math.sin(i / 30)).toFixed(2)}`
  })
  file('ercot_hubavg_rt_15min_2024.csv', 't,rt_usd_mwh', ...quarters)
  return folder
}

describe('recorded series', () => {
  const building = { csv: 'citylearn2022_Building_1.csv', start: '2022-07-31T23:00:00Z', stepMinutes: 60 }

  test('of a photovoltaic plant: W per kWp by the hour, without instants', () => {
    const sun = open({ ...building, column: 'solar_generation', unit: 'W/kWp' }, energy)
    const year = Array.from({ length: 8_760 }, (_, i) => sun.valueAt(start + i * hour))
    expect(Math.min(...year)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...year)).toBeGreaterThan(0.4)
    expect(Math.max(...year)).toBeLessThanOrEqual(1)
  })

  test('of a load, enlarged to a works', () => {
    const load = open({ ...building, column: 'non_shiftable_load', unit: 'kW', scale: 500 }, energy)
    expect(load.quantity).toBe('powerKW')
    expect(load.valueAt(Date.UTC(2025, 5, 1, 18))).toBeGreaterThan(50)
  })

  test('of prices: a year of quarter-hours', () => {
    const price = open(
      {
        csv: 'ercot_hubavg_rt_15min_2024.csv',
        column: 'rt_usd_mwh',
        timeColumn: 't',
        unit: 'EUR/MWh',
        resample: 'hold',
      },
      energy,
    )
    expect(price.valueAt(Date.UTC(2024, 0, 1, 0, 20))).toBe(price.valueAt(Date.UTC(2024, 0, 1, 0, 29)))
    expect(Number.isFinite(price.valueAt(Date.UTC(2031, 11, 31, 23, 59)))).toBe(true)
  })
})
