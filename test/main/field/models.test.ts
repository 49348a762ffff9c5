import { expect, test } from 'vitest'
import { deviceConfig } from '../../../domain/site.ts'
import type { AuditEntry } from '../../../main/audit/audit.ts'
import { createModels, type DeviceModel, type ModelsRead } from '../../../main/field/models.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const model = (id: string, points: string[] = ['activePowerKW'], more: Partial<DeviceModel> = {}): DeviceModel => ({
  id,
  kind: 'pv',
  maker: 'Acme',
  model: id,
  protocol: 'modbus',
  source: 'manual',
  points: Object.fromEntries(points.map((point) => [point, {}])),
  ...more,
})
const read = (own: DeviceModel[], faults: ModelsRead<DeviceModel>['faults'] = []): ModelsRead<DeviceModel> => ({
  definitions: new Map([model('product/one'), ...own].map((one) => [one.id, one])),
  own: new Set(own.map(({ id }) => id)),
  faults,
  readAt: 1,
})
const fault = { file: 'acme.yaml', line: 3, column: 5, field: 'kind', expected: 'one of grid, pv' }
const sun = deviceConfig.parse({ id: 'sun', definition: 'acme/sun', endpoint: 'modbus-tcp://10.0.0.1:502' })

function library(first: ModelsRead<DeviceModel>, devices = [sun]) {
  const audited: AuditEntry[] = []
  const seen = { now: first, reopened: [] as string[], renewed: 0, changed: () => {} }
  const models = createModels<DeviceModel>({
    first,
    read: () => seen.now,
    watch(onChange) {
      seen.changed = onChange
      return () => {}
    },
    devices,
    faultsOf: (_config, definitions) =>
      definitions.get('acme/sun')?.protocol === 'opcUa' ? [{ field: 'endpoint', expected: 'opc.tcp://...' }] : [],
    reopen: (config) => Promise.resolve(void seen.reopened.push(config.id)),
    onPoints: () => seen.renewed++,
    audit: (entry) => audited.push(entry),
    clock: createVirtualClock(),
  })
  return { models, seen, audited }
}

test('a new file is there at once; nobody is disturbed', async () => {
  const { models, seen, audited } = library(read([model('acme/sun')]))
  models.start()
  seen.now = read([model('acme/sun'), model('acme/wind')])
  seen.changed()
  await expect.poll(() => models.definitions().has('acme/wind')).toBe(true)
  expect(seen).toMatchObject({ reopened: [], renewed: 0 })
  expect(audited).toMatchObject([
    { person: 'engine', action: 'ModelsReloaded', detail: 'Device models: new acme/wind.' },
  ])
  expect(models.list().models.map(({ id, origin, usedBy }) => [id, origin, usedBy])).toEqual([
    ['product/one', 'product', []],
    ['acme/sun', 'site', ['sun']],
    ['acme/wind', 'site', []],
  ])
})

test('of a simulated device it says that the simulator serves the former map until the next start', async () => {
  const { models, seen, audited } = library(read([model('acme/sun')]), [{ ...sun, endpoint: 'simulated' }])
  seen.now = read([model('acme/sun', ['activePowerKW', 'voltageV'])])
  expect(await models.reload('Ada')).toMatchObject({ reopened: ['sun'], stillSimulated: ['sun'] })
  expect(audited[0]?.detail).toMatch(/simulated as before until the next start sun/)
})

test('a changed model in use opens its devices anew; other points make the pages describe anew', async () => {
  const { models, seen } = library(read([model('acme/sun')]))
  seen.now = read([model('acme/sun', ['activePowerKW'], { source: 'newer manual' })])
  expect(await models.reload('Ada')).toMatchObject({ changed: ['acme/sun'], reopened: ['sun'], faults: [] })
  expect(seen).toMatchObject({ reopened: ['sun'], renewed: 0 })
  seen.now = read([model('acme/sun', ['activePowerKW', 'voltageV'])])
  await models.reload('Ada')
  expect(seen).toMatchObject({ reopened: ['sun', 'sun'], renewed: 1 })
  expect(await models.reload('Ada')).toMatchObject({ added: [], changed: [], reopened: [] })
})

test('a file that became faulty keeps its former model in use, and an alarm names file and line', async () => {
  const { models, seen } = library(read([model('acme/sun')]))
  seen.now = read([], [fault])
  expect(await models.reload('Ada')).toMatchObject({ changed: [], removed: [], reopened: [], faults: [fault] })
  expect(models.definitions().has('acme/sun')).toBe(true)
  expect(models.conditions()).toMatchObject([
    { code: 'definition.faulty', text: expect.stringContaining('acme.yaml:3:5 kind: one of grid, pv') as string },
  ])
  seen.now = read([model('acme/sun')])
  await models.reload('Ada')
  expect(models.conditions()).toEqual([])
})

test('a model in use that went stays; one that no longer fits its device is refused', async () => {
  const { models, seen } = library(read([model('acme/sun'), model('acme/wind')]))
  seen.now = read([])
  expect(await models.reload('Ada')).toMatchObject({ removed: ['acme/wind'], reopened: [] })
  seen.now = read([model('acme/sun', ['activePowerKW'], { protocol: 'opcUa' })])
  const reloaded = await models.reload('Ada')
  expect(reloaded.faults).toMatchObject([
    { file: 'acme/sun', field: 'endpoint', expected: 'opc.tcp://... (device sun)' },
  ])
  expect(models.definitions().get('acme/sun')?.protocol).toBe('modbus')
  seen.now = read([model('acme/sun', ['activePowerKW'], { kind: 'wind' })])
  expect((await models.reload('Ada')).faults).toMatchObject([{ field: 'kind' }])
})
