import { expect, test } from 'vitest'
import { opcUaDefinition } from '../../../devices/definition.ts'
import { deviceFaults } from '../../../devices/endpoint.ts'
import { loadDefinitions } from '../../../devices/load-definitions.ts'
import { deviceConfig } from '../../../domain/site.ts'

const definitions = loadDefinitions()
const wheel = { id: 'wheel', definition: 'powerchain/flywheel-bank', endpoint: 'opc.tcp://10.0.0.7:4840/wheel' }
const meter = { id: 'meter', definition: 'powerchain/grid-meter', endpoint: 'modbus-tcp://10.0.0.5:502' }
const flywheel = { protocol: 'opcUa', id: 'test/box', kind: 'load', maker: 'Test', model: 'Box', source: 'test' }
const user = { name: 'operator', secret: 'file:wheel' }

const faultsOf = (config: unknown) => deviceFaults(deviceConfig.parse(config), definitions).map(({ field }) => field)

test.each([
  ['nothing said: the best the server offers', wheel],
  ['a policy', { ...wheel, security: 'Aes256_Sha256_RsaPss' }],
  ['no encryption, named', { ...wheel, security: 'none' }],
  ['a user', { ...wheel, user }],
])('an OPC UA server elsewhere may be given with %s', (_name, config) => {
  expect(faultsOf(config)).toEqual([])
})

test.each([
  ['a user without encryption', { ...wheel, security: 'none', user }, ['user']],
  ['encryption for a Modbus device', { ...meter, security: 'Basic256Sha256' }, ['security']],
  ['a user for a Modbus device', { ...meter, user }, ['user']],
])('%s is a fault of the site file', (_name, config, fields) => {
  expect(faultsOf(config)).toEqual(fields)
})

test.each([
  ['a broken policy', { ...wheel, security: 'Basic128Rsa15' }],
  ['a password in the file itself', { ...wheel, user: { name: 'operator', secret: 'hunter2' } }],
  ['a secret outside its folder', { ...wheel, user: { name: 'operator', secret: 'file:../site.db' } }],
])('%s does not parse', (_name, config) => {
  expect(deviceConfig.safeParse(config).success).toBe(false)
})

test.each([
  ['nsu=urn:maker:model;s=Power', true],
  ['ns=0;i=2259', true],
  ['ns=1;s=Power', false],
  ['ns=12;i=4', false],
  ['s=Power', false],
])('fault 57: a definition may name the node %s: %s', (node, isTaken) => {
  const definition = {
    ...flywheel,
    points: { voltageV: { node } },
  }
  expect(opcUaDefinition.safeParse(definition).success).toBe(isTaken)
})
