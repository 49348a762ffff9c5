import type { Commitment } from '../../../domain/dispatch/commitment.ts'
import type { PlanNow } from '../../../domain/dispatch/plan.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import type { EngineStatus } from '../../../domain/rpc/live.ts'
import type { ControllerName, PowerRange } from '../../../domain/setpoint.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { EpochMs, KW } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'
import type { SiteSight } from '../sight.ts'
import type { ControllerMemory } from './memory.ts'

/** What a controller says about one asset. */
export interface Claim {
  assetId: string
  /** One sentence for people. */
  reason: string
  /** What it leaves; absent when it only asks or explains. */
  range?: PowerRange
  /** Power it asks for. */
  wishKW?: KW
  /** True when the asset can't be commanded in this cycle at all: no setpoint, no refresh. */
  isOut?: true
}

/** What a controller says about the grid power: a range for it, import positive, kept by the fast assets. */
export interface BandClaim {
  range: PowerRange
  /** Words for the upper and the lower end, e.g. `import limit 10.00 MW`. */
  upper: string
  lower: string
}

/** A range with the words for its lower and upper end. */
export interface Room extends PowerRange {
  lowerBy: string
  upperBy: string
}

/** What the plan foresees for an asset now, with the reason: a base that the layers correct within limits and band. */
export interface ScheduledPower {
  powerKW: KW
  reason: string
}

/** Prices of energy at the connection, fees included, with the instant they began to hold. */
export interface KnownPrice {
  importEurPerMWh: number
  exportEurPerMWh: number
  at: EpochMs
}

/** What the controllers know from outside of readings and instructions; each part absent where nobody tells it. */
export interface Outside {
  plan?: PlanNow | undefined
  /** Price of energy at the connection that holds now. */
  price?: KnownPrice | undefined
  commitments?: readonly Commitment[] | undefined
  /** Highest charged mean import of the billing time so far. */
  peakIncurredKW?: KW | undefined
}

/** All that a controller may rest on. */
export interface ControllerInput {
  now: EpochMs
  site: SiteConfig
  mode: EngineStatus['mode']
  image: Image
  sight: SiteSight
  /** What the controllers before it left. */
  ranges: ReadonlyMap<string, PowerRange>
  /** Assets out of reach in this cycle. */
  out: ReadonlySet<string>
  /** Grid power with noise and misalignment taken out; `undefined` while the meter is silent. */
  gridKW: KW | undefined
  /** What flows into the bus from all that dispatch does not steer: surplus positive, need negative. */
  surplusKW: KW | undefined
  /** Instructions that hold now. */
  instructions: readonly Instruction[]
  /** Instructions that are over and give the freedom back little by little. */
  returning: readonly Instruction[]
  outside: Outside
  memory: ControllerMemory
}

/** What a controller decided in this cycle. */
export interface ControllerOutput {
  claims: Claim[]
  band?: BandClaim
  /** Range per asset that the site leaves to a person who commands it alone, while all else stays as it is. */
  rooms?: ReadonlyMap<string, Room>
  /** Grid power that mining aims at, with the reason: what it draws follows from the surplus. */
  miningAim?: { gridKW: KW; reason: string }
  /** What the economic plan foresees now, per asset: where storage, mining and hydrogen go while limits leave room. */
  schedule?: ReadonlyMap<string, ScheduledPower>
  /** Reason that concerns every asset under automatic control. */
  note?: string
}

/** One task in dispatch. Pure but for its own named piece of memory; whatever it throws is caught by the loop. */
export interface Controller {
  name: ControllerName
  run(input: ControllerInput): ControllerOutput
}
