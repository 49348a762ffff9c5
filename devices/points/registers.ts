import type { ModbusPoint } from '../definition.ts'
import { wordsIn } from './words.ts'

type RegisterType = ModbusPoint['type']
type Order = ModbusPoint['order']

/**
 * Turns bytes between their order on the wire and big-endian, in place; the same turn leads both ways. CDAB and DCBA
 * have the lowest register first, BADC and DCBA the low byte first in each register.
 */
export function turnBytes(bytes: Buffer, order: Order): Buffer {
  if (order === 'CDAB' || order === 'DCBA') bytes.swap16().reverse()
  if (order === 'BADC' || order === 'DCBA') bytes.swap16()
  return bytes
}

/**
 * The number that big-endian bytes hold from `at` on; NaN for a decimal-coded one with digits beyond 9. 64-bit integers beyond
 * 2^53 lose their lowest digits. An 8-bit integer is the low byte of its register.
 */
export function readNumber(bytes: Buffer, type: Exclude<RegisterType, 'string'>, at = 0): number {
  switch (type) {
    case 'int8':
      return bytes.readInt8(at + 1)
    case 'uint8':
      return bytes.readUInt8(at + 1)
    case 'int16':
      return bytes.readInt16BE(at)
    case 'uint16':
    case 'bit':
      return bytes.readUInt16BE(at)
    case 'int32':
      return bytes.readInt32BE(at)
    case 'uint32':
      return bytes.readUInt32BE(at)
    case 'int64':
      return Number(bytes.readBigInt64BE(at))
    case 'uint64':
      return Number(bytes.readBigUInt64BE(at))
    case 'float32':
      return bytes.readFloatBE(at)
    case 'float64':
      return bytes.readDoubleBE(at)
    case 'bcd16':
      return decimal(bytes.toString('hex', at, at + 2))
    case 'bcd32':
      return decimal(bytes.toString('hex', at, at + 4))
  }
}

function decimal(digits: string): number {
  return /^\d+$/.test(digits) ? Number(digits) : Number.NaN
}

/** Big-endian bytes of a number. @throws RangeError when it does not fit the type */
export function writeNumber(value: number, type: RegisterType): Buffer {
  const bytes = Buffer.alloc(wordsIn({ type }) * 2)
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
    case 'int8':
      bytes.writeInt8(value, 1)
      break
    case 'uint8':
      bytes.writeUInt8(value, 1)
      break
    case 'bcd16':
    case 'bcd32':
      if (value < 0 || value >= 10 ** (bytes.length * 2)) throw new RangeError(`beyond ${type}`)
      bytes.write(String(value).padStart(bytes.length * 2, '0'), 'hex')
      break
    case 'string':
    case 'bit':
      throw new RangeError(`a ${type} is not written as a number`)
    default:
      if (type.startsWith('u')) bytes.writeUIntBE(value, 0, bytes.length)
      else bytes.writeIntBE(value, 0, bytes.length)
  }
  return bytes
}
