import type { Device, LinkStatus } from '../domain/device.ts'
import type { Stop } from '../domain/clock.ts'
import type { PointName } from '../domain/points.ts'
import { aged, noReading, type Reading, usable } from '../domain/reading.ts'
import type { SiteConfig } from '../domain/site.ts'
import type { EpochMs, Ms } from '../domain/units.ts'
import type { Image } from './image.ts'

type Readings = Partial<Record<PointName, Reading>>

/** Gathers what the devices deliver and freezes it for a cycle. */
export interface ImageStore {
  start(): void
  stop(): void
  /** Newest reading of every point as it counts at `at`, and the links as they are now. */
  freeze(at: EpochMs, cycle: number): Image
}

/** Image store of a site. A device that speaks for several assets gives its readings to each of them. */
export function createImageStore({
  site,
  devices,
}: {
  site: SiteConfig
  devices: ReadonlyMap<string, Device>
}): ImageStore {
  const maxAges = new Map(site.assets.map((a) => [a.id, a.maxAgeMs]))
  const deviceOf = new Map(site.assets.map((a) => [a.id, a.device]))
  const newest = new Map<string, Readings>(site.assets.map((a) => [a.id, {}]))
  const stops: Stop[] = []
  /** Assets whose newest readings no image has yet. */
  const unseen = new Set<string>()
  const take = (id: string, batch: Readings) => {
    // an image frozen before keeps the old object
    if (unseen.has(id)) Object.assign(newest.get(id) ?? {}, batch)
    else newest.set(id, { ...newest.get(id), ...batch })
    unseen.add(id)
  }

  return {
    start() {
      for (const [deviceId, device] of devices) {
        const assetIds = site.assets.filter((a) => a.device === deviceId).map((a) => a.id)
        stops.push(device.onReadings((batch) => assetIds.forEach((id) => take(id, batch))))
      }
    },
    stop() {
      for (const stop of stops.splice(0)) stop()
    },
    freeze(at, cycle) {
      unseen.clear()
      const links = new Map([...devices].map(([id, device]) => [id, device.status()]))
      return frozen({
        at,
        cycle,
        readings: new Map(newest),
        maxAges,
        linkOf: (id) => links.get(deviceOf.get(id) ?? ''),
      })
    },
  }
}

function frozen(now: {
  at: EpochMs
  cycle: number
  readings: ReadonlyMap<string, Readings>
  maxAges: ReadonlyMap<string, Ms>
  linkOf: (assetId: string) => LinkStatus | undefined
}): Image {
  const reading = (assetId: string, point: PointName) =>
    aged(now.readings.get(assetId)?.[point] ?? noReading, now.at, now.maxAges.get(assetId) ?? 0)
  return Object.freeze({
    at: now.at,
    cycle: now.cycle,
    reading,
    value: (assetId: string, point: PointName) => usable(reading(assetId, point)),
    link: now.linkOf,
  })
}
