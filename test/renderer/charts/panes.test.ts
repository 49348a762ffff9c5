import { describe, expect, test, vi } from 'vitest'
import { drawLines, type Pen } from '../../../renderer/charts/panes/draw-lines.ts'
import { gapsOfPane, notGoodOfPane, valueAt } from '../../../renderer/charts/panes/marks.ts'
import { placeNames, placeNotes } from '../../../renderer/charts/panes/name-places.ts'
import type { Pane, PaneLine } from '../../../renderer/charts/panes/pane.ts'
import { instantOf, isoAtSite, wallOf } from '../../../renderer/charts/panes/site-time.ts'
import { timeTicks } from '../../../renderer/charts/panes/time-ticks.ts'
import { keyedWindow, panned, stretchOf, zoomed } from '../../../renderer/charts/panes/time-window.ts'
import { valueAxis } from '../../../renderer/charts/panes/value-axis.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const berlin = 'Europe/Berlin'
const hour = 3_600_000
const day = 24 * hour
const now = Date.UTC(2026, 3, 14, 12, 32, 8)

describe('the time of the site', () => {
  test('instants and the clock of the site agree over a year, clock changes and all', () => {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7 * hour + 900_000) {
      const back = instantOf(wallOf(at, berlin), berlin)
      expect([at, at - hour]).toContain(back)
    }
  })

  test('exports say the offset', () => {
    expect(isoAtSite(now, berlin)).toBe('2026-04-14T14:32:08+02:00')
    expect(isoAtSite(Date.UTC(2026, 0, 1), 'America/St_Johns')).toBe('2025-12-31T20:30:00-03:30')
  })

  test('ticks lie on round times of the site, also where the clock changes', () => {
    const change = Date.UTC(2026, 2, 29)
    const ticks = timeTicks(change - 2 * hour, change + 10 * hour, berlin, 8)
    expect(ticks.map(({ label }) => label)).toEqual(
      ['29 Mar', '04:00', '06:00', '08:00', '10:00', '12:00'].slice(0, ticks.length),
    )
  })

  test('a year is marked by months, seconds by seconds', () => {
    expect(timeTicks(now - 365 * day, now, berlin, 7).map(({ label }) => label)).toContain('2026')
    expect(timeTicks(now - 5_000, now, berlin, 7)[0]?.label).toMatch(/^\d\d:\d\d:\d\d$/)
  })
})

describe('value axis', () => {
  test.each([
    [6.2, 13.1],
    [49.97, 50.02],
    [-1_250, 400],
    [0, 0],
    [86.2, 86.2],
  ])('%d to %d has at most five round marks that hold all of it', (low, high) => {
    const { min, max, ticks } = valueAxis(low, high, { most: 5 })
    expect(min).toBeLessThanOrEqual(low)
    expect(max).toBeGreaterThanOrEqual(high)
    expect(max).toBeGreaterThan(min)
    expect(ticks.length).toBeLessThanOrEqual(5)
  })

  test('a power not far from zero is shown with its zero', () => {
    expect(valueAxis(0.4, 3, { most: 5, hasZero: true }).min).toBe(0)
    expect(valueAxis(9.1, 9.6, { most: 5, hasZero: true }).min).toBeGreaterThan(8)
  })
})

describe('window', () => {
  const live = { spanMs: 365 * day, end: 'now' } as const

  test('the instant under the cursor stays there, from a year to seconds', () => {
    let window: Parameters<typeof zoomed>[0] = live
    const at = stretchOf(window, now).from + window.spanMs * 0.4
    for (let n = 0; n < 60 && window.spanMs > 5_000; n++) window = zoomed(window, now, 0.6, 0.4)
    const { from, to } = stretchOf(window, now)
    expect(window.spanMs).toBe(5_000)
    expect(Math.abs(from + (to - from) * 0.4 - at)).toBeLessThan(100)
  })

  test('at the right edge the view stays live; no window reaches beyond the present', () => {
    expect(zoomed(live, now, 0.5, 1).end).toBe('now')
    expect(zoomed({ spanMs: hour, end: now - 1_000 }, now, 4, 0.5).end).toBe('now')
    expect(panned({ spanMs: hour, end: now - hour }, now, 2 * hour).end).toBe('now')
  })

  test('keys zoom, move and lead back to the present', () => {
    const past = { spanMs: hour, end: now - day }
    expect(keyedWindow('+', past, now)?.spanMs).toBe(hour / 2)
    expect(keyedWindow('ArrowLeft', past, now)?.end).toBe(now - day - hour / 10)
    expect(keyedWindow('Home', past, now)).toEqual({ spanMs: hour, end: 'now' })
    expect(keyedWindow('x', past, now)).toBeUndefined()
  })
})

