import { z } from 'zod'
import { idSchema } from '../../asset.ts'
import { protections } from '../../assets/throttling.ts'
import { reason } from '../files.ts'
import { instant, instructionShape } from '../shapes.ts'

const figure = z.number().nullable()

/** A mining container as the loop sees and steers it. Powers positive into the bus; draws and caps positive. `null` = not known. */
export const containerRowShape = z.object({
  assetId: z.string(),
  name: z.string(),
  /** Algorithm or kind, for people. */
  hashes: z.string(),
  state: z.string().nullable(),
  powerKW: figure,
  setpointKW: figure,
  ratedPowerKW: z.number(),
  minPowerKW: z.number(),
  /** The only draws it can take besides none; `null` = any, or in steps. */
  presetsKW: z.array(z.number()).nullable(),
  stepKW: figure,
  hashrateTHs: figure,
  /** As the device says; learned from its meter at full draw; of its kind. */
  efficiencyJPerTH: figure,
  learnedJPerTH: figure,
  ratedJPerTH: z.number(),
  /** What a MWh earns now, and what is left after its price, EUR/MWh. */
  worthEurPerMWh: figure,
  profitEurPerMWh: figure,
  /** Place in the order of shedding: 1 = shed last; `null` = not under automatic control now. */
  place: figure,
  protection: z.enum(protections),
  /** True when a person said so, not the site file. */
  isProtectedByHand: z.boolean(),
  /** Cap that holds now, the tightest; `null` = none. */
  cap: z
    .object({ instructionId: z.string(), drawKW: z.number(), until: instant, owner: z.string(), reason: z.string() })
    .nullable(),
  /** What the plan foresees now. */
  scheduledKW: figure,
  miners: z.object({ hashing: z.number(), asleep: z.number(), faulty: z.number() }).nullable(),
  isHot: z.boolean(),
  /** Hashrate that went away by itself. */
  loss: z
    .object({
      kind: z.enum(['fellAway', 'idle']),
      since: instant,
      missedKWh: z.number(),
      missedTHh: z.number(),
    })
    .nullable(),
})
/** A mining container as the loop sees and steers it. */
export type ContainerRow = z.infer<typeof containerRowShape>

const group = z.array(idSchema).min(1).max(500)

/** A cap for several containers, given in one step. */
export const capsInput = z.strictObject({
  assetIds: group,
  /** Highest draw of each, kW; 0 = off. */
  drawKW: z.number().min(0).max(100_000),
  until: instant,
  reason,
  /** Made by the page once per press: the same key never caps twice. */
  idempotencyKey: z.string().min(8).max(64),
})
/** A cap for several containers. */
export type CapsRequest = z.infer<typeof capsInput>

/** The caps given, and the containers that can't have one, each with why. */
export const capsShape = z.object({
  given: z.array(instructionShape),
  refused: z.array(z.object({ assetId: z.string(), reason: z.string() })),
})
/** What became of a cap for several containers. */
export type CapsGiven = z.infer<typeof capsShape>

/** Ends the caps of several containers before their time. */
export const endCapsInput = z.strictObject({ assetIds: group, reason })

/** Protects several containers from shedding, or takes that back; `null` = as the site file says. */
export const protectInput = z.strictObject({ assetIds: group, protection: z.enum(protections).nullable(), reason })
/** Protection of several containers. */
export type ProtectRequest = z.infer<typeof protectInput>
