import { expect, test } from 'vitest'
import { siteSchema } from '../../../domain/site.ts'
import { lightSite } from '../light-site.ts'

const limit = { asset: 'pv', point: 'activePowerKW', above: 1, cause: 'sun', consequence: 'none', response: 'Look up.' }

const faultsOf = (sections: object) => {
  const { error } = siteSchema.safeParse({ ...lightSite, ...sections })
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`)
}

test('a section that changes codes, codes at assets, and limits of its own is accepted', () => {
  const alarms = {
    'device.silent': { priority: 3, onDelayS: 5 },
    'point.frozen.socPct': { priority: 4 },
    'asset.fault@pv': { latching: true },
    'limit.activePowerKW.above@pv': { priority: 4 },
    points: [limit, { ...limit, id: 'noon', above: 2 }],
  }
  expect(faultsOf({ alarms })).toEqual([])
})

test.each([
  [{ 'device.silnt': { priority: 3 } }, 'alarms.device.silnt: the code of an alarm'],
  [{ 'asset.fault@roof': { priority: 3 } }, 'alarms.asset.fault@roof: an asset after the "@"'],
  [{ 'asset.fault': { priority: 5 } }, 'alarms.asset.fault.priority: 1 (critical)'],
  [{ 'asset.fault': { delay: 5 } }, 'alarms.asset.fault: Unrecognized key'],
  [{ points: [{ ...limit, asset: 'roof' }] }, 'alarms.points.0.asset: one of the assets'],
  [{ points: [limit, limit] }, 'alarms.points.1.id: a name of its own'],
])('%j is refused at its field', (alarms, expected) => {
  expect(faultsOf({ alarms }).join('\n')).toContain(expected)
})
