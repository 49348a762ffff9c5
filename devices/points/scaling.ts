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

/** A {@link Scaling} worked out once, for a value that is read again and again. */
export interface Conversion extends Ratio {
  offset: number
  /** -1 turns the frame of a load into ours. */
  sign: 1 | -1
  /** Plausible values, in our unit, before the frame is applied. */
  low: number
  high: number
}

/** A scale as a multiplication or, where it is one part in a whole number, as a division by that. */
interface Ratio {
  by: number
  isDivision: boolean
}

/** What there is to compute for each value of a scaling without codes. */
export function conversionOf({ scale, offset, frame, plausible }: Scaling): Conversion {
  const [low, high] = plausible ?? [-Infinity, Infinity]
  return { ...ratioOf(scale), offset, sign: frame === 'load' ? -1 : 1, low, high }
}

/** The device's number in our unit, still in its own frame: what `plausible` is about. Infinite when it overflows. */
export function inOurUnit(raw: number, conversion: Conversion): number {
  return scaled(raw, conversion) + conversion.offset
}

/** A value in our unit, in our frame (positive into the bus); never a negative zero. */
export function inOurFrame(value: number, { sign }: Conversion): number {
  return sign * value + 0
}

/** The device's number in our unit and our frame (positive into the bus). */
export function toOurs(raw: number, scaling: Scaling): Scaled {
  if (!Number.isFinite(raw)) return noValue
  const { codes } = scaling
  if (codes) {
    const code = codes[String(raw)]
    return code === undefined ? noValue : { value: code, quality: 'good' }
  }
  const conversion = conversionOf(scaling)
  const value = inOurUnit(raw, conversion)
  if (!Number.isFinite(value)) return noValue
  const isPlausible = value >= conversion.low && value <= conversion.high
  return { value: inOurFrame(value, conversion), quality: isPlausible ? 'good' : 'suspect' }
}

/** Our value in the device's unit and frame, not yet rounded. */
export function toTheirs(value: number, scaling: Scaling): number {
  return scaled(inOurFrame(value, conversionOf(scaling)) - scaling.offset, ratioOf(1 / scaling.scale))
}

/** Dividing by 10 keeps 123.4 as people write it; multiplying by 0.1 would give 123.40000000000001. */
function ratioOf(scale: number): Ratio {
  const inverse = Math.round(1 / scale)
  const isDivision = scale !== 1 && Math.abs(1 / scale - inverse) < 1e-9 * Math.abs(inverse)
  return { by: isDivision ? inverse : scale, isDivision }
}

function scaled(value: number, { by, isDivision }: Ratio): number {
  return isDivision ? value / by : value * by
}
