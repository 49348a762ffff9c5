import { describe, expect, test } from 'vitest'
import type { DeviceCheck } from '../../../domain/rpc/field/commissioning.ts'
import { acceptObstacle, checksSummary, worstResult } from '../../../renderer/views/field/commissioning/check-words.ts'

/** What stands in the way where nothing does. */
const nothing = /^$/

type Results = Partial<Record<DeviceCheck['id'], DeviceCheck['result']>>

const ids: DeviceCheck['id'][] = ['identity', 'range', 'siteMeter', 'direction', 'response']

/** Checks that pass, but for those named. */
const checks = (results: Results, otherwise: DeviceCheck['result'] = 'pass'): DeviceCheck[] =>
  ids.map((id) => ({ id, title: id, detail: '', result: results[id] ?? otherwise }))

test.each([
  [{}, 'pass', 'all 5 in order', 'pass'],
  [{}, 'notTried', 'not examined yet', 'notTried'],
  [{ direction: 'fail' }, 'pass', '1 failed', 'fail'],
  [{ direction: 'notTried', response: 'notTried' }, 'pass', '2 not tried', 'notTried'],
  [{ direction: 'fail', range: 'warn', response: 'notTried' }, 'pass', '1 failed, 1 to look at, 1 not tried', 'fail'],
] as [Results, DeviceCheck['result'], string, string][])(
  'checks %o, else %s, read "%s"',
  (some, rest, words, worst) => {
    expect(checksSummary(checks(some, rest))).toBe(words)
    expect(worstResult(checks(some, rest))).toBe(worst)
  },
)

describe('a device can be accepted', () => {
  test.each([
    ['when all is in order', checks({}), true, nothing],
    ['with a doubt, which is the engineer’s to weigh', checks({ range: 'warn' }), true, nothing],
    ['not while a check fails, and it is named', checks({ direction: 'fail' }), true, /^Failed: direction\./],
    ['not before it was looked at', checks({}, 'notTried'), true, /^Not examined yet/],
    ['not without a test pulse', checks({ direction: 'notTried' }), true, /^No test pulse yet/],
    ['without a pulse when it takes no setpoint', checks({ direction: 'notTried' }), false, nothing],
  ] as const)('%s', (_, found, isSteered, obstacle) => {
    expect(acceptObstacle({ checks: found }, isSteered) ?? '').toMatch(obstacle)
  })
})
