import { expect, it, vi } from 'vitest'
import { type Asset, type AssetOf, assetSchema } from '../../../domain/asset.ts'
import { cellLook } from '../../../renderer/views/overview/one-line/cell-state.ts'
import { ratesInWords, statesInWords } from '../../../renderer/views/overview/one-line/containers-words.tsx'
import { cellColumns, layOut, shortName } from '../../../renderer/views/overview/one-line/one-line-layout.ts'
import { describeDemoSite } from '../dev/demo-site.ts'

// Numbers follow the machine's locale; the figures below are English.
vi.hoisted(() => vi.stubGlobal('navigator', { language: 'en-GB' }))

const site = describeDemoSite(6)
const container = assetSchema.parse({
  kind: 'container',
  id: 'c-1',
  name: 'Container 1',
  device: 'd',
  container: 'sha256Current',
}) as AssetOf<'container'>
const reading = (value: number | null, quality: 'good' | 'stale' | 'bad' = 'good') => ({ value, at: 0, quality })

it('sources and what goes both ways stand above the bus, loads below', () => {
  const { above, below } = layOut(site)
  expect(above.map((a) => a.kind)).toEqual(['grid', 'wind', 'pv', 'genset', 'flywheel', 'battery', 'battery'])
  expect(below.map((b) => b.id)).toEqual(['feeder-a', 'feeder-b', 'hydrogen', 'factory'])
})

it('every asset of the site stands somewhere', () => {
  const { above, below } = layOut(site)
  const shown = [...above, ...below.flatMap((b): Asset[] => (b.kind === 'asset' ? [b.asset] : b.cells))]
  expect(new Set(shown.map((a) => a.id))).toEqual(new Set(site.assets.map((a) => a.id)))
})

it('containers without a feeder make a block of their own, feeders without containers none', () => {
  const assets = site.assets.map((a) => {
    if (a.kind !== 'container') return a
    const { feeder: _, ...loose } = a
    return loose
  })
  const { below, shares } = layOut({ ...site, assets })
  expect(below.map((b) => b.id)).toEqual(['mining', 'hydrogen', 'factory'])
  expect(shares).toEqual([2, 1, 1])
})

it.each([
  [1, 1],
  [7, 7],
  [9, 5],
  [24, 8],
])('%d cells stand in %d columns', (count, columns) => {
  expect(cellColumns(count)).toBe(columns)
})

it.each([
  ['Container 12', '12'],
  ['Hall North', 'Hall North'],
])('%s is called %s in a cell', (name, short) => {
  expect(shortName(name)).toBe(short)
})

it.each([
  ['running', reading(-650), reading(3), { kind: 'running', fillPct: 50, text: '650' }],
  ['asleep', reading(-18), reading(5), { kind: 'asleep', text: '18' }],
  ['out of service', reading(0), reading(9), { kind: 'out', fillPct: 0, text: 'out' }],
  ['stale', reading(-1_262, 'stale'), reading(3, 'stale'), { kind: 'silent', text: '1,262' }],
  ['without a value', reading(null, 'bad'), reading(null, 'bad'), { kind: 'silent', fillPct: 0, text: 'no value' }],
])('a container that is %s looks so', (_, power, state, look) => {
  expect(cellLook(container, power, state, undefined)).toMatchObject(look)
})

it('the limit of now crosses the cell', () => {
  const decision = {
    assetId: 'c-1',
    range: { minKW: -650, maxKW: 0 },
    limitedBy: 'T2',
    setpointKW: -650,
    setAt: 0,
    because: [],
    verification: null,
    commander: 'automatic' as const,
    authority: 'control' as const,
  }
  expect(cellLook(container, reading(-650), reading(4), decision).limitPct).toBe(50)
})

it('counts states and adds up the hashrate of those that answer', () => {
  const silent = { ...container, id: 'c-2' }
  const image = {
    reading: (id: string, point: string) => {
      if (point === 'activePowerKW') return reading(-1_000, id === 'c-2' ? 'stale' : 'good')
      return reading(point === 'state' ? 3 : 40_000)
    },
  }
  expect(statesInWords(image, [container, silent])).toBe('1 running, 1 no contact')
  expect(ratesInWords(image, [container, silent])).toBe('40.0\u00A0PH/s')
})
