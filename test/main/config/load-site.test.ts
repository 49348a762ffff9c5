import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { deviceFaults, loadDefinitions, readChecked } from '../../../devices/index.ts'
import { type ConfigIssue, PowerchainError } from '../../../domain/errors.ts'
import type { DeviceConfig } from '../../../domain/site.ts'
import { loadSite } from '../../../main/config/load-site.ts'

const folder = mkdtempSync(join(tmpdir(), 'load-site-'))
afterAll(() => rmSync(folder, { recursive: true }))

const definitions = loadDefinitions()
const field = {
  read: readChecked,
  kindOf: (id: string) => definitions.get(id)?.kind,
  faultsOf: (config: DeviceConfig) => deviceFaults(config, definitions),
}

const lines = [
  'version: 1', // 1
  'name: Works',
  'timeZone: Europe/Berlin',
  'connection: { importLimitKW: 1000, exportLimitKW: 500 }',
  'feeders:', // 5
  '  - { id: feeder-a, name: Feeder A, limitKW: 900 }',
  'devices:',
  '  - { id: meter, definition: powerchain/grid-meter, endpoint: "modbus-tcp://10.0.0.5:502" }',
  '  - id: box',
  '    definition: powerchain/mining-container', // 10
  '    endpoint: simulated',
  'assets:',
  '  - { kind: grid, id: grid, name: Grid, device: meter }',
  '  - kind: container',
  '    id: container-1', // 15
  '    name: Container 1',
  '    device: box',
  '    feeder: feeder-a',
  '    container: sha256',
  'simulation: { seed: 1 }', // 20
]

/** The good file with some lines replaced, given as number and text. */
function siteWith(changes: Record<number, string>): string {
  const file = join(folder, 'site.yaml')
  writeFileSync(file, lines.map((line, i) => changes[i + 1] ?? line).join('\n'))
  return file
}

function issuesOf(file: string): ConfigIssue[] {
  try {
    loadSite({ file, field })
    return []
  } catch (error) {
    if (error instanceof PowerchainError && error.code === 'Config.Invalid')
      return error.details['issues'] as ConfigIssue[]
    throw error
  }
}

test('a right file loads with its defaults', () => {
  expect(loadSite({ file: siteWith({}), field })).toMatchObject({
    cycleMs: 200,
    devices: [{ unit: 1 }, { mode: 'control' }],
  })
})

test('the demonstration site loads', () => {
  const file = join(import.meta.dirname, '../../../devices/simulated/demo-site.yaml')
  expect(loadSite({ file, field }).assets.length).toBeGreaterThan(10)
})

type Row = [
  name: string,
  changes: Record<number, string>,
  line: number,
  column: number,
  field: string,
  expected: RegExp,
]

