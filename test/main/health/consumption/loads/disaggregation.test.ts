import { describe, expect, test } from 'vitest'
import { syntheticSeries } from '../../../../../devices/simulated/profiles/synthetic.ts'
import { createRandom, fixedRandom } from '../../../../../devices/simulated/random.ts'
import { consumersOf } from '../../../../../main/health/consumption/loads/consumers.ts'
import { createDisaggregation } from '../../../../../main/health/consumption/loads/disaggregation.ts'
import { createLocalTime } from '../../../../../main/health/consumption/local-time.ts'
import { drawWorks, plantedConsumers, scoreRuns, type TrueRun } from './synthetic-works.ts'

const from = Date.UTC(2025, 5, 2)
const [hourMs, dayMs] = [3_600_000, 86_400_000]
const hourOf = createLocalTime('UTC').hourOf

function found(days: number, noiseKW: number, seed = 3) {
  const works = drawWorks({ from, days, seed, noiseKW })
  const load = createDisaggregation('factory')
  load.take(works, from + days * dayMs)
  return { works, load, consumers: consumersOf('factory', load, hourOf) }
}

describe('consumers of a works that are known', () => {
  test.each([
    { noiseKW: 0.8, precision: 0.97, recall: 0.95 },
    { noiseKW: 2, precision: 0.96, recall: 0.94 },
    { noiseKW: 4, precision: 0.92, recall: 0.88 },
  ])('runs with noise of $noiseKW kW', ({ noiseKW, precision, recall }) => {
    const { works, load } = found(7, noiseKW)
    const score = scoreRuns(load.runs(), works.runs)
    expect(score.precision).toBeGreaterThan(precision)
    expect(score.recall).toBeGreaterThan(recall)
  })

  test('each consumer by power, runs a day, length and hours; energy within a tenth', () => {
    const { works, load, consumers } = found(7, 0.8)
    const { byGroup } = load.split()
    for (const { name, powerKW } of plantedConsumers) {
      const truth = works.runs.filter((run) => run.name === name)
      const near = consumers.find((one) => Math.abs(one.powerKW - powerKW) < 0.06 * powerKW)
      expect(near).toBeDefined()
      expect((near?.runsPerDay ?? 0) * 7).toBeCloseTo(truth.length, -1.3)
      const trueKWh = energyOf(truth)
      // ventilation and light run once a day: one run that is missed is a seventh
      const off = truth.length > 10 ? 0.1 : 0.3
      expect(Math.abs((byGroup.get(near?.id ?? '') ?? 0) / trueKWh - 1)).toBeLessThan(off)
    }
    const light = consumers.find(({ powerKW }) => Math.abs(powerKW - 16) < 1)
    expect(light?.hours[12]).toBeLessThan(0.2)
    expect(light?.hours[23]).toBeGreaterThan(0.6)
  })

  test('base load within a tenth', () => {
    const { works, load } = found(7, 0.8)
    expect(load.split().baseKWh / works.baseKWh).toBeGreaterThan(0.9)
    expect(load.split().baseKWh / works.baseKWh).toBeLessThan(1.1)
  })

  test('a name stays with its consumer while it goes on learning', () => {
    const days = 6
    const works = drawWorks({ from, days, seed: 9, noiseKW: 1 })
    const load = createDisaggregation('factory')
    const upTo = (day: number) => {
      const [first, last] = [Math.round((load.doneUntil() - from) / 1_000), day * 86_400]
      const begin = Math.max(0, Number.isFinite(first) ? first : 0)
      load.take(
        { at: works.at.subarray(begin, last), powerKW: works.powerKW.subarray(begin, last) },
        from + day * dayMs,
      )
    }
    upTo(3)
    const furnace = consumersOf('factory', load, hourOf).find(({ powerKW }) => powerKW > 250)
    expect(load.label(furnace?.id ?? '', 'Furnace 2')).toBe(true)
    expect(load.label('factory-999', 'nothing')).toBe(false)
    upTo(6)
    const named = consumersOf('factory', load, hourOf).filter(({ label }) => label === 'Furnace 2')
    expect(named.map(({ id }) => id)).toEqual([furnace?.id])
    expect(named[0]?.powerKW).toBeCloseTo(310, -1)
  })

  test('what was kept goes on as if there had been no restart', () => {
    const works = drawWorks({ from, days: 3, seed: 4, noiseKW: 1 })
    const half = 2 * 86_400 + 40_000
    const whole = createDisaggregation('factory')
    whole.take(works, from + 3 * dayMs)
    const first = createDisaggregation('factory')
    first.take({ at: works.at.subarray(0, half), powerKW: works.powerKW.subarray(0, half) }, from + half * 1_000)
    const second = createDisaggregation('factory', JSON.parse(JSON.stringify(first.state())))
    second.take({ at: works.at.subarray(half), powerKW: works.powerKW.subarray(half) }, from + 3 * dayMs)
    expect(Math.abs(second.runs().length - whole.runs().length)).toBeLessThanOrEqual(2)
    expect(second.split().totalKWh).toBeCloseTo(whole.split().totalKWh, -1)
  })

  test('readings by the minute tell of energy, not of edges', () => {
    const works = drawWorks({ from, days: 1, seed: 4, noiseKW: 1 })
    const load = createDisaggregation('factory')
    load.take({ at: byMinute(works.at), powerKW: byMinute(works.powerKW) }, from + dayMs)
    expect(load.runs()).toEqual([])
    expect(load.split().totalKWh / works.totalKWh).toBeCloseTo(1, 1)
  })

  test('a gap invents no edge', () => {
    const at = Float64Array.from({ length: 7_200 }, (_, s) => from + (s < 3_600 ? s : s + 1_800) * 1_000)
    const powerKW = Float64Array.from({ length: 7_200 }, (_, s) => (s < 3_600 ? -100 : -400))
    const load = createDisaggregation('factory')
    load.take({ at, powerKW }, from + 3 * hourMs)
    expect(load.state().open).toEqual([])
    expect(load.runs()).toEqual([])
  })
})

