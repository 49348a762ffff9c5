import type { Anomaly, DetectorName, Signal } from '../../../../domain/health/anomaly.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { holdMs, spanWords } from './words.ts'

/** What a detector sees now. */
export interface Sight {
  detector: DetectorName
  assetId: string
  /** `null` = the asset as a whole. */
  point: string | null
  /** Signed, 1 = at the threshold. */
  score: number
  at: EpochMs
  /** Why, asked only when it is worth saying; `reason` is the sentence without how long. */
  why(): { signals: Signal[]; reason: string }
}

/** Somebody who wants to know what detectors see. */
export interface SeesVerdicts {
  see(sight: Sight): void
}

/** Verdicts from their beginning to their end. */
export interface VerdictBook extends SeesVerdicts {
  /** Those that stand, and those that ended in the last day, the newest first. */
  verdicts(): readonly Anomaly[]
  save(): string
  restore(saved: string): void
}

/** A verdict ends when the score stays below this. */
const release = 0.7
/** From here on a rise counts as its beginning. */
const firstSign = 0.5
const worthSayingMs: Ms = 600_000
const keptMs: Ms = 86_400_000

interface Entry {
  sinceAt: EpochMs
  lastAt: EpochMs
  anomaly?: Anomaly
  reason: string
}

/** The thresholds of detector, asset and point are multiplied with what `factorOf` says (what people taught). */
export function createVerdictBook(
  factorOf: (detector: DetectorName, assetId: string, point: string | null) => number,
): VerdictBook {
  const entries = new Map<string, Entry>()
  const ended = new Map<string, Anomaly>()
  let newestAt = 0

  function see({ detector, assetId, point, score: raw, at, why }: Sight): void {
    newestAt = Math.max(newestAt, at)
    const score = raw / factorOf(detector, assetId, point)
    const key = `${detector} ${assetId} ${point ?? '*'}`
    const entry = entries.get(key)
    const size = Math.abs(score)
    if (size < (entry?.anomaly ? release : firstSign)) {
      if (entry && at - entry.lastAt >= holdMs[detector]) close(key, entry)
      return
    }
    const now = entry ?? { sinceAt: at, lastAt: at, reason: '' }
    now.lastAt = at
    entries.set(key, now)
    if (size >= 1 || now.anomaly) say(now, { detector, assetId, point, score, why })
  }
  function close(key: string, { anomaly, lastAt }: Entry): void {
    entries.delete(key)
    if (anomaly) ended.set(anomaly.id, { ...anomaly, untilAt: lastAt })
  }
  return {
    see,
    verdicts() {
      for (const [id, { untilAt }] of ended) if (newestAt - (untilAt ?? 0) > keptMs) ended.delete(id)
      const standing = [...entries.values()].flatMap(({ anomaly }) => anomaly ?? [])
      return [...standing, ...ended.values()].toSorted((a, b) => b.sinceAt - a.sinceAt)
    },
    save: () => JSON.stringify({ newestAt, entries: [...entries], ended: [...ended] }),
    restore(saved) {
      const from = JSON.parse(saved) as { newestAt: number; entries: [string, Entry][]; ended: [string, Anomaly][] }
      newestAt = from.newestAt
      entries.clear()
      ended.clear()
      for (const [key, entry] of from.entries) entries.set(key, entry)
      for (const [id, anomaly] of from.ended) ended.set(id, anomaly)
    },
  }
}

/** Writes down what is seen; the words are asked for anew while it is beyond the threshold. */
function say(entry: Entry, { detector, assetId, point, score, why }: Omit<Sight, 'at'>): void {
  const before = entry.anomaly
  const said = before && Math.abs(score) < 1 ? undefined : why()
  const peak = Math.max(Math.abs(score), before?.peak ?? 0)
  entry.reason = said?.reason ?? entry.reason
  entry.anomaly = {
    id: `${detector}:${assetId}:${point ?? '*'}:${entry.sinceAt}`,
    assetId,
    detector,
    point,
    score,
    peak,
    sinceAt: entry.sinceAt,
    untilAt: null,
    signals: said?.signals ?? before?.signals ?? [],
    reason: lasting(entry),
    severity: severityOf(peak),
  }
}

/** The reason with how long, once that is worth saying. */
function lasting({ reason, sinceAt, lastAt }: Entry): string {
  return lastAt - sinceAt < worthSayingMs ? reason : `${reason}, for ${spanWords(lastAt - sinceAt)}`
}

/** Advisory: four thresholds off is for now, two for this week. */
function severityOf(peak: number): Anomaly['severity'] {
  if (peak >= 4) return 1
  return peak >= 2 ? 2 : 3
}
