import { describe, expect, test, vi } from 'vitest'
import type { PointRef } from '../../../domain/rpc/site.ts'
import { instantOf } from '../../../renderer/charts/panes/site-time.ts'
import { csvOf, trendTable } from '../../../renderer/views/trends/export/table.ts'
import { laidOut, withoutPoint, withPoint, withPointIn } from '../../../renderer/views/trends/model/arrange.ts'
import { before, comparedStretch, daysBack, movedColumn } from '../../../renderer/views/trends/model/compare.ts'
import { linesOf, valueQuantity } from '../../../renderer/views/trends/model/lines.ts'
import { figuresIn } from '../../../renderer/views/trends/model/measure.ts'
import { preparedViews } from '../../../renderer/views/trends/model/prepared.ts'
import { findPoints } from '../../../renderer/views/trends/picker/find-points.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const site = describeDemoSite(6)
const berlin = 'Europe/Berlin'
const hour = 3_600_000
const ref = (assetId: string, point: PointRef['point'] = 'activePowerKW'): PointRef => ({ assetId, point })
const column = (values: number[], stepMs: number, from = 0) => {
  const mean = Float64Array.from(values)
  return { from, stepMs, min: mean, mean, max: mean, known: new Uint8Array(values.length).fill(1) }
}

describe('panes', () => {
  test('a point joins the pane of its unit, else it gets one', () => {
    const panes = [ref('grid'), ref('grid', 'frequencyHz'), ref('pv')].reduce(withPoint, [] as PointRef[][])
    expect(panes).toEqual([[ref('grid'), ref('pv')], [ref('grid', 'frequencyHz')]])
  })

  test('no more than twelve lines, seven in a pane, none twice', () => {
    const many = site.points.filter(({ point }) => point === 'activePowerKW').map(({ assetId }) => ref(assetId))
    const panes = [...many, ...many].reduce(withPoint, [] as PointRef[][])
    expect(panes.flat()).toHaveLength(12)
    expect(Math.max(...panes.map((pane) => pane.length))).toBe(7)
  })

  test('a third unit is not let into a pane', () => {
    const panes = [[ref('grid'), ref('grid', 'frequencyHz')], [ref('grid', 'voltageV')]]
    expect(withPointIn(panes, 'grid voltageV', 0)).toBe(panes)
    expect(withPointIn(panes, 'grid frequencyHz', 2)).toEqual([
      [ref('grid')],
      [ref('grid', 'voltageV')],
      [ref('grid', 'frequencyHz')],
    ])
  })

  test('a pane whose last point goes, goes too; layouts keep all points', () => {
    const panes = [[ref('grid'), ref('pv')], [ref('grid', 'frequencyHz')]]
    expect(withoutPoint(panes, 'grid frequencyHz')).toHaveLength(1)
    expect(laidOut(panes, 'byLine')).toHaveLength(3)
    expect(laidOut(panes, 'byTwo')).toHaveLength(1)
  })

  test('every prepared view names points that the site has', () => {
    const known = new Set(site.points.map(({ assetId, point }) => `${assetId} ${point}`))
    const views = preparedViews(site)
    expect(views.map(({ name }) => name)).toEqual(['Site power', 'Storage', 'Mining', 'Frequency'])
    for (const { assetId, point } of views.flatMap(({ panes }) => panes.flat()))
      expect(known).toContain(`${assetId} ${point}`)
  })

  test('lines of a pane have colours of their own', () => {
    const lines = linesOf(
      site,
      ['container-1', 'container-2', 'container-3', 'grid'].map((id) => ref(id)),
    )
    expect(new Set(lines.map(({ colour }) => colour)).size).toBe(4)
  })
})

test('points are found by words of asset and point', () => {
  const found = findPoints(site, 'container 3 inlet')
  expect(found.map(({ asset, refs }) => [asset.id, refs.map(({ point }) => point)])).toEqual([
    ['container-3', ['inletDegC']],
  ])
  expect(findPoints(site, 'no such thing')).toEqual([])
})

