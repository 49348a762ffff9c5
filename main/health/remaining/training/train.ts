import { leastLives, trainFleet } from '../fleet/fleet-model.ts'
import { type Run, stepsOf } from '../fleet/run.ts'
import type { AssetHistory, TrainedModel, TrainingTask } from './trained-model.ts'

const dayMs = 86_400_000

/** Learns a model from the histories of a kind of asset; from too few it keeps to what is usual, and says so. */
export function train(task: TrainingTask): TrainedModel {
  const { histories, stepDays, seed, usualDays, ...facts } = task
  const runs = histories.map(runOf)
  const fleet = trainFleet(runs, { seed, usualSteps: usualDays / stepDays })
  const began = histories.map(({ beganAt }) => beganAt)
  const ended = histories.map(({ beganAt }, i) => beganAt + stepsOf(runs[i] ?? noRun) * stepDays * dayMs)
  const isLearned = fleet.kind === 'learned'
  return {
    id: facts.id,
    name: facts.name,
    version: facts.version,
    madeAt: facts.madeAt,
    signals: facts.signals,
    trainedFrom: Math.min(...began, facts.madeAt),
    trainedTo: Math.min(Math.max(...ended, 0), facts.madeAt),
    rows: runs.reduce((sum, run) => sum + stepsOf(run), 0),
    seed,
    stepDays,
    error: isLearned ? fleet.error * stepDays : null,
    unit: 'd',
    coverage90: isLearned ? fleet.coverage90 : null,
    words: wordsOf(runs.filter((run) => run.isEnded).length, isLearned),
    fleet,
  }
}

/** A history as the learners see it. */
export function runOf({ assetId, beganAt, signals, conditions, isEnded }: AssetHistory): Run {
  return { unit: `${assetId} ${beganAt}`, signals, conditions, isEnded }
}

const noRun: Run = { unit: '', signals: [], conditions: [], isEnded: false }

function wordsOf(lives: number, isLearned: boolean): string {
  if (isLearned) return `learned from ${lives} lives that ended; judged on lives it had not seen`
  if (lives === 0) return 'no life has ended here yet: it says what is usual'
  return `only ${lives} of at least ${leastLives} lives have ended here: it goes by how long they were`
}
