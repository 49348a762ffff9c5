import { expect, test } from 'vitest'
import type { Reading } from '../../../../../domain/reading.ts'
import { endOf, familyOf, usualFamily } from '../../../../../main/health/remaining/limit/family.ts'
import { foresee } from '../../../../../main/health/remaining/limit/foresee.ts'
import { dayMs } from './made-up.ts'

const limit = { at: 70, direction: 'below' } as const
/** Capacity in percent that bends down late: 5 % in the first four fifths of life, the rest in the last. */
const knee = (lifeDays: number, untilDay = lifeDays + 10): Reading[] =>
  Array.from({ length: untilDay + 1 }, (_, day) => {
    const share = day / lifeDays
    return { at: day * dayMs, value: 100 - (share < 0.8 ? 12 * share : 9.6 + 102 * (share - 0.8)), quality: 'good' }
  })
const whole = (lifeDays: number) => ({ series: knee(lifeDays), limit })

test('lives and courses of what has come to its end; what has not is left out', () => {
  const family = familyOf([whole(300), whole(340), { series: knee(320, 200), limit }])
  expect(family?.livesDays.map(Math.round)).toEqual([303, 343])
  expect(family?.courses.map((course) => course.at(-1))).toEqual([1, 1])
  expect(familyOf([{ series: knee(320, 200), limit }])).toBeUndefined()
  expect(endOf(knee(320, 200), limit)).toBeUndefined()
})

test('a family knows the bend that a thing has not come to yet', () => {
  const asked = { series: knee(320, 160), limit, now: 160 * dayMs, horizonDays: 2_000 }
  const known = foresee({ ...asked, family: familyOf([whole(300), whole(340)]) ?? usualFamily(1) }).remaining
  expect(Math.abs(known.medianDays - 160)).toBeLessThan(25)
  const alone = foresee({ ...asked, family: { ...usualFamily(900), from: 'start' } }).remaining
  expect(alone.medianDays).toBeGreaterThan(300)
  expect(known.p90Days[1] - known.p90Days[0]).toBeLessThan(alone.p90Days[1] - alone.p90Days[0])
})
