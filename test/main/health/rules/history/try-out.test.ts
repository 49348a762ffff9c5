import { expect, test } from 'vitest'
import { silentLog } from '../../../../../domain/log.ts'
import type { PointName } from '../../../../../domain/points.ts'
import { qualities } from '../../../../../domain/reading.ts'
import type { RuleTryStep } from '../../../../../domain/rpc/health/rules.ts'
import { startHistorian } from '../../../../../main/historian/historian.ts'
import { createVirtualClock } from '../../../../virtual-clock.ts'
import { beside, openStore } from '../../../historian/reading-store.ts'
import { openRules } from '../open-rules.ts'
import { type Curve, holdMs, minuteMs, start } from '../play.ts'
import { vocabulary } from '../small-site.ts'

const day = 1_440
const never = new AbortController().signal

/** Days of stored readings of a real store, one a minute; the clock stands at their end. */
async function stored(days: number, curves: Record<string, Curve>) {
  const clock = createVirtualClock(start + days * day * minuteMs)
  const { store } = await openStore({}, clock)
  const points = [...vocabulary.points]
  const historian = await startHistorian({ ...beside, store, maxBytes: 2 ** 40, points, clock, log: silentLog })
  for (const [key, curve] of Object.entries(curves)) {
    const [assetId = '', point = ''] = key.split(' ')
    const minutes = Array.from({ length: days * day }, (_, i) => i)
    const value = Float64Array.from(minutes, (m) => (typeof curve === 'function' ? curve(m) : curve) ?? Number.NaN)
    await historian.insert(
      {
        assetId,
        point: point as PointName,
        samples: {
          at: Float64Array.from(minutes, (m) => start + m * minuteMs),
          value,
          quality: Uint8Array.from(value, (one) => qualities.indexOf(Number.isNaN(one) ? 'bad' : 'good')),
        },
      },
      () => {},
    )
  }
  return { clock, samplesOf: historian.recorded, meansOf: historian.rollUps }
}

async function lastOf(
  steps: AsyncGenerator<RuleTryStep, void, void>,
): Promise<Extract<RuleTryStep, { step: 'result' }>> {
  let last: RuleTryStep | undefined
  for await (const step of steps) last = step
  if (last?.step !== 'result') throw new Error('there was no result')
  return last
}

const twoSpikes = (m: number) => (m === 4_000 || m === 9_000 ? 8 : 1)
/** Unknown for four days, then at fault every afternoon. */
const faultEachDay = (m: number) => (m < 4 * day ? undefined : m % day < 700 ? 3 : 8)
const expectedThen = async ({ buckets }: { buckets: number }) => ({
  value: new Float64Array(buckets).fill(56),
  spread: new Float64Array(buckets).fill(2),
})
const rule = (condition: string, scope = 'flywheel', outcome = 'forecast bearingWear') =>
  `rule "R" for ${scope} if ${condition} then ${outcome}, severity 2`
/** Hot for four hours on the third and on the sixth day. */
const bearing = (m: number) => ([2, 5].includes(Math.floor(m / day)) && m % day >= 600 && m % day < 840 ? 90 : 55)

test('a rule is tried over a real store: when it would have fired, on what, by the minute', async () => {
  const { rules } = openRules(await stored(10, { 'flywheels bearingDegC': bearing }))
  const steps: RuleTryStep[] = []
  for await (const step of rules.tryOut({ text: rule('bearingDegC above 80 °C for 2 h'), days: 10 }, never))
    steps.push(step)
  const result = steps.at(-1)
  expect(result).toMatchObject({
    step: 'result',
    daysWithData: 10,
    words: 'Would have fired twice in 10 days: twice on Flywheel bank. Seen by the minute.',
  })
  expect(
    result?.step === 'result' &&
      result.events.map(({ from, to }) => [(from - start) / minuteMs, ((to ?? 0) - start) / minuteMs]),
  ).toEqual([
    [2 * day + 721, 2 * day + 841],
    [5 * day + 721, 5 * day + 841],
  ])
  const progress = steps.filter(({ step }) => step === 'progress')
  expect(progress.length).toBeGreaterThan(9)
  expect(progress.at(-1)).toMatchObject({ done: 10, total: 10 })
})

