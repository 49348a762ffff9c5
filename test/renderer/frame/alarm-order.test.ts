import { expect, it } from 'vitest'
import type { Alarm, AlarmPriority, AlarmState } from '../../../domain/alarm.ts'
import { byNeed, countByPriority, topAlarmOf } from '../../../renderer/frame/alarms/alarm-order.ts'

function alarm(id: string, priority: AlarmPriority, state: AlarmState, raisedAt = 0, assetId = 'a'): Alarm {
  return { id, code: 'x', priority, state, raisedAt, assetId, text: id, response: '' }
}

const alarms = [
  alarm('gone', 1, 'normalUnacknowledged', 9),
  alarm('known', 1, 'activeAcknowledged', 8),
  alarm('old high', 2, 'activeUnacknowledged', 1),
  alarm('new high', 2, 'activeUnacknowledged', 5, 'b'),
  alarm('low', 4, 'activeUnacknowledged', 7),
]

it('what nobody acknowledged comes first, then the priority, then the newest', () => {
  expect(byNeed(alarms).map((a) => a.id)).toEqual(['new high', 'old high', 'low', 'known', 'gone'])
})

it('counts by priority show the state that needs a person most', () => {
  expect(countByPriority(alarms)).toEqual([
    { priority: 1, count: 2, state: 'activeAcknowledged' },
    { priority: 2, count: 2, state: 'activeUnacknowledged' },
    { priority: 4, count: 1, state: 'activeUnacknowledged' },
  ])
})

it('an asset shows its own top alarm', () => {
  expect(topAlarmOf(alarms, 'b')?.id).toBe('new high')
  expect(topAlarmOf(alarms, 'c')).toBeUndefined()
})
