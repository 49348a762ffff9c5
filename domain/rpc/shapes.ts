import { z } from 'zod'
import { deviceNoteKinds } from '../device.ts'
import { type PointName, pointNames } from '../points.ts'
import { qualities } from '../reading.ts'
import { asideKinds } from '../alarm.ts'
import { authorities, controllerNames, outcomes } from '../setpoint.ts'
import {
  type InstructionSubject,
  instructionSources,
  instructionStates,
  instructionSubjects,
  type OptOutReason,
  optOutReasons,
} from '../instruction.ts'

/** Epoch ms UTC on the wire. */
export const instant = z.number().int()

/** Quality as a small number on the wire: its place in {@link qualities}. */
export function qualityCode(quality: (typeof qualities)[number]): number {
  return qualities.indexOf(quality)
}

/** Range allowed for an asset, kW, positive into the bus. */
export const powerRangeShape = z.object({ minKW: z.number(), maxKW: z.number() })

/** One value with instant and quality. */
export const readingShape = z.object({ value: z.number().nullable(), at: instant, quality: z.enum(qualities) })

/** One link of a why-chain. */
export const becauseShape = z.object({
  controller: z.enum(Object.keys(controllerNames) as [keyof typeof controllerNames]),
  reason: z.string(),
  range: powerRangeShape.optional(),
  wishKW: z.number().optional(),
  isBinding: z.boolean(),
})

/** How a setpoint turned out. */
export const verificationShape = z.object({ outcome: z.enum(outcomes), at: instant, detail: z.string() })

/** What dispatch decided for one asset and how it went. */
export const decisionShape = z.object({
  assetId: z.string(),
  /** What all controllers together leave. */
  range: powerRangeShape,
  /** Who or what narrows it most, in words; empty when the rating alone holds. */
  limitedBy: z.string(),
  /** Value last sent; `null` when none is: monitor-only, free-running, or out of contact. */
  setpointKW: z.number().nullable(),
  setAt: instant.nullable(),
  because: z.array(becauseShape),
  verification: verificationShape.nullable(),
  /** Who commands it now. */
  commander: z.enum(['automatic', 'operator', 'device', 'nobody']),
  authority: z.enum(authorities),
})
/** What dispatch decided for one asset and how it went. */
export type Decision = z.infer<typeof decisionShape>

/** What somebody asks of the site; see domain/instruction. */
export const instructionShape = z.object({
  id: z.string(),
  source: z.enum(instructionSources),
  owner: z.string(),
  reason: z.string(),
  kind: z.enum(['setpoint', 'limit']),
  assetId: z.string(),
  powerKW: z.number(),
  from: instant,
  until: instant,
  state: z.enum(instructionStates),
  outcome: z.enum(outcomes),
  outcomeDetail: z.string(),
  subject: z.enum(Object.keys(instructionSubjects) as [InstructionSubject]).exactOptional(),
  feederId: z.string().exactOptional(),
  primacy: z.number().exactOptional(),
  reference: z.string().exactOptional(),
  enteredBy: z.string().exactOptional(),
  rampMs: z.number().exactOptional(),
  randomizeStartMs: z.number().exactOptional(),
  beginAt: instant.exactOptional(),
  afterwards: z.enum(['automatic', 'previous']).exactOptional(),
  returnRampMs: z.number().exactOptional(),
  givenAt: instant.exactOptional(),
  endedAt: instant.exactOptional(),
  baselineKW: z.number().exactOptional(),
  optOut: z
    .object({
      reason: z.enum(Object.keys(optOutReasons) as [OptOutReason]),
      note: z.string(),
      by: z.string(),
      at: instant,
    })
    .exactOptional(),
  supersededBy: z.string().exactOptional(),
})

/** An alarm occurrence; see domain/alarm. */
export const alarmShape = z.object({
  id: z.string(),
  code: z.string(),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  assetId: z.string().optional(),
  text: z.string(),
  response: z.string(),
  state: z.enum(['activeUnacknowledged', 'activeAcknowledged', 'normalUnacknowledged']),
  raisedAt: instant,
  /** Until when a person should have responded. */
  respondBy: instant.optional(),
  returnedAt: instant.optional(),
  acknowledgedAt: instant.optional(),
  acknowledgedBy: z.string().optional(),
  /** Goes along with what a person does to it; absent = 0. */
  revision: z.number().int().optional(),
  noteRequired: z.literal(true).optional(),
  /** Latched: gone, and waits for `alarms.reset`. */
  needsReset: z.literal(true).optional(),
  isFirstOut: z.literal(true).optional(),
  /** Times it came within the last minute, when it chatters: offer to shelve it. */
  comings: z.number().int().optional(),
  /** Alarms suppressed because this one explains them. */
  beneath: z.number().int().optional(),
  aside: z.enum(asideKinds).optional(),
  rootId: z.string().optional(),
})

/** Link of one device. */
export const linkShape = z.object({
  deviceId: z.string(),
  state: z.enum(['connecting', 'connected', 'lost', 'wrongIdentity']),
  since: instant,
  detail: z.string(),
  endpoint: z.string(),
  serial: z.string().optional(),
  answerRatio: z.number(),
  latencyMs: z.number(),
  lostCount: z.number().int(),
  /** What else a person should know of the device; absent when there is nothing. */
  notes: z
    .array(
      z.object({
        kind: z.enum(deviceNoteKinds),
        at: instant,
        text: z.string(),
        point: z.enum(pointNames as [PointName]).optional(),
      }),
    )
    .readonly()
    .optional(),
  /** Policy of an OPC UA link, `none` when it is not encrypted; absent for protocols without a choice. */
  security: z.string().optional(),
})
