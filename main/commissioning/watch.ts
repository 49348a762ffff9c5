import type { Clock } from '../../domain/clock.ts'
import { type PointName, points } from '../../domain/points.ts'
import type { Reading } from '../../domain/reading.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { KW, Ms } from '../../domain/units.ts'
import type { Image } from '../image.ts'
import type { Look, PointScaling } from './checks/look.ts'

/** Readings are collected so often, ms. */
export const sampleMs: Ms = 200

/** Waits; ends early, and at once, when the signal is aborted. */
export function pause(clock: Clock, ms: Ms, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop()
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const stop = clock.after(signal?.aborted === true ? 0 : ms, done)
    signal?.addEventListener('abort', done)
  })
}

/** The sum of all powers but this asset's, kW into the bus; `undefined` with one of them missing. */
export function othersOf(site: SiteConfig, image: Image, assetId: string): KW | undefined {
  let sum = 0
  for (const { id } of site.assets) {
    const powerKW = id === assetId ? 0 : image.value(id, 'activePowerKW')
    if (powerKW === undefined) return undefined
    sum += powerKW
  }
  return sum
}

/** Looks at what one asset reads for `forMs`. */
export async function watchAsset(given: {
  site: SiteConfig
  image: () => Image
  assetId: string
  forMs: Ms
  clock: Clock
}): Promise<Pick<Look, 'series' | 'balance' | 'at'>> {
  const { site, image, assetId, forMs, clock } = given
  const series = new Map<PointName, Reading[]>()
  const balance: Look['balance'][number][] = []
  const until = clock.monotonicMs() + forMs
  for (;;) {
    const now = image()
    for (const point of Object.keys(points) as PointName[]) collect(series, point, now.reading(assetId, point))
    balance.push({ powerKW: now.value(assetId, 'activePowerKW'), othersKW: othersOf(site, now, assetId) })
    if (clock.monotonicMs() >= until) return { series, balance, at: clock.now() }
    await pause(clock, sampleMs)
  }
}

/** The same reading seen again is not another one. */
function collect(series: Map<PointName, Reading[]>, point: PointName, reading: Reading): void {
  if (reading.at === 0) return
  const known = series.get(point)
  if (!known) series.set(point, [reading])
  else if (known.at(-1)?.at !== reading.at) known.push(reading)
}

/** How a model scales its points, as far as it says so. */
export function scalingsOf(modelPoints: Readonly<Record<string, unknown>>): Map<PointName, PointScaling> {
  return new Map(Object.entries(modelPoints).map(([point, written]) => [point as PointName, scalingOf(written)]))
}

function scalingOf(written: unknown): PointScaling {
  const scale = typeof written === 'object' && written !== null && 'scale' in written ? written.scale : undefined
  return typeof scale === 'number' && scale !== 0 ? { scale } : {}
}
