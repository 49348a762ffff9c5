import { describe, expect, test } from 'vitest'
import type { Person } from '../../../../domain/access.ts'
import { silentLog } from '../../../../domain/log.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { AuditEntry } from '../../../../main/audit/audit.ts'
import { openDb } from '../../../../main/historian/db.ts'
import { createConsumption } from '../../../../main/health/consumption/consumption.ts'
import type { ConsumptionHistory } from '../../../../main/health/consumption/history.ts'
import { createConsumptionKeep } from '../../../../main/health/consumption/keep.ts'
import { createVirtualClock } from '../../../virtual-clock.ts'
import { assets } from './excess/simple-site.ts'
import { drawWorks } from './loads/synthetic-works.ts'

const dayMs = 86_400_000
const begin = Date.UTC(2026, 3, 6)
const ada: Person = { name: 'Ada', role: 'operator' }

function isKnown(assetId: string, point: string): boolean {
  return point === 'activePowerKW' && (assetId === 'works' || assetId === 'grid')
}

/** A history of the works alone, second by second, and of a grid meter that shows the same. */
function worksHistory(days: number): ConsumptionHistory & { asked: number } {
  const works = drawWorks({ from: begin, days, seed: 6, noiseKW: 1 })
  const placeOf = (at: EpochMs) => Math.min(works.at.length, Math.max(0, Math.round((at - begin) / 1_000)))
  const history = {
    asked: 0,
    steps({ assetId, point, from, to, stepMs }: Parameters<ConsumptionHistory['steps']>[0]) {
      history.asked += 1
      const count = Math.round((to - from) / stepMs)
      const mean = Float64Array.from({ length: count }, (_, i) => {
        const part = works.powerKW.subarray(placeOf(from + i * stepMs), placeOf(from + (i + 1) * stepMs))
        if (!isKnown(assetId, point) || part.length === 0) return Number.NaN
        const sum = part.reduce((total, kW) => total + kW, 0) / part.length
        return assetId === 'grid' ? -sum : sum
      })
      const usableMs = mean.map((kW) => (Number.isNaN(kW) ? 0 : stepMs))
      return Promise.resolve({ min: mean, max: mean, mean, usableMs })
    },
    readings({ assetId, point, from, to }: Parameters<ConsumptionHistory['readings']>[0]) {
      const [first, last] = isKnown(assetId, point) ? [placeOf(from), placeOf(to)] : [0, 0]
      return Promise.resolve({ at: works.at.subarray(first, last), value: works.powerKW.subarray(first, last) })
    },
    counterRise: () => Promise.resolve(undefined),
    supplier: () => Promise.resolve([]),
    priceEurPerMWh: () => 60,
  }
  return history
}

function open(history: ConsumptionHistory, now: EpochMs, file = ':memory:') {
  const clock = createVirtualClock(now)
  const db = openDb({ file, clock, log: silentLog })
  const audited: AuditEntry[] = []
  const start = () =>
    createConsumption({
      assets,
      timeZone: 'Europe/Berlin',
      history,
      keep: createConsumptionKeep(db),
      pause: () => Promise.resolve(),
      audit: (entry) => void audited.push(entry),
      clock,
      log: silentLog,
    })
  return { start, audited, clock }
}

describe('consumption of a site', () => {
  test('a start finds the consumers of the last days, and the parts add up', async () => {
    const { start } = open(worksHistory(3), begin + 3 * dayMs)
    const consumption = start()
    expect(consumption.get().words).toContain('0 of')
    await consumption.round()
    const { consumers, baseKW, unexplainedKW, meters, excess } = consumption.get()
    expect(consumers.map(({ powerKW }) => Math.round(powerKW / 10)).toSorted((a, b) => b - a)[0]).toBe(31)
    expect(consumers.length).toBeGreaterThanOrEqual(3)
    const shares = consumers.reduce((sum, { energySharePct }) => sum + energySharePct, 0)
    expect(shares).toBeLessThanOrEqual(100)
    expect(baseKW).toBeGreaterThan(80)
    expect(unexplainedKW).toBeGreaterThanOrEqual(0)
    expect(excess).toEqual([])
    expect(meters.find(({ against }) => against === 'supplier')?.state).toBe('unknown')
  })

  test('a name is on record, survives a restart and can be taken away', async () => {
    const history = worksHistory(3)
    const { start, audited } = open(history, begin + 3 * dayMs)
    const first = start()
    await first.round()
    const furnace = first.get().consumers.find(({ powerKW }) => powerKW > 250)
    first.label(ada, { id: furnace?.id ?? '', label: 'Furnace' })
    expect(audited).toEqual([
      {
        person: 'Ada',
        action: 'ConsumerNamed',
        assetId: 'works',
        detail: `Consumer ${furnace?.id} of the background load, without a name before, is named "Furnace".`,
      },
    ])
    const second = start()
    expect(second.get().consumers.find(({ label }) => label === 'Furnace')?.id).toBe(furnace?.id)
    second.label(ada, { id: furnace?.id ?? '', label: null })
    expect(second.get().consumers.every(({ label }) => label === null)).toBe(true)
    expect(audited[1]?.detail).toContain('"Furnace" before, has no name any more')
  })

  test('an unknown consumer is refused and leaves no record', () => {
    const { start, audited } = open(worksHistory(1), begin + dayMs)
    expect(() => start().label(ada, { id: 'works-99', label: 'x' })).toThrow(/no consumer "works-99"/)
    expect(audited).toEqual([])
  })

  test('a restart goes on where it was: a past that was taken is not asked for again', async () => {
    const history = worksHistory(2)
    const { start } = open(history, begin + 2 * dayMs)
    await start().round()
    const asked = history.asked
    const again = start()
    const before = again.get()
    await again.round()
    expect(history.asked - asked).toBeLessThan(asked / 2)
    expect(again.get().consumers).toEqual(before.consumers)
  })

  test('fault 31: a store that fails is told in the log, and the next round tries again', async () => {
    const history = worksHistory(1)
    const { steps } = history
    history.steps = () => Promise.reject(new Error('the disk reports an error'))
    const { start } = open(history, begin + dayMs)
    const consumption = start()
    await consumption.round()
    expect(consumption.get().meters).toEqual([])
    history.steps = steps
    await consumption.round()
    expect(consumption.get().meters.length).toBeGreaterThan(0)
  })

  test('rounds run by the clock until it is stopped', async () => {
    const history = worksHistory(1)
    const { start, clock } = open(history, begin + dayMs)
    const consumption = start()
    consumption.start()
    clock.advance(30_000)
    await consumption.stop()
    const asked = history.asked
    clock.advance(3_600_000)
    expect(history.asked).toBe(asked)
  })
})
