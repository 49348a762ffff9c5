import { expect, test } from 'vitest'
import { deviceFaults } from '../../devices/endpoint.ts'
import { loadDefinitions } from '../../devices/load-definitions.ts'
import { deviceConfig } from '../../domain/site.ts'

const definitions = loadDefinitions()

test.each([
  ['modbus-tcp://10.0.0.5:502', 0, []],
  ['modbus-tcp://10.0.0.5:502', 255, []],
  ['modbus-rtu-tcp://10.0.0.5:4001', 247, []],
  ['modbus-rtu-tcp://10.0.0.5:4001', 0, ['unit: units are 1 to 247 with modbus-rtu-tcp, the lower one first']],
  ['modbus-rtu:///dev/ttyUSB0', 248, ['unit: units are 1 to 247 with modbus-rtu, the lower one first']],
])('%s, unit %i: %j', (endpoint, unit, faults) => {
  const config = deviceConfig.parse({ id: 'meter', definition: 'eastron/sdm630', endpoint, unit })
  expect(deviceFaults(config, definitions).map(({ field, expected }) => `${field}: ${expected}`)).toEqual(faults)
})
