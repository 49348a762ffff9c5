import type { Asset } from '../../../../domain/asset.ts'
import type { Anomaly, DetectorName } from '../../../../domain/health/anomaly.ts'
import { qualities } from '../../../../domain/reading.ts'
import type { PointRef } from '../../../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { createMemory } from '../stream/memory.ts'
import { createBlocks } from './blocks.ts'
import { restoreParts, type SavedParts, savedParts } from './saved-parts.ts'
import { createSiteRows, isAtWork, unitsOf } from './site-rows.ts'
import { createVerdictBook, type SeesVerdicts } from './verdict-book.ts'

/** A scan of the site: a column for each point, in the order in which they were named. */
export interface ScanColumns {
  /** NaN where there is no value. */
  value: Float64Array
  /** Places in `qualities`; only good and simulated values are looked at. */
  quality: Uint8Array
}

/** What the detectors know, as JSON. */
export interface SavedDetectors {
  version: 1
  parts: SavedParts
  book: string
}

/** All detectors of a site. */
export interface SiteDetectors {
  /** Takes a scan. One from before the last is dropped. */
  scan(at: EpochMs, columns: ScanColumns): void
  /** The same from history, for a warm start: everything is learned and nothing is said. */
  learn(at: EpochMs, columns: ScanColumns): void
  /** Verdicts that stand, and those that ended within a day of the newest scan; the newest first. */
  verdicts(): readonly Anomaly[]
  save(): SavedDetectors
  /** Gives back what was saved; returns how many parts have to begin anew (new points, other settings). */
  restore(saved: SavedDetectors): number
}

/** What they need. */
export interface SiteDetectorNeeds {
  assets: readonly Asset[]
  /** The columns of the scans. */
  points: readonly PointRef[]
  /** What the threshold of a detector at an asset and point is multiplied with; 1 = as it comes. */
  factorOf?: (detector: DetectorName, assetId: string, point: string | null) => number
}

const minuteMs: Ms = 60_000
/** How long after a start, stop or fault an asset counts as settled. */
const settleMs: Ms = 30 * minuteMs
/** Scans further apart than this can't show a spike. */
const mostApartMs: Ms = 10_000
const [good, simulated] = [qualities.indexOf('good'), qualities.indexOf('simulated')]

/** Detectors for every asset and point of a site; deterministic, all time is that of the scans. */
export function createSiteDetectors({ assets, points, factorOf = () => 1 }: SiteDetectorNeeds): SiteDetectors {
  const verdictBook = createVerdictBook(factorOf)
  let isQuiet = false
  const book: SeesVerdicts = { see: (sight) => void (isQuiet || verdictBook.see(sight)) }
  const memory = createMemory()
  const last = memory.take(points.length, Number.NaN)
  const lastAt = memory.take(1, Number.NEGATIVE_INFINITY)
  const now = new Float64Array(points.length)
  const units = unitsOf({ assets, points, book, memory })
  const rows = createSiteRows({ points, units, book })
  const sampled = units.flatMap(({ watch, columns }) =>
    watch.watches.flatMap((one, i) => (one.looks.includes('spike') ? [{ one, column: columns[i] ?? 0 }] : [])),
  )
  const minutes = createBlocks(memory, points.length, { blockMs: minuteMs }, ({ at, mean }) => {
    for (const { watch, columns, settled } of units) {
      watch.setNow(at)
      // what is stopped stands still by right
      const isSettled = at >= (settled[0] as number)
      watch.watches.forEach((one, i) => one.minute(isSettled ? (last[columns[i] ?? 0] as number) : Number.NaN))
    }
    rows.push(at - 1, mean)
  })

  function take(at: EpochMs, { value, quality }: ScanColumns): void {
    const apartMs = at - (lastAt[0] as number)
    if (apartMs <= 0) return
    for (let i = 0; i < now.length; i++)
      now[i] = quality[i] === good || quality[i] === simulated ? (value[i] as number) : Number.NaN
    minutes.push(at, now)
    for (const { watch, settled, stateColumn } of units) {
      watch.setNow(at)
      if (stateColumn !== undefined && !isAtWork(now[stateColumn] as number)) settled[0] = at + settleMs
    }
    if (apartMs <= mostApartMs) for (const { one, column } of sampled) one.sample(now[column] as number)
    last.set(now)
    lastAt[0] = at
  }
  const parts = { ...rows.parts, scans: memory }
  return {
    scan: take,
    learn(at, columns) {
      isQuiet = true
      take(at, columns)
      isQuiet = false
    },
    verdicts: () => verdictBook.verdicts(),
    save: () => ({ version: 1, parts: savedParts(parts), book: verdictBook.save() }),
    restore(saved) {
      verdictBook.restore(saved.book)
      return restoreParts(parts, saved.parts)
    },
  }
}
