import { expect, test } from 'vitest'
import { siteSchema } from '../../domain/site.ts'

const site = {
  version: 1,
  name: 'Test',
  connection: { importLimitKW: 1_000, exportLimitKW: 500 },
  devices: [{ id: 'meter', definition: 'a/b', endpoint: 'modbus-tcp://127.0.0.1:502' }],
  assets: [{ kind: 'grid', id: 'grid', name: 'Grid', device: 'meter' }],
}

test('a small site is whole, with defaults filled in', () => {
  const checked = siteSchema.parse(site)
  expect(checked.cycleMs).toBe(200)
  expect(checked.devices[0]).toMatchObject({ unit: 1, mode: 'control' })
  expect(checked.controllers.siteLimits.marginKW).toBe(50)
})

const container = { kind: 'container', id: 'c-1', name: 'C1', device: 'meter', container: 'sha256' }
test.each([
  [
    'an unknown device',
    { assets: [...site.assets, { ...container, device: 'nope' }] },
    'assets.1.device',
    /one of the devices: meter/,
  ],
  [
    'an unknown feeder',
    { assets: [...site.assets, { ...container, feeder: 'x' }] },
    'assets.1.feeder',
    /none is listed/,
  ],
  [
    'a deadband for an unknown asset',
    { historian: { deadbands: [{ asset: 'nope', point: 'voltageV', by: 1 }] } },
    'historian.deadbands.0.asset',
    /one of the assets: grid/,
  ],
  [
    'a check meter that is no device',
    { metering: { points: [{ asset: 'grid', checkMeter: { device: 'nope' } }] } },
    'metering.points.0.checkMeter.device',
    /one of the devices/,
  ],
  [
    'a meter that checks itself',
    { metering: { points: [{ asset: 'grid', checkMeter: { device: 'meter' } }] } },
    'metering.points.0.checkMeter.device',
    /would be counted twice/,
  ],
  [
    'a simulated check meter',
    {
      devices: [...site.devices, { id: 'second', definition: 'a/b', endpoint: 'simulated' }],
      metering: { points: [{ asset: 'grid', checkMeter: { device: 'second' } }] },
    },
    'metering.points.0.checkMeter.device',
    /a device with an address/,
  ],
  [
    'a class of a meter that is not there',
    { metering: { points: [{ asset: 'nope', class: 's02' }] } },
    'metering.points.0.asset',
    /one of the assets/,
  ],
  ['two assets of one id', { assets: [...site.assets, { ...container, id: 'grid' }] }, 'assets.1.id', /used once/],
  ['no grid meter', { assets: [container] }, 'assets', /exactly one asset of kind grid; there are 0/],
  [
    'a simulated device without a simulation',
    { devices: [{ ...site.devices[0], endpoint: 'simulated' }] },
    'simulation',
    /simulation section/,
  ],
  ['a time zone that is none', { timeZone: 'Mars/Olympus' }, 'timeZone', /IANA/],
  ['a negative limit', { connection: { importLimitKW: -1, exportLimitKW: 0 } }, 'connection.importLimitKW', /0/],
  [
    'two servers of ours on one port',
    { northbound: { modbus: { port: 5_020 }, opcUa: { port: 5_020 } } },
    'northbound.opcUa.port',
    /another port than 5020, which is that of Modbus/,
  ],
  [
    'Modbus for every network without saying who may read',
    { northbound: { modbus: { host: '0.0.0.0', port: 5_020 } } },
    'northbound.modbus.allow',
    /who may read .* knows no password/,
  ],
  [
    'a reader that is no address',
    { northbound: { modbus: { port: 5_020, allow: ['scada'] } } },
    'northbound.modbus.allow.0',
    /such as 10\.1\.2\.7 or 10\.1\.2\.0\/24/,
  ],
  ['a port that is none', { northbound: { opcUa: { port: 70_000 } } }, 'northbound.opcUa.port', /65535/],
])('%s is refused by field', (_name, change, path, message) => {
  const result = siteSchema.safeParse({ ...site, ...change })
  const issue = result.error?.issues.find((i) => i.path.join('.') === path)
  expect(issue?.message).toMatch(message)
})

test('nothing listens for other systems unless the file asks for it; by default on this machine only', () => {
  expect(siteSchema.parse(site).northbound).toBeUndefined()
  const { northbound } = siteSchema.parse({ ...site, northbound: { modbus: { port: 5_020 }, opcUa: { port: 4_840 } } })
  expect(northbound).toEqual({
    modbus: { host: '127.0.0.1', port: 5_020, unit: 1 },
    opcUa: { host: '127.0.0.1', port: 4_840 },
  })
})
