import { afterEach, expect, test } from 'vitest'
import { silentLog } from '../../../domain/log.ts'
import { intervalKey, type Interval, type MeterPoint } from '../../../domain/metering/meter.ts'
import { quarterMs, quarterOf } from '../../../domain/metering/quarter.ts'
import { noReading } from '../../../domain/reading.ts'
import { createBacklog } from '../../../main/historian/backlog.ts'
import { openDb, type SiteDb } from '../../../main/historian/db.ts'
import { sliceQuarters } from '../../../main/metering/close-quarters.ts'
import { createMetering, type Metering } from '../../../main/metering/metering.ts'
import { createVirtualClock } from '../../virtual-clock.ts'

const hourMs = 3_600_000
const points: MeterPoint[] = [{ id: 'grid', registers: ['import'], ratedKW: 5_000, endWh: 100_000_000_000 }]
const key = { pointId: 'grid', register: 'import' } as const
const [anna, bo] = [
  { name: 'Anna', role: 'engineer' },
  { name: 'Bo', role: 'engineer' },
] as const

const open: SiteDb[] = []
afterEach(() => open.splice(0).forEach((db) => db.close()))

/** A site whose grid meter draws 1,000 kW steadily and is read every 10 s. */
function site({ start = Date.UTC(2025, 2, 3, 8, 0, 5) } = {}) {
  const clock = createVirtualClock(start)
  const db = openDb({ file: ':memory:', clock, log: silentLog })
  open.push(db)
  const audit: string[] = []
  const told: Interval[] = []
  const disk = { isFull: false }
  const time = { isSure: true }
  const make = (): Metering => {
    const metering = createMetering({
      db,
      points,
      timeZone: 'Europe/Stockholm',
      backlogOf: (write) =>
        createBacklog({
          write: (items) => {
            if (disk.isFull) throw new Error('the disk is full')
            write(items)
          },
          what: 'readings',
          clock,
          log: silentLog,
        }),
      audit: ({ action }) => audit.push(action),
      isClockSure: () => time.isSure,
      clock,
      log: silentLog,
    })
    metering.onIntervals((intervals) => void told.push(...intervals))
    return metering
  }
  const state = { metering: make(), registerKWh: 1_000, isSilent: false }
  const shownAs = (point: string) =>
    point !== 'importedKWh' || state.isSilent
      ? noReading
      : { value: Math.round(state.registerKWh * 10) / 10, at: clock.now(), quality: 'good' as const }
  const run = (spanMs: number, powerKW = 1_000) => {
    for (let passedMs = 0; passedMs < spanMs; passedMs += 10_000) {
      clock.advance(10_000)
      state.registerKWh += powerKW / 360
      state.metering.observe((_, point) => shownAs(point))
      if (clock.now() % 60_000 < 10_000) state.metering.close()
    }
  }
  const restart = () => void (state.metering = make())
  const quarters = () => state.metering.intervals(key, 0, quarterOf(clock.now()))
  return { clock, db, state, run, restart, quarters, audit, told, disk, time }
}

const sum = (intervals: readonly Interval[]) => intervals.reduce((wh, interval) => wh + (interval.wh ?? 0), 0)

test('steady power gives the same energy each quarter, all of it measured', () => {
  const { run, quarters } = site()
  run(3 * hourMs)
  const found = quarters()
  expect(found.length).toBeGreaterThanOrEqual(10)
  expect(new Set(found.map(({ quality }) => quality))).toEqual(new Set(['measured']))
  for (const { wh } of found) expect(Math.abs((wh ?? 0) - 250_000)).toBeLessThanOrEqual(200)
})

test('a silent device: estimated at first, then the total of its register to the Wh, as a next revision', () => {
  const { run, state, quarters, told, clock } = site()
  run(2 * hourMs + 300_000)
  state.isSilent = true
  run(3 * hourMs, 2_000)
  const during = quarters()
  expect(during.at(-1)?.quality).toBe('estimated')
  state.isSilent = false
  run(2 * hourMs)
  const found = quarters()
  expect(new Set(found.slice(9, 18).map(({ method }) => method))).toEqual(new Set(['gapEven']))
  const edges = state.metering.readings(key, 0, clock.now()).filter(({ kind }) => kind === 'edge')
  expect(edges.map(({ at }) => Math.round((at - Date.UTC(2025, 2, 3, 8)) / 60_000))).toEqual([0, 125, 305])
  const [first, last] = [found[0], found.at(-1)]
  expect(sum(found.slice(1))).toBe((last?.closingWh ?? 0) - (first?.closingWh ?? 0))
  const revised = told
    .filter(({ revision }) => revision > 0)
    .map(({ quarter }) => intervalKey('grid', 'import', quarter))
  expect(new Set(revised).size).toBeGreaterThan(8)
})

