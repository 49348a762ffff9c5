import { systemClock } from '../../../../main/clock.ts'
import { dealFolds, drawCuts } from '../../../../main/health/remaining/fleet/folds.ts'
import { foreseeRuns } from '../../../../main/health/remaining/fleet/fleet-model.ts'
import type { StepQuantiles } from '../../../../main/health/remaining/fleet/intervals.ts'
import { type Run, stepsOf } from '../../../../main/health/remaining/fleet/run.ts'
import { trainInThread } from '../../../../main/health/remaining/training/train-in-thread.ts'
import type { TrainedModel } from '../../../../main/health/remaining/training/trained-model.ts'
import { createDraw } from '../../../../main/learners/random.ts'
import { atMost, type Figure } from '../../figure.ts'
import { nasaScore, rootMeanSquareError } from './nasa-score.ts'
import { setsOf, unitsOf } from './units.ts'

const seed = 1
/** Parts of the training units that are held back in turn, and cut points of each unit. */
const [parts, cutsOfAUnit] = [3, 10]
const timeoutMs = 1_200_000

/** Cut units, and the cycles that were left to each. */
interface Judged {
  quantiles: StepQuantiles[]
  left: number[]
}

/**
 * Remaining life of the units of each C-MAPSS set there is, by a model that chose everything inside the training units.
 * Targets hold for FD001; figures of other sets are printed.
 */
export async function cmapssFigures({ dataDir }: { dataDir: string }): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const set of setsOf(dataDir)) {
    const own = await figuresOf(dataDir, set)
    if (set === 'FD001') figures.push(...own)
  }
  return figures
}

async function figuresOf(dataDir: string, set: string): Promise<Figure[]> {
  const { train, test, left } = unitsOf(dataDir, set)
  const [whole, inTraining] = await Promise.all([learned(train), heldBackInTraining(train)])
  const onTest = { quantiles: foreseeRuns(whole.fleet, test), left }
  const median = onTest.quantiles.map(([, , value]) => value)
  const capped = left.map((cycles) => Math.min(125, cycles))
  const [inside, insideOfTest] = [coverage(inTraining, 0, 4), coverage(onTest, 0, 4)]
  const width = onTest.quantiles.reduce((sum, [low, , , , high]) => sum + high - low, 0) / left.length
  const rmse = rootMeanSquareError(median, left)
  const score = nasaScore(median, left)
  if (whole.fleet.kind === 'learned')
    console.log(
      `  C-MAPSS ${set}, ${train.length} units to learn from: cap ${whole.fleet.blend.cap} cycles, networks ${whole.fleet.networkShare * 100} %; by itself it expects RMSE ${whole.error?.toFixed(1)}, coverage ${percent(whole.coverage90 ?? 0)}`,
    )
  console.log(`    ${test.length} test units: RMSE ${rmse.toFixed(2)}, score ${score.toFixed(0)} with RUL as it is`)
  console.log(
    `    capped at 125: RMSE ${rootMeanSquareError(median, capped).toFixed(2)}, score ${nasaScore(median, capped).toFixed(0)}`,
  )
  console.log(
    `    90 % intervals: ${percent(inside)} on units held back in training, ${percent(insideOfTest)} on test units, ${width.toFixed(1)} cycles wide; 50 %: ${percent(coverage(inTraining, 1, 3))}, ${percent(coverage(onTest, 1, 3))}`,
  )
  return [
    atMost(`C-MAPSS ${set}, RMSE, RUL as it is`, rmse, 'cycles', 12),
    atMost(`C-MAPSS ${set}, NASA score, RUL as it is`, score, '', 230),
    within(`C-MAPSS ${set}, 90 % intervals on units held back in training`, 100 * inside, [87, 93]),
    within(`C-MAPSS ${set}, 90 % intervals on test units`, 100 * insideOfTest, [84, 96]),
    atMost(`C-MAPSS ${set}, mean width of 90 % intervals`, width, 'cycles', 36),
  ]
}

/** Each unit judged by a model that has learned, chosen and calibrated without it. */
async function heldBackInTraining(units: readonly Run[]): Promise<Judged> {
  const draw = createDraw(seed + 1)
  const judged: Judged = { quantiles: [], left: [] }
  // one after the other: beside it the whole set is learned from, and there are two cores
  for (const part of dealFolds(units, parts, seed + 1)) {
    const model = await learned(units.filter((unit) => !part.includes(unit)))
    const cuts = part.flatMap((unit) => drawCuts(unit, cutsOfAUnit, draw).map((step) => ({ unit, step })))
    judged.quantiles.push(...foreseeRuns(model.fleet, cuts.map(upTo)))
    judged.left.push(...cuts.map(({ unit, step }) => stepsOf(unit) - 1 - step))
  }
  return judged
}

function upTo({ unit, step }: { unit: Run; step: number }): Run {
  const first = (values: Float64Array) => values.subarray(0, step + 1)
  return { ...unit, isEnded: false, signals: unit.signals.map(first), conditions: unit.conditions.map(first) }
}

function learned(units: readonly Run[]): Promise<TrainedModel> {
  return trainInThread(
    {
      id: 'cmapss',
      name: 'Turbofan',
      version: 1,
      madeAt: 0,
      seed,
      signals: units[0]?.signals.map((_, i) => `sensor ${i + 1}`) ?? [],
      stepDays: 1,
      usualDays: 200,
      histories: units.map(({ unit, signals, conditions, isEnded }) => ({
        assetId: unit,
        beganAt: 0,
        signals,
        conditions,
        isEnded,
      })),
    },
    { clock: systemClock, timeoutMs, signal: new AbortController().signal },
  )
}

function coverage({ quantiles, left }: Judged, low: number, high: number): number {
  const inside = quantiles.filter((values, i) => {
    const came = left[i] ?? Number.NaN
    return (values[low] ?? 0) <= came && came <= (values[high] ?? 0)
  })
  return inside.length / left.length
}

function within(name: string, value: number, [least, most]: readonly [number, number]): Figure {
  const rounded = Math.round(value * 10) / 10
  return { name, value: rounded, unit: '%', target: `${least} to ${most}`, ok: rounded >= least && rounded <= most }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