describe('another day', () => {
  test('is the same time of the site’s clock, also where the clock has changed', () => {
    const sunday = instantOf(Date.UTC(2026, 2, 29, 14), berlin)
    expect(sunday - before(sunday, 1, berlin)).toBe(23 * hour)
    expect(sunday - before(sunday, 7, berlin)).toBe(7 * 24 * hour - hour)
  })

  test('a stretch across the change is moved step by step', () => {
    const from = instantOf(Date.UTC(2026, 2, 29), berlin)
    const stretch = { from, to: instantOf(Date.UTC(2026, 2, 30), berlin) }
    const past = comparedStretch(stretch, 1, berlin)
    expect([stretch.to - stretch.from, past.to - past.from]).toEqual([23 * hour, 24 * hour])
    const hours = column(
      Array.from({ length: 24 }, (_, i) => i),
      hour,
      past.from,
    )
    const moved = movedColumn(hours, stretch, 1, berlin)
    // 01:00 lies over 01:00; after the jump 03:00 lies over 03:00.
    expect(Array.from(moved.mean.subarray(0, 4))).toEqual([0, 1, 3, 4])
  })

  test('a date counts from the day at the end of the view', () => {
    const to = instantOf(Date.UTC(2026, 3, 14, 14, 32), berlin)
    expect(daysBack({ kind: 'date', date: '2026-04-01' }, { from: to - hour, to }, berlin)).toBe(13)
  })
})

describe('measuring', () => {
  test('mean and energy come from the steps shown, by their share, and leave gaps out', () => {
    const figures = figuresIn(column([100, 200, Number.NaN, -100], hour), { from: hour / 2, to: 4 * hour })
    expect(figures).toMatchObject({ least: -100, most: 200, usedMs: 2.5 * hour, inKWh: 250, outKWh: 100 })
    expect(figures?.mean).toBeCloseTo(60)
    expect(figuresIn(column([Number.NaN], hour), { from: 0, to: hour })).toBeUndefined()
  })

  test('powers have no sign, and all values of a line one unit', () => {
    const [container] = linesOf(site, [ref('container-1')])
    if (!container) throw new Error('no line')
    expect(valueQuantity(container, -1_270)).toEqual({ number: '1.27', unit: 'MW' })
    expect(valueQuantity(container, -350)).toEqual({ number: '0.35', unit: 'MW' })
  })
})

describe('export', () => {
  const assets = site.assets.map((asset) => Object.assign({}, asset, asset.id === 'pv' ? { name: '=1+1' } : {}))
  const looks = linesOf({ ...site, assets }, [ref('pv'), ref('grid', 'frequencyHz')])
  const at = Date.UTC(2026, 3, 14, 12)
  const lines = looks.map((look) => ({ look, column: column([3_100.04, Number.NaN], 60_000, at) }))

  test('has time with offset, units and quality', () => {
    const [head, first, second] = trendTable(lines.slice(1), { from: at, to: at + 120_000 }, berlin)
    expect(head).toEqual([
      'time',
      ...['mean (Hz)', 'least (Hz)', 'most (Hz)', 'quality'].map((w) => `Grid connection frequency ${w}`),
    ])
    expect(first).toEqual(['2026-04-14T14:00:00+02:00', 3100.04, 3100.04, 3100.04, 'good'])
    expect(second).toEqual(['2026-04-14T14:01:00+02:00', null, null, null, 'no data'])
  })

  test('says where a value was stale or suspect for some of the time, or all of it', () => {
    const one = { ...column([50, 50, Number.NaN, Number.NaN], 60_000, at), notGood: Float64Array.of(0, 0.2, 0.7, 0) }
    const table = trendTable(
      looks.slice(1).map((look) => ({ look, column: one })),
      { from: at, to: at + 240_000 },
      berlin,
    )
    const words = ['good', 'partly stale or suspect', 'stale or suspect', 'no data']
    expect(table.slice(1).map((row) => row.at(-1))).toEqual(words)
  })

  test('a name that looks like a formula is none', () => {
    const csv = csvOf(trendTable(lines, { from: at, to: at + 60_000 }, berlin))
    expect(csv).toContain(`"'=1+1 power mean (kW, + into the bus)"`)
    expect(csv.split('\r\n')).toHaveLength(3)
  })
})