test('a gap keeps the total of its register while its age passes the two days of second looks', () => {
  const { run, state, quarters } = site()
  run(2 * hourMs + 300_000)
  state.isSilent = true
  run(3 * hourMs, 2_000)
  state.isSilent = false
  run(51 * hourMs)
  const found = quarters()
  const gap = found.filter(({ quality }) => quality === 'estimated')
  expect(new Set(gap.map(({ method }) => method))).toEqual(new Set(['gapEven']))
  expect(gap.every(({ revision }) => revision <= 1)).toBe(true)
  const [first, last] = [found[0], found.at(-1)]
  expect(sum(found.slice(1))).toBe((last?.closingWh ?? 0) - (first?.closingWh ?? 0))
})

test('fault 36: a clock that jumps forth and back leaves no quarter out, doubles none and makes none negative', () => {
  const { run, clock, quarters, state } = site()
  run(2 * hourMs)
  clock.setWall(clock.now() + hourMs)
  run(2 * hourMs)
  clock.setWall(clock.now() - 2 * hourMs)
  run(4 * hourMs)
  const found = quarters()
  const numbers = found.map(({ quarter }) => quarter)
  expect(numbers).toEqual(numbers.map((_, i) => (numbers[0] ?? 0) + i))
  expect(found.every(({ wh }) => (wh ?? -1) >= 0)).toBe(true)
  const [first, last] = [found[0], found.at(-1)]
  expect(sum(found.slice(1))).toBe((last?.closingWh ?? 0) - (first?.closingWh ?? 0))
  expect((last?.closingWh ?? 0) / 1_000).toBeLessThanOrEqual(state.registerKWh)
})

test.each([
  { name: 'ahead', byMs: 365 * 24 * hourMs },
  { name: 'behind', byMs: -365 * 24 * hourMs },
])(
  'fault 37: nothing is metered while the clock is a year $name; what passed meanwhile is there once it is right',
  ({ byMs }) => {
    const { run, clock, quarters, time, state } = site()
    run(2 * hourMs)
    const before = quarters().length
    clock.setWall(clock.now() + byMs)
    // the moments until the clock is found to be in doubt
    run(5_000)
    time.isSure = false
    run(hourMs)
    expect(
      state.metering.readings(key, 0, 9e15).every(({ at }) => Math.abs(at - Date.UTC(2025, 2, 3)) < 48 * hourMs),
    ).toBe(true)
    clock.setWall(clock.now() - byMs)
    run(60_000)
    time.isSure = true
    run(2 * hourMs)
    const found = quarters()
    expect(found.length).toBeGreaterThan(before + 8)
    const [first, last] = [found[0], found.at(-1)]
    expect(sum(found.slice(1))).toBe((last?.closingWh ?? 0) - (first?.closingWh ?? 0))
    expect(new Set(found.map(({ method }) => method))).toEqual(new Set(['registers', 'gapEven']))
  },
)

test.each([{ isTorn: false }, { isTorn: true }])(
  'fault 37: three weeks that a clock was behind are closed in slices and keep their total, torn by a restart: $isTorn',
  ({ isTorn }) => {
    const { run, clock, state, restart, told } = site()
    run(2 * hourMs)
    clock.setWall(clock.now() + 20 * 24 * hourMs)
    const before = told.length
    run(1_080_000)
    expect(told.length - before).toBeLessThanOrEqual(sliceQuarters)
    const slices: number[] = []
    for (let turn = 0; turn < 20; turn++) {
      const known = told.length
      state.metering.goOn()
      slices.push(told.length - known)
      if (!isTorn || turn !== 3) continue
      restart()
      run(60_000)
    }
    expect(Math.max(...slices)).toBe(sliceQuarters)
    run(2 * hourMs)
    const found = state.metering.intervals(key, 0, quarterOf(clock.now()))
    expect(found.length).toBeGreaterThan(20 * 96)
    expect(found.every(({ revision }) => revision === 0)).toBe(true)
    const [first, last] = [found[0], found.at(-1)]
    expect(sum(found.slice(1))).toBe((last?.closingWh ?? 0) - (first?.closingWh ?? 0))
  },
)

