import { expect, test } from 'vitest'
import { medianOf } from '../../../domain/dispatch/forecast.ts'
import { silentLog } from '../../../domain/log.ts'
import { createForecasts } from '../../../main/forecast/forecasts.ts'
import { train } from '../../../main/forecast/model/train.ts'
import type { QuantityHistory } from '../../../main/forecast/quantities/history.ts'
import { shapeOf } from '../../../main/forecast/quantities/shape-of.ts'
import { createVirtualClock } from '../../virtual-clock.ts'
import { worksLoad } from './made-up.ts'

const quarter = 900_000
const whole = worksLoad(40)

function setUp(days = 20) {
  const clock = createVirtualClock(whole.from + days * 96 * quarter)
  const learned: number[] = []
  let hasFailed = false
  const forecasts = createForecasts({
    quantities: ['load'],
    history(_quantity, most): Promise<QuantityHistory | undefined> {
      const until = Math.floor((clock.now() - whole.from) / quarter)
      const first = Math.max(0, until - most * 96)
      if (until === 0) return Promise.resolve(undefined)
      return Promise.resolve({ ...whole, from: whole.from + first * quarter, values: whole.values.slice(first, until) })
    },
    train(history) {
      if (hasFailed) return Promise.reject(new Error('the thread ended'))
      learned.push(history.values.length)
      return Promise.resolve(train(shapeOf(history)))
    },
    clock,
    log: silentLog,
  })
  return { clock, forecasts, learned, fail: () => void (hasFailed = true) }
}

const settled = () => new Promise<void>((done) => setImmediate(done))

test('a forecast over any steps: past quarters as they were, coming ones with a band, hours as means', async () => {
  const { clock, forecasts, learned } = setUp()
  forecasts.start()
  await settled()
  const now = clock.now()
  const before = forecasts.forecastFor('load', [now - 2 * quarter, now - quarter, now])
  expect(medianOf(before ?? never())).toEqual(Array.from(whole.values.subarray(20 * 96 - 2, 20 * 96)))
  const edges = [now, now + quarter, now + 2 * quarter, now + 6 * quarter]
  const ahead = forecasts.forecastFor('load', edges)
  expect(ahead).toMatchObject({ quantity: 'load', madeAt: now, historyDays: 20, note: '' })
  expect(ahead?.quantiles.map((column) => column.length)).toEqual([3, 3, 3, 3, 3])
  const quarters =
    forecasts.forecastFor(
      'load',
      [2, 3, 4, 5, 6].map((n) => now + n * quarter),
    ) ?? never()
  const mean = medianOf(quarters).reduce((sum, value) => sum + value, 0) / 4
  expect(medianOf(ahead ?? never())[2]).toBeCloseTo(mean, 6)
  expect(forecasts.forecastFor('wind:none', edges)).toBeUndefined()
  expect(learned).toEqual([20 * 96])
  await forecasts.stop()
})

test('it is issued anew each quarter, learned anew some times a day, and stays when learning fails', async () => {
  const { clock, forecasts, learned, fail } = setUp()
  forecasts.start()
  await settled()
  clock.advance(quarter)
  await settled()
  const issuedAt = clock.now()
  expect(forecasts.forecastFor('load', [issuedAt, issuedAt + quarter])?.madeAt).toBe(issuedAt)
  expect(learned).toHaveLength(1)
  fail()
  for (let n = 0; n < 26; n++) {
    clock.advance(quarter)
    await settled()
  }
  expect(learned).toHaveLength(1)
  expect(forecasts.forecastFor('load', [clock.now(), clock.now() + quarter])?.madeAt).toBe(clock.now())
  await forecasts.stop()
})

test('nothing is foreseen before anything was measured', async () => {
  const { clock, forecasts } = setUp(0)
  forecasts.start()
  await settled()
  expect(forecasts.forecastFor('load', [clock.now(), clock.now() + quarter])).toBeUndefined()
  clock.advance(quarter)
  await settled()
  const first =
    forecasts.forecastFor('load', [clock.now(), clock.now() + quarter, clock.now() + 2 * quarter]) ?? never()
  expect(first.note).toMatch(/only 0 days/)
  for (const value of first.expected) expect(value).toBeCloseTo(whole.values[0] ?? 0)
  const [least = 0, , , , most = 0] = first.quantiles.map(([value]) => value)
  expect(most - least).toBeGreaterThan(4_000)
  await forecasts.stop()
})

function never(): never {
  throw new Error('no forecast')
}
