import { PowerchainError } from '../../domain/errors.ts'
import type { ModbusPoint } from '../definition.ts'
import { turnBytes, writeNumber } from './registers.ts'
import { type Scaling, toTheirs } from './scaling.ts'

/**
 * The registers that carry a value of ours, in the order of the wire.
 * @throws PowerchainError `Device.Illegal` when the value does not fit the registers
 */
export function encodePoint(point: ModbusPoint, value: number): Buffer {
  const theirs = toTheirs(value, point)
  const raw = point.type.startsWith('float') ? theirs : Math.round(theirs) + 0
  try {
    if (Number.isFinite(raw)) return turnBytes(writeNumber(raw, point.type), point.order)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  throw new PowerchainError('Device.Illegal', `${value} does not fit register ${point.register} (${point.type})`)
}

/** Largest honest difference between a value written and its read-back: one raw unit of the coarser of the two. */
export function readBackTolerance(written: Scaling, readBack: Scaling, value: number): number {
  // float32 keeps 24 bits
  return Math.max(Math.abs(written.scale), Math.abs(readBack.scale), Math.abs(value) * 2 ** -23)
}
