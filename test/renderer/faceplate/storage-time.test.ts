import { describe, expect, test } from 'vitest'
import { secondsLeft, timeToLimit } from '../../../renderer/views/faceplate/storage-time.ts'

describe('how long a storage lasts', () => {
  const battery = { socPct: 50, minSocPct: 5, maxSocPct: 95, fullKWh: 1_000, chargeRatio: 0.9, dischargeRatio: 0.8 }
  test.each([
    ['discharging', 450, { end: 'empty', atPct: 5, leftMs: 2_880_000 }],
    ['charging', -900, { end: 'full', atPct: 95, leftMs: 2_000_000 }],
    ['resting', 0.2, undefined],
  ])('%s', (_, powerKW, time) => expect(timeToLimit({ ...battery, powerKW })).toEqual(time))

  test('beyond its limit it has no time left', () => {
    expect(timeToLimit({ ...battery, socPct: 3, powerKW: 100 })?.leftMs).toBe(0)
  })

  test('seconds at a power', () => {
    expect(secondsLeft(360, 1_800)).toBe(720)
    expect(secondsLeft(360, 0)).toBeUndefined()
  })
})
