import type { EpochMs, KW } from './units.ts'

/** What is still allowed for an asset: every power p with minKW <= p <= maxKW, positive into the bus. */
export interface PowerRange {
  minKW: KW
  maxKW: KW
}

/**
 * What both ranges allow. When they share nothing, the nearest end of `first` remains: a later controller can never
 * widen or leave what an earlier one narrowed.
 */
export function intersect(first: PowerRange, second: PowerRange): PowerRange {
  const minKW = Math.min(Math.max(first.minKW, second.minKW), first.maxKW)
  const maxKW = Math.max(Math.min(first.maxKW, second.maxKW), first.minKW)
  return minKW <= maxKW ? { minKW, maxKW } : { minKW: maxKW, maxKW }
}

/** The point of the range nearest to `powerKW`. */
export function nearest(range: PowerRange, powerKW: KW): KW {
  return Math.min(Math.max(powerKW, range.minKW), range.maxKW)
}

/** One link of the chain that led to a setpoint: a controller, what it said and what it left. */
export interface Because {
  /** Id of the controller, of {@link controllerNames}. */
  controller: ControllerName
  /** One sentence for people, numbers with units, e.g. `import limit 7.60 MW until 15:00`. */
  reason: string
  /** Range left after this controller, when it narrowed it. */
  range?: PowerRange
  /** Power it asked for, when it asked. */
  wishKW?: KW
  /** True for the one link that decided the value. */
  isBinding: boolean
}

/** Controllers in the order they run, with the words shown for them. */
export const controllerNames = {
  deviceProtection: 'Device protection',
  siteLimits: 'Site limits',
  islandSupport: 'Island support',
  restart: 'Restart after an outage',
  operatorCommands: 'Operator',
  gridInstructions: 'Grid instruction',
  contractCommitments: 'Contract',
  frequencyResponse: 'Frequency response',
  peakShaving: 'Peak shaving',
  surplusAbsorption: 'Surplus absorption',
  rampSmoothing: 'Ramp smoothing',
  economicPlan: 'Economic plan',
  allocate: 'Allocate',
  guard: 'Guard',
} as const

/** Id of a controller or of a later step that can give a reason. */
export type ControllerName = keyof typeof controllerNames

/**
 * How a written setpoint turned out. `pending` until the device answers and the meter moves;
 * `confirmed` the measured power follows; `acceptedNotFollowed` the device took it, the meter does not follow;
 * `refused` by the guard or the device; `unknown` no answer, or no reading to judge by.
 */
export const outcomes = ['pending', 'confirmed', 'acceptedNotFollowed', 'refused', 'unknown'] as const

/** One of {@link outcomes}. */
export type Outcome = (typeof outcomes)[number]

/** A setpoint's life after the decision. */
export interface Verification {
  outcome: Outcome
  /** When the outcome was reached, or the write happened while pending, epoch ms UTC. */
  at: EpochMs
  /** One sentence for people: what was asked, what was measured, how long it took; or why it was refused. */
  detail: string
}

/**
 * Who may steer an asset: `control` = we do; `monitor` = we only look; `handedOver` = somebody else does, by agreement;
 * `commissioning` = only an engineer's test pulses, until what it reads and does has been accepted.
 */
export const authorities = ['control', 'monitor', 'handedOver', 'commissioning'] as const

/** One of {@link authorities}. */
export type Authority = (typeof authorities)[number]
