import type { Outcome } from './setpoint.ts'
import type { EpochMs, KW } from './units.ts'

/** Who can give an instruction; `commissioning` = an engineer's test pulse, the only one an asset in commissioning follows. */
export const instructionSources = ['operator', 'grid', 'service', 'plan', 'commissioning'] as const

/** One of {@link instructionSources}. */
export type InstructionSource = (typeof instructionSources)[number]

/** Life of an instruction: announced, about to begin, holding, over by itself, ended early by a person. */
export const instructionStates = ['far', 'near', 'active', 'completed', 'cancelled'] as const

/** One of {@link instructionStates}. */
export type InstructionState = (typeof instructionStates)[number]

/**
 * What somebody asks of the site: one type for the operator, the plan and every grid protocol.
 * A `setpoint` is a value to reach; a `limit` is a ceiling and never a value to reach. When it is over the asset
 * returns to automatic. Instants are epoch ms UTC.
 */
export interface Instruction {
  id: string
  source: InstructionSource
  /** Person or sender. */
  owner: string
  reason: string
  kind: 'setpoint' | 'limit'
  /** The asset it is about; the grid meter's asset for the connection. */
  assetId: string
  /** Positive into the bus. For a limit: the largest allowed magnitude, direction of its sign. */
  powerKW: KW
  from: EpochMs
  until: EpochMs
  state: InstructionState
  /** How the asset followed so far. */
  outcome: Outcome
  /** One sentence on the outcome, with measured value and time. */
  outcomeDetail: string
}

/** State that the instants alone give at `now`; `near` begins 15 minutes before `from`. */
export function instructionStateAt(from: EpochMs, until: EpochMs, now: EpochMs): InstructionState {
  if (now >= until) return 'completed'
  if (now >= from) return 'active'
  return from - now <= 15 * 60_000 ? 'near' : 'far'
}
