import type { TrainingTask } from '../../../../../main/health/remaining/training/trained-model.ts'
import { madeUpRuns } from '../fleet/made-up.ts'

/** A task over made-up lives of fans. */
export function madeUpTask(lives: number): TrainingTask {
  return {
    id: 'fans',
    name: 'Fans',
    version: 3,
    madeAt: Date.parse('2026-03-01T00:00:00Z'),
    seed: 11,
    signals: ['a', 'b', 'c', 'd'],
    stepDays: 0.5,
    usualDays: 80,
    histories: madeUpRuns(lives).map(({ unit, signals, conditions, isEnded }) => ({
      assetId: unit,
      beganAt: Date.parse('2025-09-01T00:00:00Z'),
      signals,
      conditions,
      isEnded,
    })),
  }
}
