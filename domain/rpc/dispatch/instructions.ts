import { z } from 'zod'
import { idSchema } from '../../asset.ts'
import { type InstructionSubject, instructionSubjects, type OptOutReason, optOutReasons } from '../../instruction.ts'
import { reason } from '../files.ts'
import { askedPower, rampSpan as span } from './desk.ts'
import { instant, instructionShape } from '../shapes.ts'

/**
 * An instruction as a person enters it: one that was received, or the person's own. Powers of limits are magnitudes;
 * those of setpoints positive into the bus (import positive at the connection).
 */
export const askInput = z.strictObject({
  source: z.enum(['operator', 'grid']),
  /** Who sent it, for `grid`: the grid operator, the aggregator. */
  sender: z.string().trim().max(100).default(''),
  reference: z.string().trim().max(100).exactOptional(),
  subject: z.enum(Object.keys(instructionSubjects) as [InstructionSubject]),
  /** For `asset`: which one. */
  assetId: idSchema.exactOptional(),
  /** For `feederLimit`: which one. */
  feederId: idSchema.exactOptional(),
  kind: z.enum(['setpoint', 'limit']),
  powerKW: askedPower,
  /** `null` = at once. */
  from: instant.nullable(),
  until: instant,
  reason,
  primacy: z.number().int().min(0).max(255).exactOptional(),
  rampMs: span.exactOptional(),
  randomizeStartMs: span.exactOptional(),
  returnRampMs: span.exactOptional(),
  afterwards: z.enum(['automatic', 'previous']).exactOptional(),
})
/** An instruction as a person enters it. */
export type AskedInstruction = z.infer<typeof askInput>
/** The same, given: the key is made by the page once per press. */
export const giveInput = askInput.extend({ idempotencyKey: z.string().min(8).max(64) })
/** An instruction given. */
export type GivenInstruction = z.infer<typeof giveInput>

/** What an instruction would do now; nothing is changed. */
export const dryRunShape = z.object({
  /** Why it may not be given at all; empty when it may. */
  refusal: z.string(),
  /** Whether the site reaches what is asked. */
  canBeMet: z.boolean(),
  /** What is missing, kW, never negative. */
  shortKW: z.number(),
  /** What holds it back, in words; empty when nothing does. */
  limitedBy: z.string(),
  /** Power at the connection now and then, import positive; `null` without a meter. */
  gridBeforeKW: z.number().nullable(),
  gridAfterKW: z.number().nullable(),
  /** Assets that would move, those that give most first. Powers positive into the bus. */
  moves: z.array(
    z.object({
      assetId: z.string(),
      beforeKW: z.number(),
      afterKW: z.number(),
      /** Until it is there. */
      withinMs: z.number(),
      /** What holds this asset back; empty when nothing does. */
      limitedBy: z.string(),
    }),
  ),
  /** Until the whole power is there. */
  withinMs: z.number(),
  /** How long storage and limits let it last; `null` = to its end. */
  lastsMs: z.number().nullable(),
  /** What it costs by the plan's prices over its time, EUR; `null` without a plan. Negative = it earns. */
  costEur: z.number().nullable(),
  costDetail: z.string(),
  /** Commands and instructions that it would cover. */
  covers: z.array(z.string()),
})
/** What an instruction would do now. */
export type DryRun = z.infer<typeof dryRunShape>

/** The site takes no part in an event. */
export const optOutInput = z.strictObject({
  instructionId: z.string().max(64),
  reason: z.enum(Object.keys(optOutReasons) as [OptOutReason]),
  note: reason,
})

/** Which instructions to list. */
export const instructionsInput = z.strictObject({
  from: instant,
  until: instant,
  limit: z.number().int().min(1).max(500).default(100),
})

/** Instructions that reach into a time, newest begin first. */
export const instructionListShape = z.array(instructionShape)