test('fault 31: readings of registers wait while the disk is full, and no quarter is estimated for it', () => {
  const [whole, full] = [site(), site()]
  whole.run(5 * hourMs)
  full.run(hourMs)
  full.disk.isFull = true
  full.run(3 * hourMs)
  expect(full.quarters().length).toBeLessThan(whole.quarters().length - 8)
  full.disk.isFull = false
  full.run(hourMs)
  expect(full.quarters()).toEqual(whole.quarters())
})

test('a restart in the middle of a quarter changes nothing', () => {
  const [whole, torn] = [site(), site()]
  whole.run(2 * hourMs)
  for (let i = 0; i < 8; i++) {
    torn.run(quarterMs)
    torn.restart()
  }
  expect(torn.quarters()).toEqual(whole.quarters())
})

test('a register that begins anew is noted, and what passed is estimated', () => {
  const { run, state, quarters } = site()
  run(2 * hourMs)
  state.registerKWh = 0
  run(hourMs)
  const odd = quarters().filter(({ quality }) => quality !== 'measured')
  expect(odd.map(({ method }) => method)).toEqual(['zero'])
  expect(state.metering.notes(5).map(({ kind }) => kind)).toEqual(['estimate', 'reset'])
})

test('a leap of the register is held; when it stays it counts from there on', () => {
  const { run, state, quarters } = site()
  run(2 * hourMs)
  const before = state.registerKWh
  state.registerKWh += 1_000_000
  run(hourMs)
  expect(state.metering.notes(5).map(({ kind }) => kind)).toEqual(['estimate', 'accepted', 'implausible'])
  expect(sum(quarters()) / 1_000).toBeLessThan(before)
})

test('an edit and an exchange need a second person, and nothing is lost of what was before', () => {
  const { run, state, quarters, audit, db } = site()
  run(2 * hourMs)
  const quarter = quarters()[3]?.quarter ?? 0
  const body = { kind: 'edit', ...key, quarter, wh: 123, why: 'seal was broken', evidence: null } as const
  const { n } = state.metering.acts.propose(anna, body)
  expect(() => state.metering.acts.approve(anna, n)).toThrow('second person')
  expect(quarters()[3]?.wh).not.toBe(123)
  state.metering.acts.approve(bo, n)
  expect(quarters()[3]).toMatchObject({ wh: 123, quality: 'edited', revision: 1 })
  expect(state.metering.revisions(key, quarter)).toHaveLength(2)
  expect(() => state.metering.acts.approve(bo, n)).toThrow('approved by Bo')
  run(hourMs)
  expect(quarters()[3]).toMatchObject({ wh: 123, quality: 'edited' })
  expect(audit).toEqual(['MeteringChangeProposed', 'MeteringChanged'])
  expect(state.metering.acts.brokenAt()).toBeNull()
  db.run('DROP TRIGGER metering_act_is_never_changed')
  db.run("UPDATE metering_act SET body = replace(body, '123', '999') WHERE n = 1")
  expect(state.metering.acts.brokenAt()).toBe(1)
})

test('an exchange that is written down an hour later closes the gap it looked like', () => {
  const { run, state, quarters, clock } = site()
  run(2 * hourMs)
  const [at, closingWh] = [clock.now(), Math.round(state.registerKWh * 10) * 100]
  state.registerKWh = 7
  run(hourMs)
  expect(quarters().filter(({ quality }) => quality === 'estimated')).toHaveLength(1)
  const { n } = state.metering.acts.propose(anna, {
    kind: 'exchange',
    pointId: 'grid',
    at,
    serial: 'B-2',
    closing: { import: closingWh },
    opening: { import: 7_000 },
    why: 'calibration was due',
    evidence: null,
  })
  state.metering.acts.approve(bo, n)
  run(hourMs)
  const found = quarters()
  expect(found.every(({ quality }) => quality === 'measured')).toBe(true)
  for (const { wh } of found) expect(Math.abs((wh ?? 0) - 250_000)).toBeLessThanOrEqual(3_000)
})
