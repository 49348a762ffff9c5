import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { deviceFaults, loadDefinitions, readChecked } from '../../../devices/index.ts'
import type { Person } from '../../../domain/access.ts'
import type { DeviceConfig } from '../../../domain/site.ts'
import { systemClock } from '../../../main/clock.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { loadSite } from '../../../main/config/load-site.ts'
import { columns } from '../../../main/field/list/columns.ts'
import { listWork } from '../../../main/field/list/check-list.ts'
import { createDeviceList } from '../../../main/field/list/device-list.ts'
import { readTable } from '../../../main/tables/read-table.ts'

const folder = mkdtempSync(join(tmpdir(), 'device-list-'))
afterAll(() => rmSync(folder, { recursive: true }))
const ada: Person = { name: 'Ada', role: 'engineer' }
const definitions = loadDefinitions()
const load = (file: string) =>
  loadSite({
    file,
    field: {
      read: readChecked,
      kindOf: (id) => definitions.get(id)?.kind,
      faultsOf: (config: DeviceConfig) => deviceFaults(config, definitions),
    },
  })

const text = `# Our works
version: 1
name: Works # the old ones
connection: { importLimitKW: 1000, exportLimitKW: 500 }
devices:
  # the meter hangs in the cellar
  - { id: meter, definition: powerchain/grid-meter, endpoint: "modbus-tcp://10.0.0.5:502" }
  - id: box
    definition: powerchain/mining-container # as delivered
    endpoint: modbus-tcp://10.0.0.6:502
    modbus: { transactionsInFlight: 4 }
assets:
  - { kind: grid, id: grid, name: Grid, device: meter }
  # the loud one
  - kind: container
    id: container-1
    name: Container 1
    device: box
    container: sha256
`
const siteFile = join(folder, 'site.yaml')
const audited: AuditEntry[] = []
const listOf = (file = siteFile, keepSiteFile = false) =>
  createDeviceList({
    siteFile: file,
    keepSiteFile,
    dataDir: join(folder, 'data'),
    work: listWork(load),
    audit: (entry) => audited.push(entry),
    clock: systemClock,
  })
const given = (csv: string) => ({ name: 'list.csv', base64: Buffer.from(csv).toString('base64') })
const meterRow = 'meter,powerchain/grid-meter,modbus-tcp://10.0.0.5:502,control,grid,grid,Grid'
const boxRow = 'box,powerchain/mining-container,modbus-tcp://10.0.0.6:502,control,container-1,container,Container 1'
const csvOf = (...rows: string[]) => given(['device,definition,endpoint,mode,asset,kind,name', ...rows].join('\n'))

beforeEach(() => {
  rmSync(folder, { recursive: true })
  mkdirSync(join(folder, 'data'), { recursive: true })
  writeFileSync(siteFile, text)
  audited.length = 0
})

test.each(['csv', 'xlsx'] as const)('an exported list (%s) changes nothing when it comes back', async (format) => {
  const list = listOf()
  const { name, base64 } = await list.export(format)
  expect(name).toBe(`devices.${format}`)
  expect(await list.check({ name, base64 })).toMatchObject({ changes: [], faults: [] })
})

test('the columns and their order are a promise', () => {
  expect(columns.map(({ name }) => name).join(' ')).toMatchInlineSnapshot(
    `"device definition endpoint unit serial mode security asset name kind feeder maxAgeMs ratedPowerKW minPowerKW chemistry ratedEnergyKWh minSocPct maxSocPct restSocPct units unitEnergyKWh electrolyserKW electrolyserMinKW fuelCellKW tankKg container rampUpKWPerS rampDownKWPerS minAmbientDegC maxAmbientDegC firmware stepKW minOnS minOffS holdS protection maxOutletDegC"`,
  )
})

test('a list adds, changes and removes; comments and what it does not mention stay', async () => {
  const list = listOf()
  const check = await list.check(
    csvOf(
      meterRow,
      boxRow.replace('10.0.0.6', '10.0.0.9').replace('Container 1', 'Loud one'),
      'sun,powerchain/pv-plant,modbus-tcp://10.0.0.7:502,control,,,',
    ),
  )
  expect(check).toMatchObject({
    faults: [],
    changes: [
      {
        deviceId: 'box',
        what: 'changed',
        details: [
          'endpoint: modbus-tcp://10.0.0.6:502 to modbus-tcp://10.0.0.9:502',
          'asset name: Container 1 to Loud one',
        ],
      },
      { deviceId: 'sun', what: 'added' },
    ],
  })
  expect(readFileSync(siteFile, 'utf8')).toBe(text)
  const applied = list.apply(ada, check.checkId, 'moved the box')
  const now = readFileSync(siteFile, 'utf8')
  for (const kept of [
    '# Our works',
    '# the old ones',
    '# the meter hangs in the cellar',
    '# as delivered',
    '# the loud one',
  ])
    expect(now).toContain(kept)
  expect(now).toContain('modbus: { transactionsInFlight: 4 }')
  expect(load(siteFile).devices).toMatchObject([
    { id: 'meter', mode: 'control' },
    { id: 'box', endpoint: 'modbus-tcp://10.0.0.9:502', mode: 'control' },
    { id: 'sun', mode: 'commissioning' },
  ])
  expect(applied.siteFile).toBe(siteFile)
  expect(readFileSync(applied.keptAs, 'utf8')).toBe(text)
  expect(audited).toMatchObject([
    { person: 'Ada', action: 'DevicesApplied', detail: expect.stringMatching(/moved the box/) as string },
  ])
  const removed = await list.check(csvOf(meterRow))
  expect(removed.changes.map(({ deviceId, what }) => `${deviceId} ${what}`)).toEqual(['box removed', 'sun removed'])
})

