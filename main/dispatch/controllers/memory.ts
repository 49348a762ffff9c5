import type { EpochMs, KW, KWh } from '../../../domain/units.ts'

/** What the site limits keep from cycle to cycle. */
export interface LimitMemory {
  importOverSince: EpochMs | undefined
  exportOverSince: EpochMs | undefined
  /** True while sun and wind are held below what they could give. */
  isCurtailing: boolean
}

/** What frequency response keeps. */
export interface FrequencyMemory {
  /** Since when the frequency is outside the dead band, and grid power and surplus found there. */
  deviation: { since: EpochMs; lastAt: EpochMs; baselineKW: KW; surplusKW: KW } | undefined
  /** Share of mining let go, 0 to 1, which containers those are, and since when the frequency is back. */
  shedShare: number
  shedIds: readonly string[]
  backSince: EpochMs | undefined
  /** When mining began to come back after it was let go. */
  restoringSince: EpochMs | undefined
}

/** What peak shaving keeps of the running charged mean. */
export interface DemandMemory {
  /** Begin of the running quarter (half, hour) and what was imported in it so far. */
  from: EpochMs
  importedKWh: KWh
  at: EpochMs
  /** Highest finished mean since the engine started, in the charged hours. */
  highestKW: KW
  isCharged: boolean
  /** Import allowed now; `undefined` while nothing is charged for. */
  allowedKW: KW | undefined
}

/** What ramp smoothing keeps: grid power as it may be seen, with what loads drew then. */
export interface RampMemory {
  shownKW: KW
  loadsKW: KW
  at: EpochMs
}

/** What island support and the restart afterwards keep. */
export interface IslandMemory {
  /** Since when the grid is lost. */
  lostSince: EpochMs | undefined
  /** Since when it is back, steady or not. */
  backSince: EpochMs | undefined
  isGeneratorWanted: boolean
}

/** What the restart after an outage keeps. */
export interface RestartMemory {
  /** Containers still held after an outage, in the order they may start. */
  waiting: string[]
  /** When the last one was let go. */
  lastAt: EpochMs
}

/** What the economic plan keeps: the last one seen. */
export interface PlanMemory {
  id: string
  until: EpochMs
}

/** All that controllers keep from cycle to cycle. */
export interface ControllerMemory {
  limits: LimitMemory
  frequency: FrequencyMemory
  demand: DemandMemory | undefined
  ramp: RampMemory | undefined
  island: IslandMemory
  restart: RestartMemory
  plan: PlanMemory | undefined
  /** Assets whose own protection tripped them: since when, and with which words. Held until a person resets it. */
  trips: TripBook
}

/** An asset that its own protection stopped. */
export interface Trip {
  at: EpochMs
  /** What was found then, the first cause first. */
  text: string
}

/** Assets that wait for a person after their own protection tripped them; kept over a restart. */
export interface TripBook {
  get(assetId: string): Trip | undefined
  set(assetId: string, trip: Trip): void
  delete(assetId: string): void
}

/** Memory of controllers that know nothing yet. */
export function newControllerMemory(trips: TripBook): ControllerMemory {
  return {
    limits: { importOverSince: undefined, exportOverSince: undefined, isCurtailing: false },
    frequency: { deviation: undefined, shedShare: 0, shedIds: [], backSince: undefined, restoringSince: undefined },
    demand: undefined,
    ramp: undefined,
    island: { lostSince: undefined, backSince: undefined, isGeneratorWanted: false },
    restart: { waiting: [], lastAt: 0 },
    plan: undefined,
    trips,
  }
}
