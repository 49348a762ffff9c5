import { z } from 'zod'
import { controllerNames } from '../setpoint.ts'
import { alarmSituationShape } from './alarms.ts'
import { planStatusShape } from './plan.ts'
import { serviceStateShape } from './dispatch/services.ts'
import { alarmShape, decisionShape, instant, instructionShape, linkShape } from './shapes.ts'

/**
 * Readings as columns of equal length: `i` place in the site description's `points`, `v` value or null,
 * `q` place in `qualities`, `t` instant. Columns cost a third of objects on the wire.
 */
export const readingColumns = z.object({
  i: z.array(z.number().int()),
  v: z.array(z.number().nullable()),
  q: z.array(z.number().int()),
  t: z.array(instant),
})
/** Readings as columns of equal length. */
export type ReadingColumns = z.infer<typeof readingColumns>

/** How far the site is from its limits, kW, never negative. */
export const headroomShape = z.object({
  /** More infeed or less draw reachable within so many seconds, rising with time. */
  canGive: z.array(z.object({ withinS: z.number(), powerKW: z.number() })),
  /** More draw the assets could take, and how much of it no limit holds back. */
  canTake: z.object({ assetsKW: z.number(), usableKW: z.number(), heldBackBy: z.string() }),
  /** Load that can be released, mining first, with the time to get it and to have it back. */
  release: z.array(z.object({ label: z.string(), powerKW: z.number(), downS: z.number(), upS: z.number() })),
})
/** How far the site is from its limits. */
export type Headroom = z.infer<typeof headroomShape>

/** How the engine is doing. */
export const engineStatusShape = z.object({
  mode: z.enum(['automatic', 'manual']),
  cycle: z.number().int(),
  /** Duration of the last cycle's work. */
  cycleTookMs: z.number(),
  /** 99th percentile of |start - due| over the last minutes. */
  jitterP99Ms: z.number(),
  lateCycles: z.number().int(),
  devicesAnswering: z.number().int(),
  devicesTotal: z.number().int(),
  pointsGood: z.number().int(),
  pointsTotal: z.number().int(),
  /** Sum over the bus not explained by meters; `null` when a meter is missing. */
  busResidualKW: z.number().nullable(),
  historianBytes: z.number(),
  historianState: z.enum(['storing', 'failing']),
  failedControllers: z.array(z.enum(Object.keys(controllerNames) as [keyof typeof controllerNames])),
  /** €/MWh; `null` when no price is configured or none is known. */
  priceEurPerMWh: z.number().nullable(),
  /** How planning stands; the plan itself is fetched when its id changes. Absent in the past. */
  plan: planStatusShape.optional(),
  /** Moment of the simulated year, ISO without offset; absent at a real site. */
  simulatedTime: z.string().optional(),
  /** A moment of the past; of the engine itself only the mode is known. */
  isReplay: z.literal(true).optional(),
})
/** How the engine is doing. */
export type EngineStatus = z.infer<typeof engineStatusShape>

const common = {
  /** Counts up by one per message of this subscription; a gap means: subscribe again. */
  seq: z.number().int(),
  at: instant,
  readings: readingColumns,
  status: engineStatusShape,
  headroom: headroomShape,
  /** The alarm list as a whole; its first 500 are in `alarms`. */
  alarmSituation: alarmSituationShape.optional(),
}

/** The whole image, sent once on subscription. */
export const snapshotShape = z.object({
  type: z.literal('snapshot'),
  ...common,
  decisions: z.array(decisionShape),
  instructions: z.array(instructionShape),
  /** Absent in a replay: how services stood is not recorded. */
  services: z.array(serviceStateShape).optional(),
  alarms: z.array(alarmShape),
  links: z.array(linkShape),
})

/** What changed since the message before, at most four a second. Lists are whole when present, absent when unchanged. */
export const deltaShape = z.object({
  type: z.literal('delta'),
  ...common,
  /** Only the decisions that changed. */
  decisions: z.array(decisionShape).optional(),
  instructions: z.array(instructionShape).optional(),
  services: z.array(serviceStateShape).optional(),
  alarms: z.array(alarmShape).optional(),
  links: z.array(linkShape).optional(),
})

/** A message of the live stream. */
export const liveMessageShape = z.discriminatedUnion('type', [snapshotShape, deltaShape])
/** A message of the live stream. */
export type LiveMessage = z.infer<typeof liveMessageShape>
