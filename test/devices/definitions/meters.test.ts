import { describe, expect, test } from 'vitest'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import { type Dump, float32, float64, int16, int32, readDump, uint64 } from './modbus-dump.ts'

const definitions = loadDefinitions()

function read(id: string, dump: Dump) {
  const definition = definitions.get(id)
  if (definition?.protocol !== 'modbus') throw new Error(`no Modbus definition ${id}`)
  return readDump(definition, dump)
}

const rounded = (values: Record<string, number | string | null>) =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? Number(value.toFixed(4)) : value]),
  )

describe('a dump in the format of the maker reads as', () => {
  test.each<[string, Dump, Record<string, number | string | null>]>([
    [
      'eastron/sdm630',
      {
        0x00: float32(230.5),
        0x34: float32(-4_250),
        0x3c: float32(310),
        0x46: float32(49.98),
        0x48: float32(1_234.5),
        0x4a: float32(67.25),
      },
      {
        activePowerKW: -4.25,
        reactivePowerKvar: 0.31,
        voltageV: 230.5,
        frequencyHz: 49.98,
        importedKWh: 1_234.5,
        exportedKWh: 67.25,
      },
    ],
    ...['carlo-gavazzi/em340', 'carlo-gavazzi/em24-ethernet'].map((id): [string, Dump, Record<string, number>] => [
      id,
      {
        0x00: int32(2_305, 'low'),
        0x28: int32(-123_456, 'low'),
        0x33: int16(500),
        0x34: int32(98_765, 'low'),
        0x4e: int32(432, 'low'),
      },
      { activePowerKW: -12.3456, voltageV: 230.5, frequencyHz: 50, importedKWh: 9_876.5, exportedKWh: 43.2 },
    ]),
    [
      'siemens/pac2200',
      {
        1: float32(231.25),
        61: float32(125.5),
        65: float32(-87_500),
        67: float32(12_250),
        801: float64(123_456_789),
        809: float64(2_500),
      },
      {
        activePowerKW: -87.5,
        reactivePowerKvar: 12.25,
        voltageV: 231.25,
        currentA: 125.5,
        importedKWh: 123_456.789,
        exportedKWh: 2.5,
      },
    ],
    [
      'abb/b23-b24',
      {
        0x5000: uint64(1_234_567),
        0x5004: uint64(0),
        0x5b00: int32(2_301),
        0x5b0c: int32(1_234),
        0x5b14: int32(-150_000),
        0x5b2c: int16(4_999),
      },
      {
        activePowerKW: -1.5,
        voltageV: 230.1,
        currentA: 12.34,
        frequencyHz: 49.99,
        importedKWh: 12_345.67,
        exportedKWh: 0,
      },
    ],
    [
      'janitza/umg96rm-e',
      {
        19_000: float32(232.5),
        19_018: float32(640),
        19_026: float32(412_000),
        19_042: float32(-25_500),
        19_050: float32(50.02),
        19_068: float32(8_000_000),
        19_076: float32(1_000),
      },
      {
        activePowerKW: 412,
        reactivePowerKvar: -25.5,
        voltageV: 232.5,
        currentA: 640,
        frequencyHz: 50.02,
        importedKWh: 8_000,
        exportedKWh: 1,
      },
    ],
    [
      'schneider/iem3000',
      {
        3_009: float32(72.5),
        3_027: float32(231.5),
        3_059: float32(-48.25),
        3_067: float32(6.5),
        3_109: float32(49.97),
        3_203: uint64(123_456_789),
        3_207: uint64(2_500),
      },
      {
        activePowerKW: -48.25,
        reactivePowerKvar: 6.5,
        voltageV: 231.5,
        currentA: 72.5,
        frequencyHz: 49.97,
        importedKWh: 123_456.789,
        exportedKWh: 2.5,
      },
    ],
    [
      'sungrow/sg',
      { 5_003: int32(70_123, 'low'), 5_030: int32(98_700, 'low') },
      { activePowerKW: 98.7, injectedKWh: 70_123 },
    ],
    [
      'socomec/countis-e4x',
      {
        0xc558: int32(23_012),
        0xc55e: int32(5_001),
        0xc568: int32(-1_234),
        0xc56a: int32(250),
        0xc588: int32(17_500),
        0xc652: int32(4_711),
        0xc658: int32(12),
      },
      {
        activePowerKW: -12.34,
        reactivePowerKvar: 2.5,
        voltageV: 230.12,
        frequencyHz: 50.01,
        currentA: 17.5,
        importedKWh: 4_711,
        exportedKWh: 12,
      },
    ],
    [
      'huawei/smart-power-sensor',
      { 37_113: int32(2_500), 37_121: int32(123_456) },
      { activePowerKW: -2.5, importedKWh: 1_234.56 },
    ],
    [
      'sungrow/sh-meter',
      { 13_009: int32(-1_800, 'low'), 13_036: int32(70_000, 'low') },
      { activePowerKW: 1.8, importedKWh: 7_000 },
    ],
    [
      'huawei/sun2000',
      { 32_064: int32(7_345), 32_106: int32(3_500_000) },
      { activePowerKW: 7.345, injectedKWh: 35_000 },
    ],
    [
      'huawei/luna2000',
      { 37_001: int32(3_000), 37_004: int16(875), 37_068: int32(12_345) },
      { activePowerKW: -3, socPct: 87.5, injectedKWh: 123.45 },
    ],
    ['victron/gx-battery', { 842: int16(-1_250), 843: int16(64) }, { activePowerKW: 1.25, socPct: 64 }],
    [
      'sma/battery-inverter',
      { 30_775: int32(-2_000), 30_845: int32(55), 30_513: uint64(1_234_500) },
      { activePowerKW: -2, socPct: 55, injectedKWh: 1_234.5 },
    ],
  ])('%s', (id, dump, expected) => {
    expect(rounded(read(id, dump))).toEqual(expected)
  })
})

const notProvided = expect.stringContaining('not provided') as unknown

describe('fault 14: what the maker marks as not available is no value', () => {
  test.each<[string, Dump, string]>([
    ['abb/b23-b24', { 0x5b14: '7fffffff' }, 'activePowerKW'],
    ['abb/b23-b24', { 0x5b00: 'ffffffff' }, 'voltageV'],
    ['abb/b23-b24', { 0x5b2c: 'ffff' }, 'frequencyHz'],
    ['abb/b23-b24', { 0x5000: 'ffffffffffffffff' }, 'importedKWh'],
    ['sma/battery-inverter', { 30_775: '80000000' }, 'activePowerKW'],
    ['sma/battery-inverter', { 30_845: 'ffffffff' }, 'socPct'],
    ['sma/battery-inverter', { 30_513: 'ffffffffffffffff' }, 'injectedKWh'],
    ['schneider/iem3000', { 3_203: '8000000000000000' }, 'importedKWh'],
    ['huawei/luna2000', { 37_001: '7fffffff' }, 'activePowerKW'],
    ['huawei/luna2000', { 37_004: 'ffff' }, 'socPct'],
    ['huawei/smart-power-sensor', { 37_121: 'ffffffff' }, 'importedKWh'],
  ])('%s %o', (id, dump, point) => {
    expect(read(id, dump)).toMatchObject({ [point]: notProvided })
  })

  test('eastron/sdm630: NaN in a float', () => {
    expect(read('eastron/sdm630', { 0x34: '7fc00000' })).toMatchObject({ activePowerKW: 'not a number' })
  })
})
