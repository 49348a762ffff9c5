import type { Deadband } from '../../domain/historian/settings.ts'
import type { Log } from '../../domain/log.ts'
import { type PointName, pointSpec } from '../../domain/points.ts'
import type { PointRef } from '../../domain/rpc/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Image } from '../image.ts'
import { holdMs } from './keep.ts'
import type { Scan } from './readings/open-window.ts'
import type { StoredPoint } from './readings/tables.ts'
import type { ReadingStore } from './readings/thread/store.ts'
import { createScan } from './scan.ts'

/** Which points are stored, and under which numbers. */
export interface PointBook {
  /** From now on these points; until the store has given their numbers those of before. Rejects at the first time only. */
  set(points: readonly PointRef[]): Promise<void>
  /** Asks again for numbers that the store could not give. */
  retry(): Promise<void>
  number(assetId: string, point: PointName): number | undefined
  /** What of an image is worth storing. */
  scan(image: Image, at: EpochMs): Scan | undefined
}

/** A book without points. */
export function createPointBook({
  store,
  deadbands,
  log,
}: {
  store: ReadingStore
  deadbands: readonly Deadband[]
  log: Log
}): PointBook {
  let wanted: readonly PointRef[] = []
  let known: readonly PointRef[] | undefined
  let numbers = new Map<string, number>()
  let scan = createScan([])

  async function ask(points: readonly PointRef[]): Promise<void> {
    const kept = points.filter(({ point }) => pointSpec(point).retention !== 'none')
    const answer = await store.ask('know', { points: kept.map(toStored) })
    if (points !== wanted) return
    const numbered = kept.map(({ assetId, point }, i) => ({ assetId, point, number: answer[i] ?? 0 }))
    numbers = new Map(numbered.map(({ assetId, point, number }) => [keyOf(assetId, point), number]))
    scan = createScan(numbered, deadbands)
    known = points
  }
  async function retry(): Promise<void> {
    if (known === wanted) return
    try {
      await ask(wanted)
    } catch (error) {
      log.warn('new points are not stored yet', { reason: error instanceof Error ? error.message : String(error) })
    }
  }
  return {
    async set(points) {
      wanted = points
      await (known ? retry() : ask(points))
    },
    retry,
    number: (assetId, point) => numbers.get(keyOf(assetId, point)),
    scan: (image, at) => scan(image, at),
  }
}

function keyOf(assetId: string, point: PointName): string {
  return `${assetId} ${point}`
}

function toStored({ assetId, point }: PointRef): StoredPoint {
  return { assetId, point, holdMs: holdMs(point), retention: pointSpec(point).retention === 'fast' ? 'fast' : 'slow' }
}
