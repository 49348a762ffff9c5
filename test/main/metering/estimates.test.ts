import { afterEach, describe, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import type { MeterPoint } from '../../../domain/metering/meter.ts'
import { quarterMs, quarterOf } from '../../../domain/metering/quarter.ts'
import { noReading, type Reading } from '../../../domain/reading.ts'
import { createBacklog } from '../../../main/historian/backlog.ts'
import { openDb, type SiteDb } from '../../../main/historian/db.ts'
import { createMetering } from '../../../main/metering/metering.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const start = Date.UTC(2025, 2, 3, 8, 0, 5)
const point: MeterPoint = { id: 'grid', registers: ['import', 'export'], ratedKW: 5_000, endWh: 100_000_000_000 }
const key = { pointId: 'grid', register: 'import' } as const

const open: SiteDb[] = []
afterEach(() => open.splice(0).forEach((db) => db.close()))

/** A grid meter and its check meter, read every 10 s; what each shows can be spoilt. */
function meters() {
  const clock = createVirtualClock(start)
  const db = openDb({ file: ':memory:', clock, log: silentLog })
  open.push(db)
  const metering = createMetering({
    db,
    points: [point],
    checks: [
      {
        of: 'grid',
        name: 'Grid connection',
        point: { ...point, id: 'check:grid', registers: ['import'] },
        limitPct: 1.5,
      },
    ],
    timeZone: 'UTC',
    backlogOf: (write) => createBacklog({ write, what: 'readings', clock, log: silentLog }),
    audit: () => {},
    clock,
    log: silentLog,
  })
  const state = {
    ourKWh: 1_000,
    checkKWh: 50,
    checkScale: 1,
    isSilent: false,
    isCheckSilent: false,
    isPowerSilent: false,
    breaks: 0,
  }
  const good = (value: number): Reading => ({ value, at: clock.now(), quality: 'good' })
  const shown = (id: string, name: string, powerKW: number): Reading => {
    if (name === 'activePowerKW') return state.isPowerSilent ? noReading : good(powerKW)
    if (name !== 'importedKWh') return noReading
    if (id === 'check:grid') return state.isCheckSilent ? noReading : good(state.checkKWh)
    return state.isSilent ? noReading : { ...good(state.ourKWh), ...(state.breaks > 0 && { breaks: state.breaks }) }
  }
  /** `lostKWh` passes in the first step without the own meter. */
  const run = (quarters: number, { powerKW = 1_000, lostKWh = 0 } = {}) => {
    state.ourKWh -= lostKWh
    for (let passedMs = 0; passedMs < quarters * quarterMs; passedMs += 10_000) {
      clock.advance(10_000)
      state.ourKWh += powerKW / 360
      state.checkKWh += (state.checkScale * powerKW) / 360
      metering.observe((id, name) => shown(id, name, powerKW))
      if (clock.now() % 60_000 < 10_000) metering.close()
    }
  }
  const quarters = () => metering.intervals(key, 0, quarterOf(clock.now()))
  const notes = () => metering.notes(99).map(({ kind, words }) => `${kind}: ${words}`)
  return { metering, state, run, quarters, notes, clock, db }
}

describe('a register that is silent is estimated', () => {
  test.each([
    ['by its check meter', {}, 'checkMeter', 250_000],
    ['by the power of the device when the check meter is silent too', { isCheckSilent: true }, 'ownPower', 250_000],
    [
      'by nothing but zero when all is silent and no day is comparable',
      { isCheckSilent: true, isPowerSilent: true },
      'zero',
      0,
    ],
  ])('%s, and says so', (_, silent, method, wh) => {
    const { state, run, quarters, notes } = meters()
    run(4)
    Object.assign(state, { isSilent: true, ...silent })
    run(4)
    const last = quarters().at(-1)
    expect(last).toMatchObject({ quality: 'estimated', method })
    expect(Math.abs((last?.wh ?? -1) - wh)).toBeLessThan(300)
    expect(notes().filter((note) => note.startsWith('estimate'))).toHaveLength(1)
  })

  test('and when it speaks again its total is shared as the check meter ran', () => {
    const { state, run, quarters, notes } = meters()
    run(2)
    state.isSilent = true
    run(2, { powerKW: 500 })
    run(2, { powerKW: 2_000 })
    state.isSilent = false
    run(2)
    const gap = quarters().filter(({ quality }) => quality === 'estimated')
    expect(new Set(gap.map(({ method }) => method))).toEqual(new Set(['gapByCheckMeter']))
    const [least, most] = [Math.min(...gap.map(({ wh }) => wh ?? 0)), Math.max(...gap.map(({ wh }) => wh ?? 0))]
    expect(most / least).toBeGreaterThan(3)
    expect(notes().some((note) => note.includes('shared as the check meter ran'))).toBe(true)
  })
})

test('the sums of own power outlive a restart in the middle of a quarter', () => {
  const { metering, state, run, quarters } = meters()
  run(4)
  Object.assign(state, { isSilent: true, isCheckSilent: true })
  run(1.5)
  metering.stop()
  run(2.5)
  expect(
    quarters()
      .slice(-3)
      .map(({ method }) => method),
  ).toEqual(['ownPower', 'ownPower', 'ownPower'])
})

describe('fault 4: a counter that began anew and was bridged by its driver', () => {
  test('marks the quarter: it is estimated and not passed off as measured', () => {
    const { state, run, quarters, notes } = meters()
    run(4.5)
    state.breaks = 1
    run(4, { lostKWh: 100 })
    const marked = quarters().filter(({ quality }) => quality !== 'measured')
    expect(marked).toMatchObject([{ quality: 'estimated', method: 'checkMeter' }])
    expect(Math.abs((marked[0]?.wh ?? 0) - 250_000)).toBeLessThan(300)
    expect(notes().filter((note) => note.startsWith('bridged'))).toHaveLength(1)
  })

  test('a count of breaks that begins at none again, as after a start of the engine, is no break', () => {
    const { state, run, quarters } = meters()
    state.breaks = 2
    run(3)
    state.breaks = 0
    run(3)
    expect(new Set(quarters().map(({ quality }) => quality))).toEqual(new Set(['measured']))
  })
})

describe('a check meter that disagrees', () => {
  test.each([
    ['within both classes', 1.014, 0],
    ['beyond them', 1.03, 1],
  ])('%s', (_, scale, count) => {
    const { state, run, metering, clock } = meters()
    state.checkScale = scale
    run(8)
    const now = quarterOf(clock.now())
    const compared = metering.checked(now - 8, now)
    expect(compared.length).toBeGreaterThanOrEqual(6)
    expect(compared.filter(({ differs }) => differs)).toHaveLength(count * compared.length)
    expect(metering.conditions()).toHaveLength(count)
    if (count === 0) return
    expect(metering.conditions()[0]).toMatchObject({ code: 'metering.checkDiffers', assetId: 'grid' })
    state.checkScale = 1
    run(8)
    expect(metering.conditions()).toEqual([])
  })

  test('is stated and billed nowhere: it is no meter point, and nobody is told of its energies', () => {
    const { metering, run, db } = meters()
    const told: string[] = []
    metering.onIntervals((intervals) => told.push(...intervals.map(({ pointId }) => pointId)))
    run(4)
    expect(metering.points.map(({ id }) => id)).toEqual(['grid'])
    expect(new Set(told)).toEqual(new Set(['grid']))
    expect(db.all("SELECT 1 FROM interval WHERE point = 'check:grid'").length).toBeGreaterThan(1)
  })
})
