import type { ModbusPoint, OpcUaPoint } from '../definition.ts'
import type { Quality } from '../../domain/reading.ts'

/** What a definition says about a value, whatever the protocol. */
export type Scaling = Pick<ModbusPoint & OpcUaPoint, 'scale' | 'offset' | 'frame' | 'plausible' | 'codes'>

/** A value in our unit and frame, and how far to trust it. */
export interface Scaled {
  value: number | null
  quality: Extract<Quality, 'good' | 'suspect' | 'bad'>
}

/** What a device gives for "no value", NaN, infinity or an unknown code. */
export const noValue: Scaled = Object.freeze({ value: null, quality: 'bad' })

/** The device's number in our unit and our frame (positive into the bus). */
export function toOurs(raw: number, scaling: Scaling): Scaled {
  if (!Number.isFinite(raw)) return noValue
  const { codes, plausible } = scaling
  if (codes) {
    const code = codes[String(raw)]
    return code === undefined ? noValue : { value: code, quality: 'good' }
  }
  const value = scaled(raw, scaling.scale) + scaling.offset
  if (!Number.isFinite(value)) return noValue
  const isPlausible = !plausible || (value >= plausible[0] && value <= plausible[1])
  return { value: framed(value, scaling), quality: isPlausible ? 'good' : 'suspect' }
}

/** Our value in the device's unit and frame, not yet rounded. */
export function toTheirs(value: number, scaling: Scaling): number {
  return scaled(framed(value, scaling) - scaling.offset, 1 / scaling.scale)
}

/** Dividing by 10 keeps 123.4 as people write it; multiplying by 0.1 would give 123.40000000000001. */
function scaled(value: number, scale: number): number {
  const inverse = Math.round(1 / scale)
  return Math.abs(1 / scale - inverse) < 1e-9 * Math.abs(inverse) ? value / inverse : value * scale
}

/** The sign in the other frame; never a negative zero. */
function framed(value: number, { frame }: Scaling): number {
  return frame === 'load' ? 0 - value : value + 0
}
