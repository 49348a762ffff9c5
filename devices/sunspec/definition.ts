import { z } from 'zod'
import { common, frame, pointsOf, scaling } from '../definition-parts.ts'

const sunSpecPoint = z.strictObject({
  /** Field of the model by the standard's name, where it is not the usual one. */
  field: z.string().min(1).optional(),
  frame: frame.optional(),
  poll: scaling.poll,
  plausible: scaling.plausible,
})
const sunSpecSetpoint = z.strictObject({ frame: frame.optional(), plausible: scaling.plausible })

/** A model that speaks SunSpec over Modbus: its registers are found by discovery. */
export const sunSpecDefinition = z.strictObject({
  protocol: z.literal('sunspec'),
  ...common,
  sunspec: z.strictObject({
    /** Models to read, the preferred one first; those that the device has count. */
    models: z.array(z.number().int().min(1).max(65_534)).min(1),
  }),
  /** The serial number stands in the common model. */
  identity: z.literal('common').default('common'),
  points: pointsOf(sunSpecPoint),
  /** Active power through model 704. */
  setpoint: sunSpecSetpoint.optional(),
  /** Model with the controller's heartbeat. */
  heartbeat: z.strictObject({ model: z.union([z.literal(715), z.literal(802)]) }).optional(),
})

/** A device model that speaks SunSpec. */
export type SunSpecDefinition = z.infer<typeof sunSpecDefinition>
