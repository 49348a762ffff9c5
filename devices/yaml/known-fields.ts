import { z } from 'zod'
import type { FieldPath } from './field-path.ts'

/** Names of the fields a schema allows at a path, given what the file says there; empty where anything may stand. */
export function knownFields(schema: z.ZodType, path: FieldPath, raw: unknown): string[] {
  const here = path.reduce<{ schema: z.ZodType | undefined; raw: unknown }>(
    (at, part) => ({ schema: at.schema && inside(at.schema, part, at.raw), raw: child(at.raw, part) }),
    { schema, raw },
  )
  const last = here.schema && chosen(here.schema, here.raw)
  if (last instanceof z.ZodObject) return Object.keys(last.shape)
  return last instanceof z.ZodRecord && last.keyType instanceof z.ZodEnum ? last.keyType.options.map(String) : []
}

function inside(schema: z.ZodType, part: string | number, raw: unknown): z.ZodType | undefined {
  const here = chosen(schema, raw)
  if (here instanceof z.ZodObject) return here.shape[part] as z.ZodType | undefined
  if (here instanceof z.ZodArray) return here.element as z.ZodType
  return here instanceof z.ZodRecord ? (here.valueType as z.ZodType) : undefined
}

/** The schema behind optional, default and transform, and of several shapes the one whose literal fields the file names. */
function chosen(schema: z.ZodType, raw: unknown): z.ZodType {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault)
    return chosen(schema.unwrap() as z.ZodType, raw)
  if (schema instanceof z.ZodPipe) return chosen(schema.in as z.ZodType, raw)
  if (!(schema instanceof z.ZodUnion)) return schema
  const options = schema.options as z.ZodType[]
  const fits = (option: z.ZodType) =>
    option instanceof z.ZodObject &&
    Object.entries(option.shape).every(
      ([key, field]) => !(field instanceof z.ZodLiteral) || field.values.has(child(raw, key) as string),
    ) &&
    (schema instanceof z.ZodDiscriminatedUnion ||
      Object.keys(option.shape).some((key) => child(raw, key) !== undefined))
  return options.find(fits) ?? schema
}

function child(raw: unknown, part: string | number): unknown {
  return typeof raw === 'object' && raw !== null && Object.hasOwn(raw, part)
    ? (raw as Record<string, unknown>)[part]
    : undefined
}
