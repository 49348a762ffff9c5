import type { Verdict } from './verdict-table.ts'

/** Thresholds that are tried, as multiples of what was built in. */
const ratios = [1, 1.15, 1.3, 1.5, 1.75, 2, 2.5, 3]
/** Of ten announcements so many should be true. */
const wanted = 0.7
/** Fewer verdicts change nothing. */
const leastJudged = 3
/** A source that nobody has judged is taken for as good as this, with the weight of two verdicts. */
const prior = { precision: 0.7, weight: 2 }

/** What technicians said of one source of announcements, and what follows from it. */
export interface SourceRecord {
  judged: number
  /** Share that was true, 0 to 1; `null` = too few judged. */
  precisionBefore: number | null
  /** The same of what the new threshold would still have announced. */
  precisionNow: number | null
  /** What its threshold is multiplied with. */
  thresholdRatio: number
}

/** The least multiple of the threshold of which enough would have been true; the strictest tried when none is. */
export function recordOf(verdicts: readonly Verdict[]): SourceRecord {
  const judged = verdicts.filter(({ verdict }) => verdict === 'confirmed' || verdict === 'rejected')
  const of = (ratio: number) => judged.filter(({ strength }) => strength >= ratio)
  if (judged.length < leastJudged)
    return { judged: judged.length, precisionBefore: null, precisionNow: null, thresholdRatio: 1 }
  // a threshold that loses what was true is no better for it
  const allowed = ratios.filter((ratio) => confirmedOf(of(ratio)) >= 0.8 * confirmedOf(judged))
  const best = allowed.toSorted((a, b) => smoothed(of(b)) - smoothed(of(a)))[0] ?? 1
  const thresholdRatio = allowed.find((ratio) => smoothed(of(ratio)) >= wanted) ?? best
  return {
    judged: judged.length,
    precisionBefore: precisionOf(judged),
    precisionNow: precisionOf(of(thresholdRatio)),
    thresholdRatio,
  }
}

/**
 * Factor on the odds of a failure by what technicians said of the same failure before: more for one that was true, less
 * for one that was not; the verdicts at the same asset count twice.
 */
export function oddsByVerdicts(verdicts: readonly Verdict[], assetId: string, mode: string): number {
  const same = verdicts.filter((one) => one.mode === mode)
  const count = (verdict: Verdict['verdict']) =>
    same.reduce((sum, one) => sum + (one.verdict === verdict ? (one.assetId === assetId ? 2 : 1) : 0), 0)
  return Math.min(4, Math.max(1 / 16, (count('confirmed') + 2) / (count('rejected') + 2)))
}

/** Assets whose comparison with peers was rejected twice and never confirmed: they are unlike the others. */
export function apartOf(verdicts: readonly Verdict[]): ReadonlySet<string> {
  const balance = new Map<string, number>()
  for (const { source, assetId, verdict } of verdicts) {
    if (source !== 'peers') continue
    const by = verdict === 'rejected' ? 1 : verdict === 'confirmed' ? -2 : 0
    balance.set(assetId, (balance.get(assetId) ?? 0) + by)
  }
  return new Set([...balance].filter(([, rejected]) => rejected >= 2).map(([id]) => id))
}

/** Precision as it is believed from what was judged. */
function smoothed(kept: readonly Verdict[]): number {
  return (confirmedOf(kept) + prior.precision * prior.weight) / (kept.length + prior.weight)
}

function confirmedOf(list: readonly Verdict[]): number {
  return list.filter(({ verdict }) => verdict === 'confirmed').length
}

function precisionOf(list: readonly Verdict[]): number | null {
  return list.length === 0 ? null : confirmedOf(list) / list.length
}