describe('fault 52: a list with faults is told by row and column, and nothing of it is applied', () => {
  test.each([
    [
      'unknown definition',
      [meterRow, boxRow.replace('mining-container', 'box')],
      3,
      'definition',
      /one of the device models/,
    ],
    [
      'wrong kind',
      [meterRow, boxRow.replace('container-1,container', 'container-1,pv')],
      3,
      'ratedPowerKW',
      /a number; it is missing/,
    ],
    ['no grid meter', [boxRow], 0, 'assets', /exactly one asset of kind grid/],
    ['an id twice', [meterRow, boxRow, boxRow], 4, 'device', /an id used once/],
    ['no id', [meterRow, boxRow, ',x,,,,,'], 4, 'device', /an id; the cell is empty/],
    ['bad address', [meterRow, boxRow.replace('modbus-tcp://', '')], 3, 'endpoint', /modbus-tcp:\/\/HOST:PORT/],
  ])('%s', async (_name, rows, row, column, expected) => {
    const list = listOf()
    const check = await list.check(csvOf(...rows))
    expect(check.faults[0]).toMatchObject({ row, column, expected: expect.stringMatching(expected) as string })
    expect(() => list.apply(ada, check.checkId, 'try anyway')).toThrow(
      expect.objectContaining({ code: 'Config.Invalid' }),
    )
    expect(readFileSync(siteFile, 'utf8')).toBe(text)
    expect(readdirSync(join(folder, 'data'), { recursive: true })).toEqual([])
  })

  test('a column nobody knows', async () => {
    const { faults } = await listOf().check(given('device,__proto__\nmeter,1\nbox,2'))
    expect(faults[0]).toMatchObject({
      row: 1,
      column: '__proto__',
      expected: expect.stringMatching(/one of the columns device/) as string,
    })
  })

  test('a number with a comma', async () => {
    const { faults } = await listOf().check(given('device;asset;ratedPowerKW\nmeter;grid;\nbox;container-1;1,3'))
    expect(faults).toEqual([{ row: 3, column: 'ratedPowerKW', expected: expect.stringMatching(/^a number/) as string }])
  })
})

test('a check is outdated once the file or the list has changed', async () => {
  const list = listOf()
  const first = await list.check(csvOf(meterRow, boxRow))
  const second = await list.check(csvOf(meterRow, boxRow))
  const outdated = expect.objectContaining({ code: 'Field.CheckOutdated' }) as Error
  expect(() => list.apply(ada, first.checkId, 'the first')).toThrow(outdated)
  writeFileSync(siteFile, `${text}\n`)
  expect(() => list.apply(ada, second.checkId, 'the second')).toThrow(outdated)
})

test("the product's own site file stays; the new one lies in the data folder and finds its profiles", async () => {
  const profile = 'simulation: { profiles: { pv: { csv: sun.csv, column: x, unit: kW } } }\n'
  writeFileSync(siteFile, text + profile)
  const list = listOf(siteFile, true)
  const { checkId } = await list.check(csvOf(meterRow, boxRow.replace('10.0.0.6', '10.0.0.9')))
  const { siteFile: written } = list.apply(ada, checkId, 'a new address')
  expect(written).toBe(join(folder, 'data', 'site.yaml'))
  expect(readFileSync(siteFile, 'utf8')).toBe(text + profile)
  expect(readFileSync(written, 'utf8')).toContain(join(folder, 'sun.csv'))
  expect(list.siteFile()).toBe(written)
  expect(existsSync(`${written}.new`)).toBe(false)
})

test('rows that begin with # are remarks', async () => {
  const { faults, changes } = await listOf().check(csvOf('# the meter first', meterRow, boxRow))
  expect({ faults, changes }).toEqual({ faults: [], changes: [] })
  expect((await readTable(csvOf('# x'))).rows).toHaveLength(1)
})
