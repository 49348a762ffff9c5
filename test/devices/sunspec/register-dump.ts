import type { ReadRegisters } from '../../../devices/sunspec/discover.ts'
import { PowerchainError } from '../../../domain/errors.ts'

/** Registers of a device as a dump: hex per start address, anything else is refused with exception 2. */
export class RegisterDump {
  readonly registers = new Map<number, number>()
  readonly reads: [start: number, length: number][] = []

  /** Puts registers given in hex, blanks allowed, and returns the address after them. */
  put(start: number, hex: string): number {
    const bytes = Buffer.from(hex.replaceAll(/\s/g, ''), 'hex')
    for (let at = 0; at < bytes.length; at += 2) this.registers.set(start + at / 2, bytes.readUInt16BE(at))
    return start + bytes.length / 2
  }

  readonly read: ReadRegisters = (start, length) => {
    this.reads.push([start, length])
    const bytes = Buffer.alloc(length * 2)
    for (let i = 0; i < length; i++) {
      const register = this.registers.get(start + i)
      if (register === undefined || length > 125)
        return Promise.reject(new PowerchainError('Device.Illegal', 'no such register', { details: { exception: 2 } }))
      bytes.writeUInt16BE(register, 2 * i)
    }
    return Promise.resolve(bytes)
  }
}

const hex16 = (value: number) => (value & 0xffff).toString(16).padStart(4, '0')

/** A text in registers, filled with zeros. */
export function textHex(value: string, size: number): string {
  return Buffer.from(value.padEnd(size * 2, '\0'), 'latin1').toString('hex')
}

/** A model in hex: header, then `fields` put at their offsets (from the ID register), the rest not implemented. */
export function modelHex(options: {
  id: number
  length: number
  fields: Record<number, string>
  /** What the header says, where it differs. */
  says?: number
}): string {
  const { id, length, fields, says = length } = options
  const registers = Array.from({ length: length + 2 }, () => 'ffff')
  registers[0] = hex16(id)
  registers[1] = hex16(says)
  for (const [at, hex] of Object.entries(fields))
    for (let i = 0; i < hex.length / 4; i++) registers[Number(at) + i] = hex.slice(4 * i, 4 * i + 4)
  return registers.join('')
}

/** The common model of length 66. */
export function commonHex(maker: string, model: string, serial: string, length = 66): string {
  return modelHex({
    id: 1,
    length,
    fields: {
      2: textHex(maker, 16),
      18: textHex(model, 16),
      34: textHex('', 8),
      42: textHex('1.0', 8),
      50: textHex(serial, 16),
    },
  })
}

/** `SunS`, the marker of a map. */
export const markerHex = '53756e53'
/** The end of a list of models. */
export const endHex = 'ffff0000'
