import { expect, it } from 'vitest'
import type { Alarm, AlarmPriority, AlarmState } from '../../../domain/alarm.ts'
import {
  firstWish,
  longestMuteMs,
  muteLeftMs,
  readWish,
  soundingPriority,
  tonePatterns,
} from '../../../renderer/frame/alarms/sound/sounding.ts'

const alarm = (priority: AlarmPriority, state: AlarmState): Alarm => ({
  id: `${priority} ${state}`,
  code: 'x',
  priority,
  text: '',
  response: '',
  state,
  raisedAt: 0,
})
const on = { isOn: true, volume: 0.5 }

it('the highest priority that nobody acknowledged sounds', () => {
  const list = [alarm(1, 'activeAcknowledged'), alarm(3, 'activeUnacknowledged'), alarm(2, 'activeUnacknowledged')]
  expect(soundingPriority(list, on, 0)).toBe(2)
  expect(soundingPriority([alarm(1, 'normalUnacknowledged')], on, 0)).toBeUndefined()
})

it('there is no sound until a person switched it on, nor while muted', () => {
  const list = [alarm(1, 'activeUnacknowledged')]
  expect(soundingPriority(list, firstWish, 0)).toBeUndefined()
  expect(soundingPriority(list, { ...on, mutedUntil: 5 }, 0)).toBeUndefined()
  expect(soundingPriority(list, { ...on, mutedUntil: 5 }, 5)).toBe(1)
})

it('a mute is never longer than half an hour, whatever was stored', () => {
  expect(muteLeftMs({ ...on, mutedUntil: 99_999_999_999 }, 0)).toBe(longestMuteMs)
  expect(muteLeftMs({ ...on, mutedUntil: 0 }, 10)).toBe(0)
})

it('each priority sounds different, a higher one more often', () => {
  const patterns = ([1, 2, 3, 4] as const).map((priority) => tonePatterns[priority])
  expect(new Set(patterns.map((p) => p.tones.map((t) => t.hz).join())).size).toBe(4)
  expect(patterns.map((p) => p.everyMs)).toEqual(patterns.map((p) => p.everyMs).toSorted((a, b) => a - b))
  for (const { tones, everyMs } of patterns)
    expect(tones.reduce((sum, t) => sum + t.ms + t.pauseMs, 0)).toBeLessThan(everyMs)
})

it.each([[null], ['nonsense'], ['null'], ['{"volume":7}'], ['{"isOn":"yes"}']])(
  'what was stored as %s is off',
  (stored) => {
    expect(readWish(stored)).toEqual(firstWish)
  },
)

it('a wish is read as it was stored', () => {
  expect(readWish(JSON.stringify({ isOn: true, volume: 0.2, mutedUntil: 7 }))).toEqual({
    isOn: true,
    volume: 0.2,
    mutedUntil: 7,
  })
})
