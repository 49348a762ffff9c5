import type { ModelAccuracy } from '../../../domain/dispatch/forecast.ts'
import { accuracyOf, type Judged, pinballLoss } from './accuracy.ts'
import { banded, type Bands, bandsOf, type Miss } from './bands.ts'
import { departuresAhead, farthest, fitHorizons, type HorizonModel } from './horizons.ts'
import { naiveModels } from './naive.ts'
import { departure, type Shape, valueOf } from './shape.ts'

/** What was learned of a quantity. Plain data: it comes out of a thread. */
export interface Trained {
  /** Name of the model in use, for people. */
  name: string
  /** Absent when a naive model does better, or there is too little to learn from. */
  model?: HorizonModel
  bands: Bands
  historyDays: number
  note: string
  accuracy: readonly ModelAccuracy[]
}

/** Name of the learned model, for people. */
export const learnedName = 'regression trees'
/** Days of history from which on something is learned, and up to which it counts as a cold start. */
const leastDays = 7
const coldDays = 14
/** Days that models are tried on before they may learn from them: a quarter of the history, two weeks at most. */
const mostTrialDays = 14
/** Steps between the issues of a trial: an odd number, so that all times of the day come. */
const trialStride = 7

/**
 * Learns a quantity. Models are tried on the newest days, which the learned one has not seen; it is used only when it
 * beats every naive one there, and then learns from all days.
 */
export function train(shape: Shape): Trained {
  const { values } = shape
  const historyDays = values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0) / 96
  const trialDays = Math.min(mostTrialDays, historyDays / 4)
  const trialFrom = Math.max(0, values.length - Math.round(trialDays * 96))
  const issues = trialIssues(trialFrom, values.length)
  const contenders = naiveModels.map(({ name, value }) =>
    tried(shape, name, issues, (issue, target) => value(shape, issue, target)),
  )
  if (historyDays >= leastDays) contenders.push(tried(shape, learnedName, issues, trialModel(shape, trialFrom, issues)))
  const ranked = contenders.filter(({ judged }) => judged.length > 0).toSorted((a, b) => a.loss - b.loss)
  const best = ranked[0]
  if (!best) return { name: 'yesterday', bands: [], historyDays, note: 'nothing was measured yet', accuracy: [] }
  const isLearned = best.name === learnedName
  return {
    name: best.name,
    ...(isLearned && { model: fitHorizons(shape, { from: 0, until: values.length }) }),
    bands: historyDays < coldDays ? widened(best.bands) : best.bands,
    historyDays,
    note: noteOf(historyDays, isLearned),
    accuracy: ranked.map(({ name, judged }) => ({ model: name, byHorizon: accuracyOf(judged) })),
  }
}

function trialIssues(from: number, until: number): number[] {
  return Array.from(
    { length: Math.max(0, Math.floor((until - 1 - from) / trialStride)) },
    (_, i) => from + i * trialStride,
  )
}

/** What the learned model foresees on days it has not seen. */
function trialModel(shape: Shape, until: number, issues: readonly number[]) {
  const ahead = departuresAhead(fitHorizons(shape, { from: 0, until }), shape, { issues, steps: farthest })
  const rowOf = new Map(issues.map((issue, row) => [issue, row]))
  return (issue: number, target: number) =>
    valueOf(shape, issue, target, ahead[(rowOf.get(issue) ?? 0) * farthest + target - issue - 1] ?? 0)
}

interface Tried {
  name: string
  /** Mean quantile loss, in scales so that nights and spikes do not rule. */
  loss: number
  judged: readonly Judged[]
  bands: Bands
}

/** Bands from the first half of the trial, judged on the second; in use are those from the whole of it. */
function tried(
  shape: Shape,
  name: string,
  issues: readonly number[],
  foresee: (issue: number, target: number) => number,
): Tried {
  const misses = issues.flatMap((issue) => missesOf(shape, issue, foresee))
  const middle = issues[Math.floor(issues.length / 2)] ?? 0
  const early = bandsOf(
    shape,
    misses.filter(({ target }) => target < middle),
  )
  const judged = misses
    .filter(({ issue }) => issue >= middle)
    .map((miss) => Object.assign(miss, { quantiles: banded(early, shape, miss) }))
  const loss = judged.reduce((sum, it) => sum + pinballLoss(it) / shape.scale(shape.base(it.issue, it.target)), 0)
  return { name, loss: loss / judged.length, judged, bands: bandsOf(shape, misses) }
}

function missesOf(shape: Shape, issue: number, foresee: (issue: number, target: number) => number): Miss[] {
  const misses: Miss[] = []
  // Near steps each, far ones thinned out: neighbours there tell the same.
  for (let step = 1; step <= farthest; step += step < 16 ? 1 : 5) {
    const target = issue + step
    const came = shape.values[target] ?? Number.NaN
    const foreseen = foresee(issue, target)
    if (Number.isNaN(came) || Number.isNaN(foreseen) || Number.isNaN(departure(shape, issue, target))) continue
    misses.push({ issue, target, foreseen, came })
  }
  return misses
}

/** Bands twice as wide: what little was seen is not all that can come. */
function widened(bands: Bands): Bands {
  return bands.map((shifts) => shifts.map((shift) => 2 * shift))
}

function noteOf(historyDays: number, isLearned: boolean): string {
  const days = Math.floor(historyDays)
  if (historyDays < coldDays) return `only ${days} days of history: bands are wide`
  return isLearned ? '' : 'no model beats this simple one yet'
}
