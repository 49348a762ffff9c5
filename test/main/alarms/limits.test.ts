import { expect, test } from 'vitest'
import { alarmsConfig } from '../../../domain/alarms/settings.ts'
import type { Reading } from '../../../domain/reading.ts'
import { createLimits } from '../../../main/alarms/limits.ts'
import type { Image } from '../../../main/image.ts'
import { usable } from '../../../domain/reading.ts'

const words = { cause: 'fan', consequence: 'wear', response: 'Look at the fan.' }
const noon = Date.UTC(2024, 5, 12, 12)

function watch(limit: object) {
  const { points } = alarmsConfig.parse({
    points: [{ asset: 'battery-1', point: 'temperatureDegC', ...words, ...limit }],
  })
  const limits = createLimits({ limits: points, assets: [{ id: 'battery-1', name: 'Battery 1' }] })
  let at = noon
  /** Whether there is an alarm with this value, a second after the one before. */
  const see = (value: number | null, quality: Reading['quality'] = 'good') => {
    at += 1_000
    const reading: Reading = { value, at, quality }
    const image = { at, cycle: 1, reading: () => reading, value: () => usable(reading), link: () => undefined } as Image
    return limits.conditions(image)
  }
  const isBeyond = (value: number | null, quality?: Reading['quality']) => see(value, quality).length === 1
  return { see, isBeyond, limits }
}

test.each([
  ['above', { above: 60, deadband: 2 }, [59, 60, 61, 60, 59, 58, 57], [0, 0, 1, 1, 1, 0, 0]],
  ['below', { below: 5, deadband: 1 }, [6, 5, 4.9, 5.5, 6, 7], [0, 0, 1, 1, 0, 0]],
  ['outside', { outside: [5, 60] as const }, [30, 61, 60, 4, 5], [0, 1, 0, 1, 0]],
  ['rate', { rate: { change: 5, withinS: 3 } }, [20, 22, 24, 30, 30, 30, 30, 30], [0, 0, 0, 1, 1, 1, 0, 0]],
])('%s: beyond its limit, and back by its deadband', (_, limit, values, expected) => {
  const { isBeyond } = watch(limit)
  expect(values.map((value) => Number(isBeyond(value)))).toEqual(expected)
})

test('a stale or missing value raises nothing, ends nothing, and is said to be not evaluated', () => {
  const { isBeyond, limits } = watch({ above: 60 })
  expect(isBeyond(70, 'stale')).toBe(false)
  expect(limits.notEvaluated()).toMatchObject([{ code: 'limit.temperatureDegC.above', assetId: 'battery-1' }])
  expect(isBeyond(null, 'bad')).toBe(false)
  expect(isBeyond(70)).toBe(true)
  expect(limits.notEvaluated()).toEqual([])
  expect(isBeyond(null, 'bad')).toBe(true)
  expect(isBeyond(50)).toBe(false)
})

test('the alarm says value, unit and limit, and its words stay while the value moves', () => {
  const { see } = watch({ above: 60 })
  const text = 'Battery 1: Temperature 61.3 °C, above 60.0 °C'
  expect(see(61.3)).toMatchObject([{ code: 'limit.temperatureDegC.above', text, response: 'Look at the fan.' }])
  expect(see(63)).toMatchObject([{ text }])
})

test.each([
  [{}, 'exactly one of'],
  [{ above: 1, below: 0 }, 'exactly one of'],
  [{ outside: [5, 1] }, 'the lower limit before the higher'],
  [{ above: 1, cause: '' }, '>=3 characters'],
  [{ above: 1, point: 'nothing' }, 'Invalid option'],
])('a limit that is not clear is refused: %j', (limit, message) => {
  const given = { points: [{ asset: 'battery-1', point: 'temperatureDegC', ...words, ...limit }] }
  expect(alarmsConfig.safeParse(given).error?.message).toContain(message)
})
