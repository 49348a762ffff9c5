import type { Outcome } from './setpoint.ts'
import type { EpochMs, KW, Ms } from './units.ts'

/** Who can give an instruction; `commissioning` = an engineer's test pulse, the only one an asset in commissioning follows. */
export const instructionSources = ['operator', 'grid', 'service', 'plan', 'commissioning'] as const

/** One of {@link instructionSources}. */
export type InstructionSource = (typeof instructionSources)[number]

/** Life of an instruction: announced, about to begin, holding, over by itself, ended early by a person. */
export const instructionStates = ['far', 'near', 'active', 'completed', 'cancelled'] as const

/** One of {@link instructionStates}. */
export type InstructionState = (typeof instructionStates)[number]

/**
 * What an instruction's power is measured at, with its words. `asset` one asset; all others count at the site as a whole
 * and their `assetId` is the grid meter's. The names for load and generation follow the load modes of CSIP-AUS.
 */
export const instructionSubjects = {
  asset: 'Asset',
  gridPower: 'Power at the connection',
  importLimit: 'Import limit',
  exportLimit: 'Export limit',
  loadLimit: 'Load limit',
  generationLimit: 'Generation limit',
  feederLimit: 'Feeder limit',
} as const

/** One of {@link instructionSubjects}. */
export type InstructionSubject = keyof typeof instructionSubjects

/** Why a site does not take part in an event, in the words of OpenADR 2.0b (`optReason`), with ours. */
export const optOutReasons = {
  economic: 'Not worth it',
  emergency: 'Emergency on site',
  mustRun: 'Load must run',
  notParticipating: 'Not taking part',
  outageRunStatus: 'Equipment out of service',
  overrideStatus: 'Overridden on site',
  participating: 'Taking part elsewhere',
  'x-schedule': 'Against the schedule',
} as const

/** One of {@link optOutReasons}. */
export type OptOutReason = keyof typeof optOutReasons

/** Who took the site out of an event, and why. */
export interface OptOut {
  reason: OptOutReason
  note: string
  by: string
  at: EpochMs
}

/** What an instruction may say beyond what every one says. All absent in the simplest case. */
export interface InstructionTerms {
  /** What the power is measured at; absent = the asset. */
  subject?: InstructionSubject
  /** The feeder, for `feederLimit`. */
  feederId?: string
  /** Which of several holds: the lowest number first, as in IEEE 2030.5; absent = 10. Equal numbers: the newest. */
  primacy?: number
  /** Its name at the sender. */
  reference?: string
  /** Person who typed in what somebody else sent. */
  enteredBy?: string
  /** Span at the begin over which the power is approached in a straight line; absent = at once. */
  rampMs?: Ms
  /** Latest delay of the begin, chosen at random so that many sites do not move at once; absent = none. */
  randomizeStartMs?: Ms
  /** When it begins in fact, with the random delay; absent = `from`. */
  beginAt?: EpochMs
  /**
   * What comes afterwards: `automatic` control, or the `previous` command of a person that this one covers, when that
   * still has time left; absent = automatic.
   */
  afterwards?: 'automatic' | 'previous'
  /** Span after the end over which automatic control gets its freedom back; absent = at once. */
  returnRampMs?: Ms
  givenAt?: EpochMs
  /** When it was over, by itself or early. */
  endedAt?: EpochMs
  /** Power at its subject when it began: where a ramp starts, and what the response is measured from. */
  baselineKW?: KW
  optOut?: OptOut
  /** The instruction that holds in its place now; absent = this one holds when its time has come. */
  supersededBy?: string
}

/**
 * What somebody asks of the site: one type for the operator, the plan and every grid protocol.
 * A `setpoint` is a value to reach; a `limit` is a ceiling and never a value to reach. When it is over, automatic control
 * returns. Instants are epoch ms UTC.
 */
export interface Instruction extends InstructionTerms {
  id: string
  source: InstructionSource
  /** Person or sender. */
  owner: string
  reason: string
  kind: 'setpoint' | 'limit'
  /** The asset it is about; the grid meter's asset for what counts at the site as a whole. */
  assetId: string
  /**
   * Positive into the bus, so import positive at the connection. For a limit of an asset: the largest allowed magnitude,
   * direction of its sign; for a limit of the site or a feeder a magnitude, and the subject names the direction.
   */
  powerKW: KW
  from: EpochMs
  until: EpochMs
  state: InstructionState
  /** How the asset followed so far. */
  outcome: Outcome
  /** One sentence on the outcome, with measured value and time. */
  outcomeDetail: string
}

/** What happened to an instruction, for those who keep or prove it. */
export interface InstructionEvent {
  what: 'given' | 'near' | 'began' | 'superseded' | 'resumed' | 'completed' | 'cancelled' | 'optedOut'
  instruction: Instruction
  at: EpochMs
}

/** Announced events count as near this long before they begin. */
export const nearMs: Ms = 15 * 60_000

/** State that the instants alone give at `now`; `near` begins {@link nearMs} before `from`. */
export function instructionStateAt(from: EpochMs, until: EpochMs, now: EpochMs): InstructionState {
  if (now >= until) return 'completed'
  if (now >= from) return 'active'
  return from - now <= nearMs ? 'near' : 'far'
}

/** What an instruction's power is measured at. */
export function subjectOf({ subject = 'asset' }: Pick<Instruction, 'subject'>): InstructionSubject {
  return subject
}

/** Power an instruction asks for at `now`, on its ramp or after it. A limit never lies above where its ramp ends. */
export function askedAt(
  {
    powerKW,
    rampMs = 0,
    baselineKW,
    kind,
    ...when
  }: Pick<Instruction, 'powerKW' | 'kind' | 'beginAt' | 'from'> & InstructionTerms,
  now: EpochMs,
): KW {
  if (rampMs <= 0 || baselineKW === undefined) return powerKW
  const done = Math.min(1, Math.max(0, (now - beginOf(when)) / rampMs))
  // already within the limit: there is nothing to approach
  const isWithin = kind === 'limit' && Math.abs(baselineKW) <= Math.abs(powerKW)
  return isWithin ? powerKW : baselineKW + (powerKW - baselineKW) * done
}

/** When an instruction begins in fact. */
export function beginOf({ beginAt, from }: Pick<Instruction, 'beginAt' | 'from'>): EpochMs {
  return beginAt ?? from
}
