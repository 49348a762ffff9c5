import type { TrainedModel } from './trained-model.ts'

/** Kinds of columns a model holds, by the letter they are kept under. */
const kinds = { f: Float64Array, b: Uint8Array, s: Uint16Array } as const
type Kind = keyof typeof kinds

interface Kept {
  $column: Kind
  base64: string
}

/** A model as JSON text: its columns of numbers bit for bit, as base64. */
export function modelToText(model: TrainedModel): string {
  return JSON.stringify(model, (_, value: unknown) => {
    const kind = (Object.keys(kinds) as Kind[]).find((letter) => value instanceof kinds[letter])
    if (!kind || !ArrayBuffer.isView(value)) return value
    return { $column: kind, base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') }
  })
}

/** The model of a text that `modelToText` made. */
export function modelFromText(text: string): TrainedModel {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('$column' in value)) return value
    const { $column, base64 } = value as Kept
    const bytes = Uint8Array.from(Buffer.from(base64, 'base64'))
    return new kinds[$column](bytes.buffer)
  }) as TrainedModel
}
