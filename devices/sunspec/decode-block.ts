import { PowerchainError } from '../../domain/errors.ts'
import type { Quality } from '../../domain/reading.ts'
import { toOurs } from '../points/scaling.ts'
import { powerOfTen, rawNumber, text } from './decode-field.ts'
import { fieldSize } from './model.ts'
import type { PlannedField, SunSpecBlock } from './plan.ts'

/** A value with the reason when it is not good. */
export interface Explained {
  value: number | string | null
  quality: Extract<Quality, 'good' | 'suspect' | 'bad'>
  reason?: string
}

/**
 * The values of a block from its registers.
 * @throws PowerchainError `Device.BadAnswer` when another model stands there than the one discovery found, with
 * `details.model`
 */
export function decodeBlock(block: SunSpecBlock, registers: Buffer): [string, Explained][] {
  const { model, from, fields } = block
  if (from === 0 && registers.readUInt16BE() !== model.id)
    throw new PowerchainError('Device.BadAnswer', `model ${model.id} is no longer at register ${model.start}`, {
      details: { model: model.id },
    })
  const bytesAt = (at: number, size: number) => registers.subarray((at - from) * 2, (at - from + size) * 2)
  return fields.map((planned) => [planned.name, explained(planned, bytesAt)])
}

function explained(planned: PlannedField, bytesAt: (at: number, size: number) => Buffer): Explained {
  const { field, factorAt, scaling } = planned
  const bytes = bytesAt(field.at, fieldSize(field))
  if (field.type === 'string') {
    const value = text(bytes)
    return value === '' ? bad('not provided') : { value, quality: 'good' }
  }
  const raw = rawNumber(field.type, bytes)
  if (raw === undefined) return bad('not provided')
  const exponent = factorAt === undefined ? 0 : factorOf(bytesAt(factorAt, 1))
  if (exponent === undefined) return bad(`scale unknown: no usable ${field.factor}`)
  const ours = toOurs(raw, { ...scaling, scale: scaling.scale * 10 ** exponent })
  if (ours.quality === 'bad') return bad(scaling.codes ? `code ${raw} is not known` : 'not a number')
  if (ours.quality === 'good') return ours
  return { ...ours, reason: `implausible: outside ${scaling.plausible?.join(' to ')}` }
}

/** A power of ten beyond the end of the model was not read. */
function factorOf(bytes: Buffer): number | undefined {
  return bytes.length < 2 ? undefined : powerOfTen(bytes)
}

function bad(reason: string): Explained {
  return { value: null, quality: 'bad', reason }
}
