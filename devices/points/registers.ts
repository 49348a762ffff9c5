import type { ModbusPoint } from '../definition.ts'

type RegisterType = ModbusPoint['type']
type Order = ModbusPoint['order']

/** Registers (16 bit each) a type occupies. */
export const registerCount: Record<RegisterType, number> = {
  int16: 1,
  uint16: 1,
  int32: 2,
  uint32: 2,
  float32: 2,
  int64: 4,
  uint64: 4,
  float64: 4,
}

/**
 * Turns bytes between their order on the wire and big-endian, in place; the same turn leads both ways. CDAB and DCBA
 * have the lowest register first, BADC and DCBA the low byte first in each register.
 */
export function turnBytes(bytes: Buffer, order: Order): Buffer {
  if (order === 'CDAB' || order === 'DCBA') bytes.swap16().reverse()
  if (order === 'BADC' || order === 'DCBA') bytes.swap16()
  return bytes
}

/** The number that big-endian bytes hold. 64-bit integers beyond 2^53 lose their lowest digits. */
export function readNumber(bytes: Buffer, type: RegisterType): number {
  switch (type) {
    case 'int16':
      return bytes.readInt16BE()
    case 'uint16':
      return bytes.readUInt16BE()
    case 'int32':
      return bytes.readInt32BE()
    case 'uint32':
      return bytes.readUInt32BE()
    case 'int64':
      return Number(bytes.readBigInt64BE())
    case 'uint64':
      return Number(bytes.readBigUInt64BE())
    case 'float32':
      return bytes.readFloatBE()
    case 'float64':
      return bytes.readDoubleBE()
  }
}

/** Big-endian bytes of a number. @throws RangeError when it does not fit the type */
export function writeNumber(value: number, type: RegisterType): Buffer {
  const bytes = Buffer.alloc(registerCount[type] * 2)
  switch (type) {
    case 'float32':
      if (!Number.isFinite(Math.fround(value))) throw new RangeError('beyond float32')
      bytes.writeFloatBE(value)
      break
    case 'float64':
      bytes.writeDoubleBE(value)
      break
    case 'int64':
      bytes.writeBigInt64BE(BigInt(value))
      break
    case 'uint64':
      bytes.writeBigUInt64BE(BigInt(value))
      break
    default:
      if (type.startsWith('u')) bytes.writeUIntBE(value, 0, bytes.length)
      else bytes.writeIntBE(value, 0, bytes.length)
  }
  return bytes
}
