import type { NabFile } from './corpus.ts'

/** What an alarm and a miss weigh (NAB `profiles.json`). */
export interface NabProfile {
  name: string
  hit: number
  miss: number
  falseAlarm: number
}

/** The three profiles of NAB v1.1. */
export const nabProfiles: readonly [NabProfile, NabProfile, NabProfile] = [
  { name: 'standard', hit: 1, miss: 1, falseAlarm: 0.11 },
  { name: 'low FP', hit: 1, miss: 1, falseAlarm: 0.22 },
  { name: 'low FN', hit: 1, miss: 2, falseAlarm: 0.11 },
]

/** What a threshold earns on a corpus. */
export interface NabScore {
  /** 100 = every window found at its start and no false alarm, 0 = no alarm at all. */
  score: number
  threshold: number
  windowsFound: number
  windows: number
  falseAlarms: number
}

/** What counts of a corpus under one detector, row by row: rows of probation are left out. */
export interface NabRows {
  score: Float64Array
  /** Number of the window in the corpus, -1 outside. */
  window: Int32Array
  /** Outside a window -1..0, inside 0..1: the scaled sigmoid of the place, before it is weighed. */
  worth: Float64Array
  windows: number
}

/** Rows at the start of a file that never count: 15 %, and of at most 5,000 rows. */
export function probationRows(rows: number): number {
  return Math.floor(0.15 * Math.min(rows, 5_000))
}

/** The rows that count, with what an alarm there is worth. `scores` holds one column for each file. */
export function nabRows(files: readonly NabFile[], scores: readonly Float64Array[]): NabRows {
  const total = files.reduce((sum, { value }) => sum + value.length - probationRows(value.length), 0)
  const rows: NabRows = {
    score: new Float64Array(total),
    window: new Int32Array(total),
    worth: new Float64Array(total),
    windows: 0,
  }
  let place = 0
  files.forEach((file, f) => {
    const { worth, window } = worthOfRows(file)
    for (let row = probationRows(worth.length); row < worth.length; row++, place++) {
      const inWindow = window[row] ?? -1
      rows.score[place] = scores[f]?.[row] ?? 0
      rows.window[place] = inWindow < 0 ? -1 : rows.windows + inWindow
      rows.worth[place] = worth[row] ?? 0
    }
    rows.windows += file.windows.length
  })
  return rows
}

/** The scaled sigmoid of NAB: near 1 well before the end of a window, 0 at it, -1 from three widths after it. */
function scaledSigmoid(place: number): number {
  return place > 3 ? -1 : 2 / (1 + Math.exp(5 * place)) - 1
}

function worthOfRows({ value, windows }: NabFile): { worth: Float64Array; window: Int32Array } {
  const worth = new Float64Array(value.length).fill(-1)
  const window = new Int32Array(value.length).fill(-1)
  windows.forEach(([first, last], number) => {
    const width = last - first + 1
    for (let row = first; row <= last; row++) {
      window[row] = number
      worth[row] = scaledSigmoid(-(last - row + 1) / width) / scaledSigmoid(-1)
    }
    const next = windows[number + 1]?.[0] ?? value.length
    for (let row = last + 1; row < next; row++) worth[row] = scaledSigmoid((row - last) / (width - 1))
  })
  return { worth, window }
}

/** The score at every threshold, from the strictest to the loosest; the first is that of no alarm at all. */
function* sweep(rows: NabRows, profile: NabProfile): Generator<NabScore> {
  const order = Uint32Array.from(rows.score, (_, i) => i).sort((a, b) => (rows.score[b] ?? 0) - (rows.score[a] ?? 0))
  const best = new Float64Array(rows.windows).fill(-profile.miss)
  const none = -profile.miss * rows.windows
  const span = profile.hit * rows.windows - none
  let [raw, found, falseAlarms] = [none, 0, 0]
  const now = (threshold: number): NabScore => ({
    score: (100 * (raw - none)) / span,
    threshold,
    windowsFound: found,
    windows: rows.windows,
    falseAlarms,
  })
  yield now(Infinity)
  for (let i = 0; i < order.length; i++) {
    const row = order[i] ?? 0
    const window = rows.window[row] ?? -1
    if (window < 0) {
      raw += profile.falseAlarm * (rows.worth[row] ?? 0)
      falseAlarms++
    } else {
      const gain = profile.hit * (rows.worth[row] ?? 0) - (best[window] ?? 0)
      if (best[window] === -profile.miss) found++
      if (gain > 0) {
        best[window] = (best[window] ?? 0) + gain
        raw += gain
      }
    }
    const threshold = rows.score[row] ?? 0
    if (rows.score[order[i + 1] ?? -1] !== threshold) yield now(threshold)
  }
}

/** The best of all thresholds, as NAB chooses it: one for all files and one for each profile. */
export function bestScore(rows: NabRows, profile: NabProfile): NabScore {
  let best: NabScore | undefined
  for (const at of sweep(rows, profile)) if (!best || at.score > best.score) best = at
  if (!best) throw new Error('a corpus without rows has no score')
  return best
}

/** The score of one given threshold: an alarm at every row that reaches it. */
export function scoreAt(rows: NabRows, profile: NabProfile, threshold: number): NabScore {
  let last: NabScore | undefined
  for (const at of sweep(rows, profile)) {
    if (at.threshold < threshold) break
    last = at
  }
  if (!last) throw new Error('a corpus without rows has no score')
  return { ...last, threshold }
}
