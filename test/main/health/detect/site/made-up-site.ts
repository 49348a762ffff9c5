import type { Asset } from '../../../../../domain/asset.ts'
import { type PointName, pointSpec } from '../../../../../domain/points.ts'
import type { PointRef } from '../../../../../domain/rpc/site.ts'
import { createDraw } from '../../../../../main/learners/random.ts'
import type { ScanColumns } from '../../../../../main/health/detect/site/site-detectors.ts'

const containers = 4
const containerPoints: readonly PointName[] = [
  'activePowerKW',
  'ambientDegC',
  'inletDegC',
  'outletDegC',
  'fanPct',
  'filterPa',
  'state',
]
/** Scans of these tests lie so far apart, ms. */
export const scanMs = 300_000
const scansPerDay = 288
const startAt = Date.UTC(2026, 0, 5)

/** What is wrong with the site, by day. */
export interface Trouble {
  /** Share by which the filter of container 3 resists more. */
  fouling?(day: number): number
  /** Power that no meter sees, kW into the bus. */
  unseenKW?(day: number): number
}

/** A grid connection and four containers with loads of their own, under one sky. */
export const assets = [
  { kind: 'grid', id: 'grid', name: 'Grid', device: 'grid', maxAgeMs: 2_000 },
  ...Array.from({ length: containers }, (_, i) => ({
    kind: 'container',
    id: `container-${i + 1}`,
    ratedPowerKW: 1_300,
  })),
] as Asset[]

/** Columns of the scans. */
export const points: PointRef[] = [
  { assetId: 'grid', point: 'activePowerKW' },
  ...assets.slice(1).flatMap(({ id }) => containerPoints.map((point) => ({ assetId: id, point }))),
]

/** Scans of some days; the same seed gives the same ones. `quality` is 0 (good) unless a test changes it. */
export function* scansOf(days: number, { fouling = () => 0, unseenKW = () => 0 }: Trouble = {}, seed = 1) {
  const draw = createDraw(seed)
  const noise = () => draw() + draw() + draw() + draw() - 2
  const loads = Array.from({ length: containers }, (_, i) => ({ nowKW: 700 + 100 * i, warmKW: 700 + 100 * i }))
  const columns: ScanColumns = { value: new Float64Array(points.length), quality: new Uint8Array(points.length) }
  for (let scan = 0; scan < days * scansPerDay; scan++) {
    const day = scan / scansPerDay
    const air = 10 + 6 * Math.sin(2 * Math.PI * (day - 0.4)) + 2 * Math.sin(day)
    const values = loads.flatMap((load, i) => {
      if (draw() < 0.05) load.nowKW = 300 + 1_000 * draw()
      load.warmKW += 0.4 * (load.nowKW - load.warmKW)
      const fan = 30 + Math.max(0, air) + load.warmKW / 40 + noise() / 2
      const filterPa = 180 * (1 + (i === 2 ? fouling(day) : 0)) * (fan / 100) ** 2
      const inlet = air + 1 + 0.5 * i + 0.1 * noise()
      const outlet = inlet + load.warmKW / (30 + fan) + 0.3 * noise()
      return [-load.nowKW + noise(), air + 0.1 * noise(), inlet, outlet, fan, filterPa + noise() / 2, 3]
    })
    const drawnKW = values.reduce((sum, value, i) => sum + (i % containerPoints.length === 0 ? value : 0), 0)
    const all = [-drawnKW * 1.01 - unseenKW(day) + 2 * noise(), ...values]
    all.forEach((value, i) => {
      const factor = 10 ** pointSpec(points[i]?.point ?? 'state').decimals
      columns.value[i] = Math.round(value * factor) / factor
    })
    yield { at: startAt + scan * scanMs, columns, day }
  }
}
