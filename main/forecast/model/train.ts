import type { ModelAccuracy } from '../../../domain/dispatch/forecast.ts'
import { accuracyOf, type Judged, pinballLoss } from './accuracy.ts'
import { banded, type Bands, bandsOf, bandsOfSpan, type Miss } from './bands.ts'
import { departuresAhead, farthest, fitHorizons, type HorizonModel, lastStepOf, spanCount, spanOf } from './horizons.ts'
import { naiveModels } from './naive.ts'
import { departure, type Shape, valueOf } from './shape.ts'

/** What was learned of a quantity. Plain data: it comes out of a thread. */
export interface Trained {
  /** Name of what is in use, for people. */
  name: string
  /** Name of the model in use for each span of steps ahead. */
  bySpan: readonly string[]
  /** Absent when naive models do better throughout, or there is too little to learn from. */
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
 * Learns a quantity. Models are tried on the newest days, which the learned one has not seen; for each span of steps
 * ahead the best is used, be it a naive one, and the learned one then learns from all days.
 */
export function train(shape: Shape): Trained {
  const { values } = shape
  const historyDays = values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0) / 96
  const trialDays = Math.min(mostTrialDays, historyDays / 4)
  const trialFrom = Math.max(0, values.length - Math.round(trialDays * 96))
  const issues = trialIssues(trialFrom, values.length)
  const contenders = naiveModels.map(({ name, value }) => tried(shape, name, issues, value.bind(undefined, shape)))
  if (historyDays >= leastDays) contenders.push(tried(shape, learnedName, issues, trialModel(shape, trialFrom, issues)))
  const best = bestBySpan(contenders)
  const names = best.map(({ name }) => name)
  if (values.length === 0)
    return { name: 'yesterday', bySpan: [], bands: [], historyDays, note: 'nothing was measured yet', accuracy: [] }
  const isLearned = names.includes(learnedName)
  const bands = best.flatMap((it, span) => bandsOfSpan(it.bands, span))
  const inUse = {
    model: inWords(names),
    byHorizon: accuracyOf(best.flatMap((it, span) => it.bySpan[span]?.judged ?? [])),
  }
  return {
    name: inUse.model,
    bySpan: names,
    ...(isLearned && { model: fitHorizons(shape, { from: 0, until: values.length }) }),
    bands: historyDays < coldDays ? widened(bands) : bands,
    historyDays,
    note: noteOf(historyDays, isLearned),
    accuracy: [
      inUse,
      ...contenders
        .filter(({ name }) => name !== inUse.model)
        .map(({ name, bySpan }) => ({ model: name, byHorizon: accuracyOf(bySpan.flatMap(({ judged }) => judged)) })),
    ],
  }
}

/** For each span of steps ahead the contender that lost least there; the first where none could be tried. */
function bestBySpan(contenders: readonly Tried[]): Tried[] {
  return Array.from({ length: spanCount }, (_, span) =>
    contenders.reduce((best, it) =>
      (it.bySpan[span]?.loss ?? Infinity) < (best.bySpan[span]?.loss ?? Infinity) ? it : best,
    ),
  )
}

/** Names by span as words: the one that serves next, and from which hour on another does. */
function inWords(names: readonly string[]): string {
  return names
    .flatMap((name, span) => {
      if (name === names[span - 1]) return []
      return span === 0 ? [name] : [`beyond ${(lastStepOf(span - 1) / 4).toString()} h ${name}`]
    })
    .join(', ')
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
  /** By span of steps ahead: mean quantile loss, in scales so that nights and spikes do not rule, and what was judged. */
  bySpan: readonly { loss: number; judged: readonly Judged[] }[]
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
  const bySpan = Array.from({ length: spanCount }, (_, span) => {
    const own = judged.filter(({ issue, target }) => spanOf(target - issue) === span)
    const sum = own.reduce((lost, it) => lost + pinballLoss(it) / shape.scale(shape.base(it.issue, it.target)), 0)
    return { judged: own, loss: own.length === 0 ? Infinity : sum / own.length }
  })
  return { name, bySpan, bands: bandsOf(shape, misses) }
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
  return isLearned ? '' : 'nothing learned beats the simple models yet'
}
