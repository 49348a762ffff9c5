import { expect, it } from 'vitest'
import { shelveMinutes, shiftEnd } from '../../../renderer/views/alarms/acts/shelve-times.ts'

const timeZone = 'Europe/Berlin'
const at = (iso: string) => Date.parse(iso)

it.each([
  ['2026-04-14T14:32:00+02:00', '2026-04-14T22:00:00+02:00'],
  ['2026-04-14T05:10:00+02:00', '2026-04-14T06:00:00+02:00'],
  ['2026-04-14T23:00:00+02:00', '2026-04-15T06:00:00+02:00'],
  // The shift that is about to end is not worth shelving to.
  ['2026-04-14T13:59:30+02:00', '2026-04-14T22:00:00+02:00'],
  // The night in which clocks are put forward is an hour shorter.
  ['2026-03-28T23:00:00+01:00', '2026-03-29T06:00:00+02:00'],
])('the shift of %s ends at %s', (now, end) => {
  expect(shiftEnd(at(now), timeZone)).toBe(at(end))
})

it('presets and own spans in whole minutes, none beyond a day', () => {
  const given = { now: at('2026-04-14T14:32:00+02:00'), timeZone, customMinutes: undefined }
  expect(shelveMinutes('15min', given)).toBe(15)
  expect(shelveMinutes('8h', given)).toBe(480)
  expect(shelveMinutes('shift', given)).toBe(448)
  expect(shelveMinutes('custom', given)).toBeUndefined()
  expect(shelveMinutes('custom', { ...given, customMinutes: 1_440 })).toBe(1_440)
  expect(shelveMinutes('custom', { ...given, customMinutes: 1_441 })).toBeUndefined()
  expect(shelveMinutes('custom', { ...given, customMinutes: 0 })).toBeUndefined()
})
