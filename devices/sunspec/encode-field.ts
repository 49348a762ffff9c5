import { PowerchainError } from '../../domain/errors.ts'
import type { SunSpecField } from './model.ts'

/**
 * The registers of a whole number.
 * @throws PowerchainError `Device.Illegal` when it does not fit, or would say "not implemented"
 */
export function encodeField(name: string, { type }: Pick<SunSpecField, 'type'>, raw: number): Buffer {
  const range = ranges[type]
  if (!range) throw new PowerchainError('Device.Illegal', `${name} (${type}) is not written`)
  const [registers, low, high] = range
  if (!Number.isInteger(raw) || raw < low || raw > high)
    throw new PowerchainError('Device.Illegal', `${raw} does not fit ${name}, which takes ${low} to ${high}`)
  const bytes = Buffer.alloc(2 * registers)
  // the lowest bits of a negative number are those of its complement
  bytes.writeUIntBE(raw < 0 ? raw + 2 ** (16 * registers) : raw, 0, 2 * registers)
  return bytes
}

/** Registers, and the values that are left when those for "not implemented" are taken away. */
const ranges: Partial<Record<SunSpecField['type'], [registers: number, low: number, high: number]>> = {
  int16: [1, -0x7fff, 0x7fff],
  uint16: [1, 0, 0xfffe],
  enum16: [1, 0, 0xfffe],
  bitfield16: [1, 0, 0x7fff],
  int32: [2, -0x7fff_ffff, 0x7fff_ffff],
  uint32: [2, 0, 0xffff_fffe],
}
