import { z } from 'zod'
import { pointNames, type PointName } from '../../domain/points.ts'

/** Kinds of a SunSpec point and the registers each occupies; a `string` says its own `size`. */
const fieldSizes = {
  int16: 1,
  uint16: 1,
  enum16: 1,
  bitfield16: 1,
  sunssf: 1,
  int32: 2,
  uint32: 2,
  acc32: 2,
  bitfield32: 2,
  float32: 2,
  uint64: 4,
  acc64: 4,
} as const

const fieldTypes = [...(Object.keys(fieldSizes) as (keyof typeof fieldSizes)[]), 'string'] as const

const fieldSchema = z.strictObject({
  /** Registers after the model's ID register. */
  at: z.number().int().min(2).max(1_000),
  type: z.enum(fieldTypes),
  /** Registers of a text. */
  size: z.number().int().min(1).max(32).optional(),
  /** Field that holds the power of ten. */
  factor: z.string().optional(),
  /** Unit the standard gives, before `scale`. */
  unit: z.string().default(''),
  /** Our name for it; a definition may pick another field. */
  point: z.enum(pointNames as [PointName]).optional(),
  /** The standard's unit x scale = our unit. */
  scale: z.number().default(1),
  /** The standard's code to ours, for `state`. */
  codes: z.record(z.string().regex(/^\d+$/), z.number().int()).optional(),
})

const fieldName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/)

/** How a model takes an active power. */
const setpointSchema = z.strictObject({
  /** Fields that take the power, one to all of them. */
  values: z
    .array(
      z.strictObject({
        field: fieldName,
        /** For a percentage: of what, as MODEL.FIELD; the first one that the device provides counts. */
        percentOf: z
          .array(z.string().regex(/^\d+\.[A-Za-z]\w*$/))
          .min(1)
          .optional(),
        /** It counts power out of the bus. */
        isDrawn: z.boolean().default(false),
      }),
    )
    .min(1),
  /** Fields that make the power hold, and what to write there; written last. */
  enable: z.record(fieldName, z.number().int()),
  /** Field with the seconds after which the device follows the power no more, unless it is written again. */
  revert: fieldName.optional(),
})

/** A SunSpec model as data: where its fields stand and what they mean to us. Checked when loaded. */
export const modelSchema = z
  .strictObject({
    /** Models of this layout. */
    ids: z.array(z.number().int().min(1).max(65_534)).min(1),
    label: z.string().min(1),
    /** Lengths the standard gives, without ID and length itself; absent = it varies with what repeats. */
    lengths: z.array(z.number().int().min(1)).optional(),
    fields: z.record(fieldName, fieldSchema),
    setpoint: setpointSchema.optional(),
  })
  .superRefine(({ fields, setpoint }, context) => {
    const used = setpoint ? [...setpoint.values.map(({ field }) => field), ...Object.keys(setpoint.enable)] : []
    for (const name of setpoint?.revert === undefined ? used : [...used, setpoint.revert])
      if (!fields[name])
        context.addIssue({ code: 'custom', path: ['setpoint'], message: `fields of this model, not ${name}` })
    for (const [name, field] of Object.entries(fields)) {
      const issue = (key: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['fields', name, key], message })
      if (field.factor !== undefined && fields[field.factor]?.type !== 'sunssf')
        issue('factor', 'a field of this model of type sunssf')
      if ((field.type === 'string') !== (field.size !== undefined)) issue('size', 'the registers of a text, only there')
    }
  })

/** A SunSpec model as data. */
export type SunSpecModel = z.infer<typeof modelSchema>
/** How a model takes an active power. */
export type SunSpecSetpoint = NonNullable<SunSpecModel['setpoint']>
/** One field of a SunSpec model. */
export type SunSpecField = SunSpecModel['fields'][string]

/** Registers a field occupies. */
export function fieldSize({ type, size }: Pick<SunSpecField, 'type' | 'size'>): number {
  return type === 'string' ? (size ?? 0) : fieldSizes[type]
}
