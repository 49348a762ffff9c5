/** How well rows called anomalous fit the labels, over all runs together. */
export interface OutlierScore {
  f1: number
  /** Share of normal rows that are called anomalous, percent. */
  farPct: number
  /** Share of anomalous rows that are not, percent. */
  marPct: number
}

/** Labels and verdicts of one run, 1 = anomalous; rows of training are left out before. */
export interface Judged {
  truth: Uint8Array
  verdict: Uint8Array
}

/** F1, false and missed alarm rate as the Skoltech Anomaly Benchmark counts them: all rows of all runs in one table. */
export function outlierScore(runs: readonly Judged[]): OutlierScore {
  // rows by label and verdict: quiet, false alarm, miss, hit
  const rows = [0, 0, 0, 0]
  for (const { truth, verdict } of runs)
    truth.forEach((label, row) => {
      const kind = 2 * label + (verdict[row] ?? 0)
      rows[kind] = (rows[kind] ?? 0) + 1
    })
  const [quiet = 0, falseAlarms = 0, misses = 0, hits = 0] = rows
  return {
    f1: hits / (hits + (misses + falseAlarms) / 2),
    farPct: (100 * falseAlarms) / (falseAlarms + quiet),
    marPct: (100 * misses) / (misses + hits),
  }
}