describe('a wrong file names line, column, field and what was expected', () => {
  test.each<Row>([
    ['syntax', { 2: 'name: "Works' }, 2, 13, '', /valid YAML.*[Mm]issing closing/],
    ['unknown key', { 3: 'timezone: UTC' }, 3, 1, 'timezone', /one of the fields version, name, timeZone/],
    [
      'wrong type',
      { 4: 'connection: { importLimitKW: much, exportLimitKW: 500 }' },
      4,
      30,
      'connection.importLimitKW',
      /^a number; found "much"$/,
    ],
    [
      'missing field',
      { 4: 'connection: { importLimitKW: 1000 }' },
      4,
      1,
      'connection.exportLimitKW',
      /^a number; it is missing$/,
    ],
    ['missing in a list', { 16: '' }, 14, 5, 'assets[1].name', /^a text; it is missing$/],
    ['duplicate id', { 9: '  - id: meter' }, 9, 9, 'devices[1].id', /an id used once; "meter" is there already/],
    ['bad id', { 15: '    id: Container 1' }, 15, 9, 'assets[1].id', /lower-case words/],
    ['unknown device', { 17: '    device: bux' }, 17, 13, 'assets[1].device', /one of the devices: meter, box/],
    ['unknown feeder', { 18: '    feeder: feeder-b' }, 18, 13, 'assets[1].feeder', /one of the feeders: feeder-a/],
    ['two grids', { 14: '  - kind: grid', 19: '' }, 12, 1, 'assets', /exactly one asset of kind grid; there are 2/],
    ['bad endpoint', { 11: '    endpoint: 10.0.0.5' }, 11, 15, 'devices[1].endpoint', /modbus-tcp:\/\/HOST:PORT/],
    [
      'port of another world',
      { 11: '    endpoint: modbus-tcp://a:70000' },
      11,
      15,
      'devices[1].endpoint',
      /port between 1 and 65535/,
    ],
    [
      'other protocol',
      { 11: '    endpoint: opc.tcp://127.0.0.1:4840' },
      11,
      15,
      'devices[1].endpoint',
      /an address with modbus-tcp/,
    ],
    ['bad time zone', { 3: 'timeZone: Middle/Earth' }, 3, 11, 'timeZone', /an IANA time zone/],
    [
      'unknown definition',
      { 10: '    definition: acme/box' },
      10,
      17,
      'devices[1].definition',
      /one of the device models .*powerchain\/grid-meter/,
    ],
    [
      'definition of another kind',
      { 10: '    definition: powerchain/pv-plant' },
      17,
      13,
      'assets[1].device',
      /a device of kind container; "box" is a powerchain\/pv-plant \(pv\)/,
    ],
    [
      'one device for two assets',
      { 19: '    container: sha256\n  - { kind: container, id: c2, name: C2, device: box, container: sha256 }' },
      20,
      50,
      'assets[2].device',
      /a device of its own; "box" speaks for container-1 already/,
    ],
    [
      'negative rating',
      { 19: '    container: sha256\n    ratedPowerKW: -5' },
      20,
      19,
      'assets[1].ratedPowerKW',
      /a number of at least 0; found -5/,
    ],
    ['unknown kind', { 14: '  - kind: reactor' }, 14, 11, 'assets[1].kind', /one of grid, pv, wind/],
    [
      'unknown key of a kind',
      { 19: '    container: sha256\n    socPct: 5' },
      20,
      5,
      'assets[1].socPct',
      /one of the fields kind, id, name, device.*rampUpKWPerS/,
    ],
    ['newer version', { 1: 'version: 2' }, 1, 10, 'version', /^1; found 2$/],
    ['simulated without a simulation', { 20: '' }, 1, 1, 'simulation', /a simulation section/],
    [
      'not a site at all',
      Object.fromEntries(lines.map((_, i) => [i + 1, i === 0 ? 'hello' : ''])),
      1,
      1,
      '',
      /a section with fields; found "hello"/,
    ],
  ])('%s', (_name, changes, line, column, name, expected) => {
    const file = siteWith(changes)
    const [issue] = issuesOf(file)
    expect(issue).toEqual({ file, line, column, field: name, expected: expect.stringMatching(expected) as string })
  })

  test('everything at once', () => {
    const issues = issuesOf(siteWith({ 2: 'name: 7', 4: 'connection: {}', 15: '    id: 9' }))
    expect(issues.map((i) => i.field)).toEqual([
      'name',
      'connection.importLimitKW',
      'connection.exportLimitKW',
      'assets[1].id',
    ])
  })

  test('as text, one line for each', () => {
    const file = siteWith({ 2: 'name: 7' })
    expect(() => loadSite({ file, field })).toThrow(`${file}:2:7 name: a text; found 7`)
  })
})

test('a file that is absent or too large is refused', () => {
  expect(() => loadSite({ file: join(folder, 'none.yaml'), field })).toThrow(
    expect.objectContaining({ code: 'Config.NotFound' }),
  )
  const file = siteWith({ 20: `# ${'x'.repeat(1_100_000)}` })
  expect(issuesOf(file)).toEqual([
    expect.objectContaining({ line: 0, expected: expect.stringMatching(/at most 1000000 bytes/) as string }),
  ])
})
