import { expect, test } from 'vitest'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import { decodeBlock } from '../../../devices/sunspec/decode-block.ts'
import { discover } from '../../../devices/sunspec/discover.ts'
import { loadModels } from '../../../devices/sunspec/load-models.ts'
import { planDefinition } from '../../../devices/sunspec/plan.ts'
import { commonHex, endHex, markerHex, modelHex, RegisterDump } from '../sunspec/register-dump.ts'
import { float32 } from './modbus-dump.ts'

const definitions = loadDefinitions()
const models = loadModels()

async function read(id: string, ...parts: string[]) {
  const definition = definitions.get(id)
  if (definition?.protocol !== 'sunspec') throw new Error(`no SunSpec definition ${id}`)
  const dump = new RegisterDump()
  dump.put(40_000, markerHex + commonHex('Maker', 'Model', 'SN') + parts.join('') + endHex)
  const { models: found } = await discover(dump.read, models)
  const { blocks, missing } = planDefinition(definition, found, models)
  const values = []
  for (const block of blocks)
    values.push(...decodeBlock(block, await dump.read(block.model.start + block.from, block.length)))
  return { missing, ...Object.fromEntries(values.map(([name, { value, reason }]) => [name, reason ?? value])) }
}

// 3-phase inverter: 21.3 A, 230.4 V, 4870 W, 50.00 Hz, -120 var, 12,345,670 Wh, heat sink 41.5 °C, MPPT, no event
const inverter = modelHex({
  id: 103,
  length: 50,
  fields: {
    2: '00d5',
    6: 'ffff',
    10: '0900',
    13: 'ffff',
    14: '01e7',
    15: '0001',
    16: '1388',
    17: 'fffe',
    20: 'ff88',
    21: '0000',
    24: '0012d687',
    26: '0001',
    34: '019f',
    37: 'ffff',
    38: '0004',
    40: '00000000',
  },
})
const inverterValues = {
  activePowerKW: 4.87,
  reactivePowerKvar: -0.12,
  voltageV: 230.4,
  currentA: 21.3,
  frequencyHz: 50,
  injectedKWh: 12_345.67,
  state: 3,
  missing: [],
}

// meter: -35.4 A, 231.0 V, 49.98 Hz, W -8130, exported 5,000 Wh, imported 250,000 Wh
const meter = modelHex({
  id: 203,
  length: 105,
  fields: {
    2: 'fe9e',
    6: 'ffff',
    7: '0906',
    15: 'ffff',
    16: '1386',
    17: 'fffe',
    18: 'fcd3',
    22: '0001',
    38: '00000005',
    46: '000000fa',
    54: '0003',
  },
})
const meterValues = { voltageV: 231, currentA: -35.4, frequencyHz: 49.98, importedKWh: 250, exportedKWh: 5 }

test('fronius/sunspec-inverter with integers', async () => {
  expect(await read('fronius/sunspec-inverter', inverter)).toEqual({ ...inverterValues, faultCode: 0 })
})

test('fronius/sunspec-inverter with floats', async () => {
  const fields = { 16: float32(230.5), 22: float32(4_870), 24: float32(50), 32: float32(12_345_000), 48: '0005' }
  expect(await read('fronius/sunspec-inverter', modelHex({ id: 113, length: 60, fields }))).toMatchObject({
    activePowerKW: 4.87,
    voltageV: 230.5,
    injectedKWh: 12_345,
    state: 4,
    reactivePowerKvar: 'not provided',
  })
})

test('solaredge/inverter takes the heat sink for its temperature', async () => {
  expect(await read('solaredge/inverter', inverter, meter)).toEqual({ ...inverterValues, temperatureDegC: 41.5 })
})

test('fronius/smart-meter: import is positive; solaredge/meter: export is', async () => {
  expect(await read('fronius/smart-meter', meter)).toEqual({ ...meterValues, activePowerKW: -8.13, missing: [] })
  const solarEdge = await read('solaredge/meter', inverter, meter)
  expect(solarEdge).toEqual({ ...meterValues, activePowerKW: 8.13, missing: [] })
})

test('kostal/plenticore-battery', async () => {
  const fields = { 11: '0040', 47: 'f448', 56: '0000', 63: '0000' }
  expect(await read('kostal/plenticore-battery', modelHex({ id: 802, length: 62, fields }))).toEqual({
    activePowerKW: -3,
    socPct: 64,
    missing: [],
  })
})

test('sunspec/der-storage', async () => {
  const measured = modelHex({
    id: 701,
    length: 153,
    fields: {
      4: '0003',
      6: '00000000',
      10: 'fc18',
      12: '0064',
      14: '0190',
      16: '08fc',
      17: '0000c34b',
      19: '00000000000f4240',
      23: '00000000001e8480',
      36: '00fa',
      113: 'ffff',
      114: 'ffff',
      115: 'fffd',
      116: '0002',
      119: '0001',
      120: '0001',
      122: 'ffff',
    },
  })
  const capacity = modelHex({ id: 702, length: 50, fields: { 26: '01f4', 34: '0190', 45: '0003' } })
  const controls = modelHex({ id: 704, length: 57, fields: { 24: 'fffffc18', 55: '0002' } })
  const storage = modelHex({ id: 713, length: 7, fields: { 3: '0064', 4: '0305', 5: '03e7', 7: '0004', 8: 'ffff' } })
  const droop = modelHex({ id: 711, length: 20, fields: { 2: '0001' } })
  expect(await read('sunspec/der-storage', measured, capacity, controls, droop, storage)).toEqual({
    responseArmed: 1,
    activePowerKW: -100,
    setpointKW: -100,
    minPowerKW: -400,
    maxPowerKW: 500,
    reactivePowerKvar: 1,
    voltageV: 230,
    currentA: 40,
    frequencyHz: 49.995,
    injectedKWh: 10_000,
    absorbedKWh: 20_000,
    temperatureDegC: 25,
    socPct: 77.3,
    sohPct: 99.9,
    usableEnergyKWh: 1_000,
    state: 3,
    faultCode: 0,
    missing: [],
  })
})

test('sunspec/inverter and sunspec/basic-storage read the older models together', async () => {
  const nameplate = modelHex({ id: 120, length: 26, fields: { 23: '001a', 24: '0002', 25: '0032', 26: '0002' } })
  const settings = modelHex({ id: 121, length: 30, fields: { 2: '0064', 22: '0002' } })
  const status = modelHex({ id: 122, length: 44, fields: { 31: '0032', 32: '0002' } })
  const immediate = modelHex({ id: 123, length: 24, fields: {} })
  const storage = modelHex({ id: 124, length: 24, fields: { 8: '1e61', 11: '0004', 22: 'fffe' } })
  const parts = [inverter, nameplate, settings, status, immediate, storage]
  expect(await read('sunspec/inverter', ...parts)).toMatchObject({
    activePowerKW: 4.87,
    maxPowerKW: 10,
    availablePowerKW: 5,
    state: 3,
    missing: ['setpointKW'],
  })
  expect(await read('sunspec/basic-storage', ...parts)).toMatchObject({
    minPowerKW: -2.6,
    maxPowerKW: 5,
    socPct: 77.77,
    missing: ['setpointKW'],
  })
})
