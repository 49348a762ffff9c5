import { expect, test } from 'vitest'
import type { EvidenceChart } from '../../../domain/rpc/health/forecasts.ts'
import { bandSeries, bandSets } from '../../../renderer/charts/trend-band.ts'
import { stripOf } from '../../../renderer/charts/peers/peers.ts'
import { equalSteps, evidenceView } from '../../../renderer/views/health/evidence/evidence-view.ts'

const chart = (limit: number | null): EvidenceChart => ({
  point: 'bearingDegC',
  label: 'Bearing temperature',
  unit: '°C',
  at: [0, 60_000, 120_000, 300_000],
  value: [60, 62, null, 84],
  low: [58, 58, 58, 59],
  high: [64, 64, 64, 65],
  limit,
})
const look = { colour: 's4', timeZone: 'UTC' } as const

test('values that are missing, and instants that are missing, become steps without a value', () => {
  const { from, stepMs, columns } = equalSteps([0, 60_000, 120_000, 300_000], { v: [1, 2, null, 4] })
  expect({ from, stepMs }).toEqual({ from: 0, stepMs: 60_000 })
  expect(columns.v).toEqual([1, 2, null, null, null, 4])
})

test('a little jitter of the instants opens no gap', () => {
  const at = Array.from({ length: 50 }, (_, i) => i * 60_000 + (i % 3) * 4_000)
  expect(equalSteps(at, { v: at.map(() => 1) }).columns.v).not.toContain(null)
})

test('nothing at all is no step', () => {
  expect(equalSteps([], { v: [] }).columns.v).toEqual([])
})

test('a near limit widens the axis to round ends, a far one is only told', () => {
  const near = evidenceView(chart(95), look)
  expect(near.isLimitFar).toBe(false)
  expect(near.view.limits).toEqual([{ name: 'limit 95', value: 95 }])
  expect(near.view.max).toBeGreaterThan(95)
  expect(Number(near.view.max) % Number(near.view.step)).toBe(0)
  const far = evidenceView(chart(900), look)
  expect(far.isLimitFar).toBe(true)
  expect(far.view.limits).toEqual([])
  expect(evidenceView(chart(null), look).isLimitFar).toBe(false)
})

test('a band is drawn as its lower end and its height above it', () => {
  const band = { from: 0, stepMs: 1, low: [1, null, 2], high: [4, 5, 2] }
  expect(bandSets(band).map(({ values }) => values)).toEqual([
    [1, null, 2],
    [3, null, 0],
  ])
  expect(bandSeries(band, 2, '#000').map(({ datasetIndex }) => datasetIndex)).toEqual([2, 3])
  expect(bandSeries(undefined, 2, '#000')).toEqual([])
})

test('dots of peers do not lie on each other, and the band holds the others alone', () => {
  const peers = [0.6, 0.6, 0.601, 0.62, 1.12].map((value, i) => ({ id: `u${i}`, name: `Unit ${i}`, value }))
  const { dots, band } = stripOf(peers, { ownId: 'u4', widthOf: 0.8 })
  expect(new Set(dots.filter(({ isOwn }) => !isOwn).map(({ level }) => level)).size).toBe(4)
  expect(dots.find(({ isOwn }) => isOwn)?.level).toBe(0)
  expect(band?.[1]).toBeLessThan(0.7)
  expect(stripOf([{ id: 'u4', name: 'Unit 4', value: 1 }], { ownId: 'u4', widthOf: 1 }).band).toBeUndefined()
})