const column = (values: number[], stepMs = 10) => {
  const mean = Float64Array.from(values)
  return { from: 0, stepMs, min: mean, mean, max: mean, known: new Uint8Array(values.length).fill(1) }
}
const nothing = Number.NaN
const line = (values: number[], stepMs?: number): PaneLine => ({
  id: 'a',
  name: 'a',
  colour: 's1',
  factor: 1,
  axis: 0,
  column: column(values, stepMs),
})
const paneOf = (...lines: PaneLine[]): Pane => ({ title: 'Power', axes: [{ unit: 'kW', isPower: true }], lines })

describe('lines', () => {
  test('are not joined across a gap', () => {
    const calls: string[] = []
    const pen = new Proxy({} as Pen, {
      get:
        (_, name) =>
        (...values: number[]) =>
          void calls.push(`${String(name)} ${values.join(' ')}`),
      set: () => true,
    })
    drawLines(pen, {
      panes: [paneOf(line([1, 1, nothing, 1, 1], 10_000))],
      boxes: [{ left: 0, top: 0, width: 50, height: 10 }],
      axes: [[{ min: 0, max: 2, ticks: [], decimals: 0 }]],
      stretch: { from: 0, to: 50_000 },
      scheme: 'light',
      isQuick: true,
    })
    expect(calls.filter((call) => /To/.test(call))).toEqual(['moveTo 5 5', 'lineTo 15 5', 'moveTo 35 5', 'lineTo 45 5'])
  })

  test('gaps of a pane are joined over its lines', () => {
    const pane = paneOf(line([1, nothing, nothing, 1]), line([1, 1, nothing, nothing]))
    expect(gapsOfPane(pane, { from: 0, to: 40 })).toEqual([{ from: 10, to: 40 }])
  })

  test('where values were stale or suspect is joined over the lines of a pane, without those compared', () => {
    const compared = { ...shared(line([1, 1, 1, 1]), 1, 1, 1, 1), isCompared: true }
    const pane = paneOf(shared(line([1, 1, 1, 1]), 0, 0.1, 0, 0), shared(line([1, 1, 1, 1]), 0, 0, 1, 0), compared)
    expect(notGoodOfPane(pane, { from: 0, to: 40 })).toEqual([{ from: 10, to: 30 }])
    expect(notGoodOfPane(paneOf(line([1, nothing])), { from: 0, to: 20 })).toEqual([])
  })

  test('the value at an instant is that of its step', () => {
    expect(valueAt(line([1, 2, nothing]), 19)).toBe(2)
    expect(valueAt(line([1, 2, nothing]), 20)).toBeUndefined()
  })
})

const shared = (line: PaneLine, ...notGood: number[]) => ({
  ...line,
  column: { ...line.column, notGood: Float64Array.from(notGood) },
})

const flat = (y: number) => () => y

test('names stand beside their lines and not on each other', () => {
  const places = placeNames(
    [
      { id: 'a', text: 'Grid connection, importing', yAt: flat(50) },
      { id: 'b', text: 'Mining', yAt: flat(54) },
      { id: 'c', text: 'nowhere', yAt: () => undefined },
    ],
    600,
    100,
  )
  expect(places.map(({ id }) => id)).toEqual(['a', 'b'])
  const [a, b] = places
  expect(Math.abs((a?.x ?? 0) - (b?.x ?? 0)) > 100 || Math.abs((a?.y ?? 0) - (b?.y ?? 0)) >= 14).toBe(true)
})

const note = (id: string, from: number, to: number) => ({ id, from, to, text: 'pump exchanged', by: 'Ada', about: '' })

describe('words of notes', () => {
  const box = { left: 50, top: 26, width: 1_000, height: 300 }
  const stretch = { from: 0, to: 1_000 }
  const rows = (...notes: ReturnType<typeof note>[]) =>
    placeNotes(notes, box, stretch).map(({ id, x, y }) => [id, Math.round(x), y])

  test('stand at the begin of the note, or at the edge where that is out of view', () => {
    expect(rows(note('a', -500, 10), note('b', 400, 500))).toEqual([
      ['a', 54, 38],
      ['b', 454, 38],
    ])
  })

  test('stand below each other where they would meet, three at most', () => {
    expect(
      rows(note('a', 0, 9), note('b', 5, 9), note('c', 10, 99), note('d', 20, 99)).map(([id, , y]) => [id, y]),
    ).toEqual([
      ['a', 38],
      ['b', 52],
      ['c', 66],
    ])
  })

  test('are not cut at the end, and not said of what is out of view', () => {
    const [[, x] = []] = rows(note('a', 999, 1_500), note('b', 1_200, 1_300))
    expect(Number(x)).toBeLessThan(1_050 - 80)
    expect(rows(note('b', 1_200, 1_300))).toEqual([])
  })
})
