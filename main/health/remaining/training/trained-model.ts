import type { HealthModels } from '../../../../domain/rpc/health/models.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { FleetModel } from '../fleet/fleet-model.ts'

/** What is known of a model beside what it learned, as the model page shows it. */
export type ModelFacts = Omit<HealthModels['models'][number], 'isInCharge'>

/** A model of one kind of asset at this site, with its version and its own error. Plain data. */
export interface TrainedModel extends ModelFacts {
  /** Names of the signals, in the order of the rows it learned from. */
  signals: readonly string[]
  /** Length of a step in days. */
  stepDays: number
  fleet: FleetModel
}

/** The life of one asset: from its start or last overhaul to its failure, its exchange, or now. */
export interface AssetHistory {
  assetId: string
  beganAt: EpochMs
  /** For each signal one value a step, oldest first; NaN where nothing was measured. */
  signals: readonly Float64Array[]
  /** What it ran under (load, speed, air), in the same steps; none where that is not known. */
  conditions: readonly Float64Array[]
  /** True when it failed, or was taken out because it was about to. */
  isEnded: boolean
}

/** What a training starts from. */
export interface TrainingTask {
  id: string
  name: string
  version: number
  /** When it is made: time comes from the clock of whoever asks. */
  madeAt: EpochMs
  seed: number
  signals: readonly string[]
  stepDays: number
  /** Usual life of this kind, days; says all while no life has ended here. */
  usualDays: number
  histories: readonly AssetHistory[]
}
