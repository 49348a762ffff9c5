import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Asset } from '../../../domain/asset.ts'
import type { Quality, Reading } from '../../../domain/reading.ts'
import type { KW } from '../../../domain/units.ts'
import { useLiveStore } from '../../state/live.ts'
import type { LiveStore } from '../../state/store.ts'

/** Power of several assets together, positive into the bus. */
export interface PowerSum {
  /** `null` when none of them has a value. */
  powerKW: KW | null
  /** The worst of them; `suspect` when some have no value and are left out. */
  quality: Quality
  /** How many have no value. */
  missing: number
}

/** Sums readings: what has no value is left out and makes the sum suspect, not zero. */
export function sumReadings(readings: readonly Reading[]): PowerSum {
  const known = readings.filter((r) => r.value !== null)
  const missing = readings.length - known.length
  if (known.length === 0) return { powerKW: null, quality: 'bad', missing }
  const powerKW = known.reduce((sum, r) => sum + (r.value ?? 0), 0)
  const has = (quality: Quality) => known.some((r) => r.quality === quality)
  const quality = has('stale')
    ? 'stale'
    : missing > 0 || has('suspect')
      ? 'suspect'
      : has('simulated')
        ? 'simulated'
        : 'good'
  return { powerKW, quality, missing }
}

/** Power into the bus and out of it; what has no value is left out. */
export function busFlows(readings: readonly Reading[]): { inKW: KW; outKW: KW } {
  let inKW = 0
  let outKW = 0
  for (const { value } of readings) {
    if (value === null) continue
    if (value > 0) inKW += value
    else outKW -= value
  }
  return { inKW, outKW }
}

/** A figure made of many readings, made anew once per message and kept while it is equal. */
function useFigure<T extends object>(assets: readonly Asset[], make: (readings: Reading[]) => T): T {
  const store = useLiveStore()
  const kept = useRef<T>(undefined)
  const subscribe = useCallback((listener: () => void) => store.subscribe('any', listener), [store])
  return useSyncExternalStore(subscribe, () => {
    const made = make(powersOf(store, assets))
    if (!kept.current || !isEqual(kept.current, made)) kept.current = made
    return kept.current
  })
}

function powersOf(store: LiveStore, assets: readonly Asset[]): Reading[] {
  return assets.map((asset) => store.reading(asset.id, 'activePowerKW'))
}

function isEqual<T extends object>(a: T, b: T): boolean {
  return (Object.keys(a) as (keyof T)[]).every((key) => a[key] === b[key])
}

/** Live power of several assets together. */
export function usePowerSum(assets: readonly Asset[]): PowerSum {
  return useFigure(assets, sumReadings)
}

/** Live power into the bus and out of it. */
export function useBusFlows(assets: readonly Asset[]): { inKW: KW; outKW: KW } {
  return useFigure(assets, busFlows)
}
