import type { ModbusPoint } from '../definition.ts'
import { PointDecoder, type Verdict } from './point-decoder.ts'
import type { Scaled } from './scaling.ts'

/** A value, and in plain words why it is not good. */
export interface Explained extends Scaled {
  reason?: string
}

/** Data of a block as it was read: registers, or bits packed eight to a byte, from `start` on. */
export interface BlockData {
  bytes: Buffer
  start: number
}

/** The value of a point in our unit and frame, from the registers of a block that begins at `blockStart`. */
export function decodePoint(point: ModbusPoint, block: Buffer, blockStart: number): Scaled {
  return new PointDecoder(point, blockStart).read(block)
}

/** As {@link decodePoint}, with the reason for a value that is not good. For people: a poll has its {@link PointDecoder}. */
export function explainPoint(point: ModbusPoint, { bytes, start }: BlockData): Explained {
  const decoder = new PointDecoder(point, start)
  const scaled = decoder.read(bytes)
  const { verdict, unknownCode } = decoder
  return verdict === 'good' ? scaled : { ...scaled, reason: reasonOf(verdict, point, unknownCode) }
}

function reasonOf(verdict: Exclude<Verdict, 'good'>, { type }: ModbusPoint, code: number | string): string {
  if (verdict === 'unknownCode') return type === 'string' ? `unknown text "${code}"` : `unknown code ${code}`
  if (verdict === 'notRead') return `not among the ${type === 'bit' ? 'bits' : 'registers'} that were read`
  return reasons[verdict]
}

const reasons = {
  suspect: 'outside the plausible range',
  absent: 'not provided by the device',
  notANumber: 'not a number',
  scaleUnknown: 'scale unknown',
}