test('furnace batches of the simulated works', () => {
  const [days, seed, ratedKW] = [3, 8, 5_000]
  const profile = syntheticSeries('factory', 1, { seed, timeZone: 'Europe/Stockholm' })
  const random = createRandom(1)
  const at = Float64Array.from({ length: days * 86_400 }, (_, s) => from + s * 1_000)
  const powerKW = at.map((instant) => -ratedKW * profile.valueAt(instant) + 2 * random.normal())
  const load = createDisaggregation('factory')
  load.take({ at, powerKW }, from + days * dayMs)
  const truth = batches(from, days, seed, ratedKW)
  const score = scoreRuns(load.runs(), truth, 6_000)
  expect(truth.length).toBeGreaterThan(700)
  expect(score.precision).toBeGreaterThan(0.95)
  expect(score.recall).toBeGreaterThan(0.95)
  expect(Math.abs(energyOf(load.runs()) / energyOf(truth) - 1)).toBeLessThan(0.05)
})

/** The batches as the simulated works draws them: one in each span of 3.5 minutes of a shift. */
function batches(begin: number, days: number, seed: number, ratedKW: number): TrueRun[] {
  const everyMs = 210_000
  const time = createLocalTime('Europe/Stockholm')
  const runs: TrueRun[] = []
  for (let turn = Math.ceil(begin / everyMs); (turn + 1) * everyMs < begin + days * dayMs; turn++) {
    const lastsMs = 60_000 + 90_000 * fixedRandom(seed + 23, turn)
    const start = turn * everyMs + (everyMs - lastsMs) * fixedRandom(seed + 24, turn)
    const hour = time.hourOf(start)
    if (time.isDayOff(start) || hour < 6 || hour >= 22) continue
    const powerKW = ratedKW * (0.26 + 0.11 * fixedRandom(seed + 25, turn))
    runs.push({ name: 'batch', from: start, to: start + lastsMs, powerKW })
  }
  return runs
}

function energyOf(runs: readonly { from: number; to: number; powerKW: number }[]): number {
  return runs.reduce((sum, run) => sum + (run.powerKW * (run.to - run.from)) / hourMs, 0)
}

function byMinute(values: Float64Array): Float64Array {
  return values.filter((_, i) => i % 60 === 0)
}
