import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { planBlocks } from '../../devices/points/blocks.ts'
import {
  builtInFolder,
  definitionFiles,
  loadDefinitions,
  readDefinition,
  readDefinitions,
} from '../../devices/load-definitions.ts'
import { isControllable } from '../../domain/asset.ts'
import { pointSpec, type PointName } from '../../domain/points.ts'
import { systemClock as clock } from '../../main/clock.ts'

describe('every device model that comes with the product', () => {
  const files = definitionFiles(builtInFolder).map((file) => relative(builtInFolder, file))

  test('is there for each kind, and blueprints are not loaded', () => {
    const kinds = new Set([...loadDefinitions().values()].map((d) => d.kind))
    expect([...kinds].sort()).toEqual(
      ['battery', 'container', 'flywheel', 'genset', 'grid', 'hydrogen', 'load', 'pv', 'wind'].sort(),
    )
    expect([...loadDefinitions().keys()].filter((id) => id.startsWith('example/'))).toEqual([])
    expect(files).toContain('_blueprint.yaml')
  })

  test.each(files)('%s is right', (name) => {
    const { value: definition } = readDefinition(join(builtInFolder, name))
    const points = Object.entries(definition.points)
    expect(points.map(([point]) => pointSpec(point as PointName)).every(Boolean)).toBe(true)
    expect(definition.points.activePowerKW).toBeDefined()
    expect(points.every(([, { plausible }]) => !plausible || plausible[0] < plausible[1])).toBe(true)
    expect(definition.setpoint === undefined || definition.points.setpointKW !== undefined).toBe(true)
    expect(definition.setpoint === undefined || isControllable(definition.kind)).toBe(true)
    // a SunSpec setpoint carries the time of the watchdog with it
    const isKept = definition.heartbeat !== undefined || definition.protocol === 'sunspec'
    expect(definition.watchdog === undefined || isKept).toBe(true)
  })

  test('reads its fast points in one request', () => {
    const modbus = [...loadDefinitions().values()].filter((d) => d.protocol === 'modbus')
    const fast = modbus.map((d) => [d.id, planBlocks(d).filter((b) => b.poll === 'fast').length])
    expect(fast.filter(([, count]) => Number(count) > 1)).toEqual([])
  })
})

const meter = (id: string, more = '') =>
  `protocol: modbus\nid: ${id}\nkind: load\nmaker: A\nmodel: B\nsource: test\npoints:\n  voltageV: { register: 0, type: uint16 }\n${more}`

describe('device models of a site', () => {
  let folder: string
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'definitions-'))))
  afterEach(() => rmSync(folder, { recursive: true }))

  const put = (name: string, text: string) => {
    mkdirSync(join(folder, 'load'), { recursive: true })
    writeFileSync(join(folder, 'load', name), text)
  }

  test('are added to the built-in ones', () => {
    put('a.yaml', meter('acme/meter'))
    const known = loadDefinitions({ extra: folder })
    expect(known.get('acme/meter')).toMatchObject({ kind: 'load', block: { max: 125, gap: 8 } })
    expect(known.size).toBe(loadDefinitions({ extra: join(folder, 'none') }).size + 1)
  })

  test('every fault of every file is named at once', () => {
    put('a.yaml', meter('acme/meter'))
    put('b.yaml', meter('acme/meter'))
    put('c.yaml', meter('acme/other', 'setpoint: { register: 1, type: int16, volts: 3 }\n'))
    put(
      'd.yaml',
      meter('acme/third', '  activePowerKW: { register: 1, type: int99 }\n  wattage: { register: 2, type: int16 }\n'),
    )
    const text = (() => {
      try {
        return String(loadDefinitions({ extra: folder }))
      } catch (error) {
        return (error as Error).message.replaceAll(`${join(folder, 'load')}/`, '')
      }
    })()
    expect(text.split('\n').sort()).toEqual([
      'b.yaml:2:5 id: an id used once; "acme/meter" is there already',
      'c.yaml:7:1 points.setpointKW: the setpoint as it is read back, because there is one to write',
      'c.yaml:9:1 setpoint.frame: generator or load: whose sign the device uses',
      'c.yaml:9:1 setpoint.plausible: the range of setpoints that may be written, here or at setpointKW or activePowerKW',
      expect.stringMatching(
        /^c.yaml:9:39 setpoint.volts: one of the fields table, register, .*; "volts" is not known$/,
      ),
      expect.stringMatching(
        /^d.yaml:10:3 points.wattage: one of the fields activePowerKW, .*; "wattage" is not known$/,
      ),
      expect.stringMatching(/^d.yaml:9:39 points.activePowerKW.type: one of int16, .*; found "int99"$/),
    ])
  })

  test.each([
    ['a power without a frame', 'points.activePowerKW.frame', '  activePowerKW: { register: 1, type: int16 }\n'],
    [
      'a setpoint that cannot be read back',
      'points.setpointKW',
      'setpoint: { register: 1, type: int16, frame: load }\n',
    ],
    [
      'a setpoint in a table that cannot be written',
      'setpoint.table',
      'setpoint: { table: input, register: 1, type: int16, frame: load }\n',
    ],
    ['a scale of nothing', 'points.currentA.scale', '  currentA: { register: 1, type: int16, scale: 0 }\n'],
  ])('%s is refused', (_name, field, more) => {
    put('a.yaml', meter('acme/meter', more))
    expect(() => loadDefinitions({ extra: folder })).toThrow(`${field}: `)
  })

  const reread = () => readDefinitions({ extra: folder, clock })

  test('a faulty file takes only its own model with it, and is named to the column', () => {
    put('a.yaml', meter('acme/meter'))
    put('b.yaml', meter('acme/other', '  currentA: { register: 1, type: int99 }\n'))
    put('c.yaml', 'id: [')
    const { definitions, own, faults, readAt } = reread()
    expect(definitions.has('acme/meter')).toBe(true)
    expect(definitions.size).toBe(loadDefinitions().size + 1)
    expect([...own]).toEqual(['acme/meter'])
    expect(faults.map(({ file, line, column, field }) => [relative(folder, file), line, column, field])).toEqual([
      [join('load', 'b.yaml'), 9, 34, 'points.currentA.type'],
      [join('load', 'c.yaml'), expect.any(Number), expect.any(Number), ''],
    ])
    expect(faults[0]?.expected).toMatch(/^one of int16, .*; found "int99"$/)
    expect(readAt).toBeGreaterThan(0)
  })

  test('a file of the site stands for a model of the product, and that is told', () => {
    put('a.yaml', meter('eastron/sdm630'))
    const { definitions, replaced, faults } = reread()
    expect(definitions.get('eastron/sdm630')).toMatchObject({ maker: 'A', kind: 'load' })
    expect([replaced, faults]).toEqual([['eastron/sdm630'], []])
    expect(loadDefinitions({ extra: folder }).get('eastron/sdm630')).toMatchObject({ maker: 'A' })
  })

  test('what cannot be read at all is a fault, and no folder is none', () => {
    writeFileSync(join(folder, 'a.yaml'), '')
    mkdirSync(join(folder, 'b.yaml'))
    expect(reread().faults.length).toBeGreaterThanOrEqual(2)
    expect(readDefinitions({ extra: join(folder, 'a.yaml'), clock }).faults).toMatchObject([{ line: 0 }])
    expect(readDefinitions({ extra: join(folder, 'none'), clock }).faults).toEqual([])
  })

  test('files are read again, not remembered', () => {
    expect(reread().own.size).toBe(0)
    put('a.yaml', meter('acme/meter'))
    expect(reread().own.size).toBe(1)
  })
})