test('a rule that looks at moments sees every stored reading', async () => {
  const { rules } = openRules(await stored(7, { 'flywheels vibrationMmPerS': twoSpikes }))
  const { words, events } = await lastOf(rules.tryOut({ text: rule('vibrationMmPerS above 7.1 mm/s'), days: 7 }, never))
  expect(words).toBe('Would have fired twice in 7 days: twice on Flywheel bank. Seen by every stored reading.')
  expect(events.map(({ from }) => (from - start) / minuteMs)).toEqual([4_000, 9_000])
})

test('days without data are told, and codes are read as stored', async () => {
  const { rules } = openRules(await stored(6, { 'flywheels state': faultEachDay }))
  const { daysWithData, words } = await lastOf(
    rules.tryOut({ text: rule('state is fault for 10 min', 'flywheel', 'breach "b"'), days: 8 }, never),
  )
  expect(daysWithData).toBe(2)
  expect(words).toBe(
    'Would have fired twice in 2 days with data of the last 8: twice on Flywheel bank. Seen by the minute.',
  )
})

test('peers are compared over the past as well', async () => {
  const inlet = Object.fromEntries(
    [1, 2, 3, 4].map((n) => [
      `container-${n} inletDegC`,
      (m: number) => 20 + (n === 3 && m > 2 * day && m < 3 * day ? 9 : 0),
    ]),
  )
  const { rules } = openRules(await stored(4, inlet))
  const { words } = await lastOf(
    rules.tryOut(
      { text: rule('inletDegC above peers by 5 K for 1 h', 'container', 'forecast fanWear'), days: 4 },
      never,
    ),
  )
  expect(words).toBe('Would have fired once in 4 days: once on Container 3. Seen by the minute.')
})

test('what a model expected is asked for; without it that is said', async () => {
  const history = await stored(3, { 'flywheels bearingDegC': (m) => (m > 2 * day ? 80 : 55) })
  const text = rule('bearingDegC above model by 12 K for 6 h')
  const without = openRules(history)
  expect((await lastOf(without.rules.tryOut({ text, days: 3 }, never))).words).toBe(
    'Would not have fired in 3 days. Seen by the minute. What a model expected then is not stored: conditions on it stayed unknown.',
  )
  const withModel = openRules({ ...history, expectedThen })
  expect((await lastOf(withModel.rules.tryOut({ text, days: 3 }, never))).words).toBe(
    'Would have fired once in 3 days: once on Flywheel bank. Seen by the minute.',
  )
})

test('a tried text goes live without a word; one at a time; it ends with its caller', async () => {
  const { rules, audited } = openRules(await stored(5, { 'flywheels bearingDegC': bearing }))
  const eve = { name: 'Eve', role: 'engineer' } as const
  const text = rule('bearingDegC above 80 °C for 2 h')
  const { id } = rules.save(eve, { text, reason: 'try it' })
  const caller = new AbortController()
  const running = rules.tryOut({ text, days: 400 }, caller.signal)
  expect(await running.next()).toMatchObject({ value: { step: 'progress', total: 400 } })
  await expect(rules.tryOut({ text, days: 5 }, never).next()).rejects.toThrow(
    expect.objectContaining({ code: 'Replay.Busy' }),
  )
  caller.abort()
  for await (const step of running) expect(step.step).toBe('progress')
  const live = { id, version: 1, state: 'live', untried: false, reason: 'tried' } as const
  expect(() => rules.setState(eve, live)).toThrow(expect.objectContaining({ code: 'Config.Invalid' }))
  await lastOf(rules.tryOut({ text, days: 5 }, never))
  expect(rules.setState(eve, live).state).toBe('live')
  expect(audited.at(-1)?.detail).toBe('Rule "R", version 1: draft to live: tried')
})

test('a text with errors is not tried', async () => {
  const { rules } = openRules()
  await expect(rules.tryOut({ text: 'rule "x"', days: 5 }, never).next()).rejects.toThrow(
    expect.objectContaining({ code: 'Config.Invalid' }),
  )
})

test('a store that fails fails the try', async () => {
  const { rules } = openRules({ samplesOf: () => Promise.reject(new Error('the disk is gone')) })
  const steps = rules.tryOut({ text: rule('vibrationMmPerS above 7.1 mm/s'), days: 5 }, never)
  await expect(lastOf(steps)).rejects.toThrow('the disk is gone')
  expect(holdMs('vibrationMmPerS')).toBe(900_000)
})
