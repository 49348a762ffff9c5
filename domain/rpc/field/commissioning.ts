import { z } from 'zod'
import { idSchema } from '../../asset.ts'
import { authorities } from '../../setpoint.ts'
import { reason } from '../files.ts'
import { instant } from '../shapes.ts'

/** What a check found: `notTried` = nobody has looked yet, or there is nothing to compare with. */
export const checkResults = ['pass', 'warn', 'fail', 'notTried'] as const

/** One check of a device against what can be known of it. */
export const deviceCheckShape = z.object({
  id: z.enum(['identity', 'range', 'steadiness', 'clock', 'unit', 'siteMeter', 'direction', 'response']),
  title: z.string(),
  result: z.enum(checkResults),
  /** What was compared and found, numbers with units. */
  detail: z.string(),
})
/** One check of a device. */
export type DeviceCheck = z.infer<typeof deviceCheckShape>

/** How far a device has come. */
export const commissionedShape = z.object({
  deviceId: z.string(),
  assetId: z.string(),
  definition: z.string(),
  serial: z.string(),
  /** `open`: only test pulses are written; `accepted`; `notAsked`: the site file trusts it already. */
  state: z.enum(['open', 'accepted', 'notAsked']),
  checks: z.array(deviceCheckShape),
  /** Who accepted it, when, and what they noted. */
  acceptedBy: z.string().optional(),
  acceptedAt: instant.optional(),
  note: z.string().optional(),
})
/** How far a device has come. */
export type Commissioned = z.infer<typeof commissionedShape>

/** A short change of one asset's power, to see whether and how it follows. */
export const pulseInput = z.strictObject({
  assetId: idSchema,
  /** Added to the present power, positive into the bus, kW. */
  byKW: z.number().min(-100_000).max(100_000),
  seconds: z.number().int().min(5).max(120),
  reason,
})

/** One step of a test pulse: powers in kW, positive into the bus; `null` where a reading is missing. */
export const pulseStepShape = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('sample'),
    /** Since the order was given; negative before it. */
    atMs: z.number(),
    orderedKW: z.number(),
    /** The device's own meter. */
    deviceKW: z.number().nullable(),
    /** The meter at the connection: it should move by as much. */
    siteKW: z.number().nullable(),
  }),
  z.object({
    type: z.literal('result'),
    /** Whether both meters moved the way that was ordered. */
    direction: z.enum(['right', 'reversed', 'noMove', 'unclear']),
    /** From the order to nine tenths of the change; `null` when it never got there. */
    responseMs: z.number().nullable(),
    /** Change reached over change ordered, percent, by the device's own meter and by the site's. */
    devicePct: z.number().nullable(),
    sitePct: z.number().nullable(),
    /** What it means, for people. */
    verdict: z.string(),
  }),
])
/** One step of a test pulse. */
export type PulseStep = z.infer<typeof pulseStepShape>

/** Who shall steer an asset from now on. Errors: UnknownAsset, Field.NotAccepted. */
export const authorityInput = z.strictObject({
  assetId: idSchema,
  authority: z.enum(authorities).exclude(['commissioning']),
  reason,
})
