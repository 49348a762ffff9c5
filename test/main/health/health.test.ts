import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Person } from '../../../domain/access.ts'
import { assetSchema } from '../../../domain/asset.ts'
import { type Curve, healthOver, scatter } from './made-history.ts'

const ada: Person = { name: 'Ada', role: 'operator' }
const bank = assetSchema.parse({
  kind: 'flywheel',
  id: 'wheels',
  name: 'Wheels',
  device: 'wheels',
  units: 10,
  unitEnergyKWh: 70,
  ratedPowerKW: 1_800,
})

const none: Curve = () => 0
const speed: Curve = (day, step) => 9_000 + 3_000 * Math.sin(day * 2 * Math.PI) + 300 * scatter(step, 1)

/** A bank at changing speed; `hot`, `shaking`, `losing` are what is added at full speed, by day. */
function bankCurves(add: { hot?: Curve; shaking?: Curve; losing?: Curve; unbalanced?: Curve; leaking?: Curve }) {
  const { hot = none, shaking = none, losing = none, unbalanced = none, leaking = none } = add
  const curves: Record<string, Curve> = {
    speedRpm: speed,
    ambientDegC: (day, step) => 12 + 10 * Math.sin(day / 58) + 4 * Math.sin(day * 6.28) + scatter(step, 2),
    bearingMedianDegC: (day, step) => 30 + speed(day, step) / 400 + 0.3 * scatter(step, 3),
    bearingDegC: (day, step) => 32 + speed(day, step) / 400 + 0.3 * scatter(step, 4) + hot(day, step),
    vibrationMedianMmPerS: (day, step) => 1 + (speed(day, step) / 12_000) ** 2 + 0.02 * scatter(step, 5),
    vibrationMmPerS: (day, step) =>
      1.2 + (speed(day, step) / 12_000) ** 2 + 0.03 * scatter(step, 6) + shaking(day, step) + unbalanced(day, step),
    imbalanceMmPerS: (day, step) => 0.5 + 0.02 * scatter(step, 7) + unbalanced(day, step),
    vacuumPa: (day, step) => 1 + 0.02 * scatter(step, 8) + leaking(day, step),
    vacuumMedianPa: (_, step) => 0.9 + 0.02 * scatter(step, 9),
    standbyLossKW: (day, step) =>
      20 + 10 * (speed(day, step) / 12_000) ** 2 + 0.2 * scatter(step, 10) + losing(day, step) + leaking(day, step),
  }
  return Object.fromEntries(Object.entries(curves).map(([point, curve]) => [`wheels ${point}`, curve]))
}

/** Grows from a day on: nothing at its begin, `most` after `days`, slowly first. */
const grows =
  (begin: number, days: number, most: number): Curve =>
  (day) =>
    day < begin ? 0 : most * ((day - begin) / days) ** 2

const opened: { stop(): Promise<void> }[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.stop()
})
function over(curves: Record<string, Curve>) {
  const made = healthOver([bank], curves)
  opened.push(made)
  return made
}

test('a healthy bank learns first, then is as expected through the seasons', async () => {
  const { health, goTo } = over(bankCurves({}))
  await goTo(5)
  expect(health.desk.now().assets[0]).toMatchObject({ healthPct: null, words: expect.stringContaining('Learns since') })
  await goTo(120)
  const now = health.desk.now()
  expect(now.forecasts).toEqual([])
  expect(now.assets[0]).toMatchObject({ assetId: 'wheels', healthPct: 100 })
})

test.each([
  ['bearingWear', { hot: grows(60, 56, 60), shaking: grows(60, 56, 5), losing: grows(60, 56, 15) }],
  ['vacuumLeak', { leaking: grows(60, 56, 5) }],
  ['imbalance', { unbalanced: grows(60, 56, 6) }],
] as const)('%s is announced by its own signs weeks ahead', async (mode, add) => {
  const { health, goTo } = over(bankCurves(add))
  await goTo(95)
  const { forecasts } = health.desk.now()
  expect(forecasts.map((one) => one.mode)).toEqual([mode])
  const [forecast] = forecasts
  expect(forecast?.causes[0]?.mode).toBe(mode)
  expect(forecast?.surePct).toBeGreaterThanOrEqual(80)
  expect(forecast?.remaining.p90Days[0]).toBeLessThan(forecast?.remaining.medianDays ?? 0)
  expect(forecast?.levers.length).toBeGreaterThan(0)
})

test('a thermometer that drifts alone is no failing bearing: the bearing neither shakes nor brakes', async () => {
  const { health, goTo } = over(bankCurves({ hot: (day) => (day < 60 ? 0 : (day - 60) / 2) }))
  await goTo(100)
  expect(health.desk.now().forecasts).toEqual([])
  expect(health.desk.now().assets[0]?.words).toContain('The sensor of "Bearing temperature"')
})

