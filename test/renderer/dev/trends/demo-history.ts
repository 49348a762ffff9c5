import type { Asset } from '../../../../domain/asset.ts'
import type { StoredReadings, Trend } from '../../../../domain/rpc/history.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import { courseAt, courseOf } from '../health/told/course.ts'
import { type DemoPlant, naturalKW } from '../demo-plant.ts'
import { wave } from '../wave.ts'

const hourMs = 3_600_000

interface Asked {
  assetId: string
  point: string
  from: number
  to: number
  buckets: number
}

/** The past before the start, made up from the shapes of the present, so that it joins it: a year of it. */
export function createDemoHistory({ site, plant }: { site: SiteDescription; plant: DemoPlant }) {
  const startedAt = Date.now()
  const beganAt = startedAt - 366 * 24 * hourMs
  /** One asset was silent for six minutes, and the whole engine stood still for two days in the past. */
  const isGap = (assetId: string, t: number): boolean => {
    const agoMs = startedAt - t
    if (assetId === 'container-2' || assetId === 'li-ion') return agoMs > 27 * 60_000 && agoMs < 33 * 60_000
    return agoMs > 40 * 24 * hourMs && agoMs < 42 * 24 * hourMs
  }
  /** One meter answered too slowly for a while. */
  const isStale = (assetId: string, t: number): boolean =>
    assetId === 'grid' && startedAt - t > 44 * 60_000 && startedAt - t < 49 * 60_000
  const powerAt = (asset: Asset, now: number, t: number): number => {
    const place = site.assets.indexOf(asset)
    const season = 1 + 0.12 * wave(t, place, 24 * hourMs) - 0.12 * wave(startedAt, place, 24 * hourMs)
    if (asset.kind === 'grid') return now + 900 * (wave(t, 1, 2_400_000) - wave(startedAt, 1, 2_400_000)) * season
    if (asset.feeder === 'feeder-b' && startedAt - t < 1_500_000) return now
    return naturalKW(asset, t, place) * season
  }
  const valueAt = (asset: Asset, point: string, now: number, t: number): number => {
    const course = courseOf(asset.id, point)
    if (course) return courseAt(course, t, startedAt)
    if (point === 'activePowerKW' || point === 'setpointKW') return powerAt(asset, now, t)
    const spread = point === 'frequencyHz' ? 0.0006 : 0.04
    return now * (1 + spread * (wave(t, point.length, 900_000) - wave(startedAt, point.length, 900_000)))
  }
  const history = {
    trend(asked: Asked): Trend {
      const { assetId, point, from, to, buckets } = asked
      const asset = site.assets.find((a) => a.id === assetId)
      const ref = site.points.find((p) => p.assetId === assetId && p.point === point)
      const stepMs = (to - from) / buckets
      const now = asset && ref ? plant.reading(asset, ref.point).value : null
      const columns = { min: [] as (number | null)[], max: [] as (number | null)[], mean: [] as (number | null)[] }
      for (let place = 0; place < buckets; place++) {
        const t = from + place * stepMs
        if (now === null || !asset || t > Date.now() - 2_000 || t < beganAt || isGap(assetId, t)) {
          for (const column of Object.values(columns)) column.push(null)
          continue
        }
        const mean = valueAt(asset, point, now, t)
        const spread = stepMs > 1_000 ? Math.abs(mean) * 0.04 * Math.min(1, Math.log10(stepMs / 1_000) / 4) : 0
        const share = point === 'frequencyHz' ? 0.02 : 1
        columns.mean.push(mean)
        columns.min.push(mean - spread * share)
        columns.max.push(mean + spread * share * (0.6 + 0.4 * Math.abs(wave(t, 3, stepMs * 7))))
      }
      const notGood = columns.mean.map((_, place) => (isStale(assetId, from + place * stepMs) ? 0.3 : 0))
      return { from, stepMs, ...columns, ...(notGood.some((share) => share > 0) ? { notGood } : {}) }
    },
    /** One reading a second. */
    samples({ from, to, most, ...point }: Omit<Asked, 'buckets'> & { most: number }): StoredReadings {
      const buckets = Math.min(most, Math.ceil((to - from) / 1_000))
      const { mean } = history.trend({ ...point, from, to: from + buckets * 1_000, buckets })
      const known = mean.flatMap((value, i) => (value === null ? [] : [{ at: from + i * 1_000, value }]))
      return {
        at: known.map(({ at }) => at),
        value: known.map(({ value }) => value),
        quality: known.map(() => 'good' as const),
        next: null,
      }
    },
  }
  return history
}
