import type { ModbusPoint } from '../definition.ts'
import { readNumber, registerCount, turnBytes } from './registers.ts'
import { noValue, type Scaled, toOurs } from './scaling.ts'

/** The value of a point in our unit and frame, from the registers of a block that begins at `blockStart`. */
export function decodePoint(point: ModbusPoint, block: Buffer, blockStart: number): Scaled {
  const start = (point.register - blockStart) * 2
  const length = registerCount[point.type] * 2
  if (start < 0 || start + length > block.length) return noValue
  const bytes = turnBytes(Buffer.from(block.subarray(start, start + length)), point.order)
  const raw = readNumber(bytes, point.type)
  return isAbsent(raw, point, bytes) ? noValue : toOurs(raw, point)
}

/** Makers print "not provided" as the bare bits (0x8000) as often as the number (-32768): both count. */
function isAbsent(raw: number, { absent, type }: ModbusPoint, bytes: Buffer): boolean {
  if (absent === undefined) return false
  if (raw === absent) return true
  return !type.startsWith('float') && Number(BigInt(`0x${bytes.toString('hex')}`)) === absent
}