const until =
  (end: number, curve: Curve): Curve =>
  (day, step) =>
    day > end ? 0 : curve(day, step)

test('a repaired bearing ends its forecast, and what failed is not learned as normal', async () => {
  const add = {
    hot: until(100, grows(60, 56, 60)),
    shaking: until(100, grows(60, 56, 5)),
    losing: until(100, grows(60, 56, 15)),
  }
  const { health, goTo } = over(bankCurves(add))
  await goTo(99)
  expect(health.desk.now().forecasts).toHaveLength(1)
  await goTo(112)
  expect(health.desk.now().forecasts).toEqual([])
  await goTo(150)
  expect(health.desk.now().assets[0]?.healthPct).toBe(100)
})

test('evidence shows curves with their bands, how the forecast moved, and the asset its failures', async () => {
  const { health, goTo } = over(
    bankCurves({ hot: grows(60, 56, 60), shaking: grows(60, 56, 5), losing: grows(60, 56, 15) }),
  )
  await goTo(100)
  const [forecast] = health.desk.now().forecasts
  const detail = health.desk.evidence(forecast?.id ?? '')
  expect(detail.charts.map(({ point }) => point)).toContain('bearingDegC')
  const [chart] = detail.charts
  expect(chart?.at.length).toBe(chart?.value.length)
  expect(chart?.value.at(-1)).toBeGreaterThan(chart?.high.at(-1) ?? Infinity)
  expect(detail.history.length).toBeGreaterThan(5)
  expect(detail.history[0]?.at).toBeLessThan(detail.history.at(-1)?.at ?? 0)
  const asset = health.desk.asset('wheels')
  expect(asset.modes.find(({ mode }) => mode === 'bearingWear')?.forecastId).toBe(forecast?.id)
  expect(() => health.desk.evidence('none')).toThrow('no forecast')
  expect(() => health.desk.asset('none')).toThrow('no asset')
})

test('a restart goes on where it was: the forecast is the same and nothing is told twice', async () => {
  const made = over(bankCurves({ hot: grows(60, 56, 60), shaking: grows(60, 56, 5), losing: grows(60, 56, 15) }))
  await made.goTo(95)
  const before = made.health.desk.now().forecasts.map(({ id }) => id)
  await made.health.stop()
  const again = made.open()
  await made.goTo(98, again)
  expect(again.desk.now().forecasts.map(({ id }) => id)).toEqual(before)
  await again.stop()
})

test('a rejected forecast ends, what it took for a failure becomes normal, and the person stands in the audit trail', async () => {
  const { health, goTo, audited } = over(bankCurves({ leaking: (day) => (day < 60 ? 0 : 1) }))
  await goTo(70)
  const [forecast] = health.desk.now().forecasts
  expect(forecast?.mode).toBe('vacuumLeak')
  health.desk.judge(ada, { id: forecast?.id ?? '', verdict: 'rejected', note: 'new gauge' })
  expect(health.desk.now().forecasts).toEqual([])
  expect(audited).toContain('Ada HealthJudged')
  await goTo(110)
  expect(health.desk.now().forecasts).toEqual([])
  expect(health.desk.now().precision).toMatchObject({ judged: 1, confirmed: 0, precision: 0 })
})

test('work is made from a forecast, due by its early end, handed over by file, and counts when done', async () => {
  const made = over(bankCurves({ leaking: grows(60, 56, 5) }))
  await made.goTo(90)
  await made.health.stop()
  const health = made.open({ csv: 'work.csv' })
  await made.goTo(91, health)
  health.start()
  const [forecast] = health.desk.now().forecasts
  const order = health.desk.work.create(ada, { forecastId: forecast?.id ?? '', note: 'bring seals' })
  expect(order).toMatchObject({
    assetId: 'wheels',
    mode: 'vacuumLeak',
    parts: [{ name: 'Seal kit', count: 1 }],
    handedOver: 'waiting',
  })
  const days = (order.dueAt - order.createdAt) / 86_400_000
  expect(days).toBeCloseTo(Math.max(1, forecast?.remaining.p90Days[0] ?? 0), 3)
  await expect.poll(() => health.desk.work.list()[0]?.handedOver, { timeout: 5_000 }).toBe('done')
  const lines = readFileSync(join(made.dir, 'work.csv'), 'utf8').trim().split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('Vacuum leak')
  expect(() => health.desk.work.update(ada, { id: order.id, state: 'done' })).toThrow('what was found')
  health.desk.judge(ada, { id: forecast?.id ?? '', verdict: 'confirmed', note: '' })
  health.desk.work.update(ada, { id: order.id, state: 'done', found: 'cracked seal' })
  const { precision } = health.desk.now()
  expect(precision).toMatchObject({ confirmed: 1, judged: 1, precision: 1 })
  expect(precision.medianLeadDays).toBeGreaterThan(0)
  expect(health.desk.models().months.map(({ confirmed }) => confirmed)).toContain(1)
  await health.stop()
})
