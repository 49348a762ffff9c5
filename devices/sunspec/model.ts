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

/** A SunSpec model as data: where its fields stand and what they mean to us. Checked when loaded. */
export const modelSchema = z
  .strictObject({
    /** Models of this layout. */
    ids: z.array(z.number().int().min(1).max(65_534)).min(1),
    label: z.string().min(1),
    /** Lengths the standard gives, without ID and length itself; absent = it varies with what repeats. */
    lengths: z.array(z.number().int().min(1)).optional(),
    fields: z.record(z.string().regex(/^[A-Za-z][A-Za-z0-9_]*$/), fieldSchema),
  })
  .superRefine(({ fields }, context) => {
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
/** One field of a SunSpec model. */
export type SunSpecField = SunSpecModel['fields'][string]

/** Registers a field occupies. */
export function fieldSize({ type, size }: Pick<SunSpecField, 'type' | 'size'>): number {
  return type === 'string' ? (size ?? 0) : fieldSizes[type]
}
