import type { ModbusPoint } from '../definition.ts'
import { readNumber, turnBytes } from './registers.ts'
import { noValue, type Scaled, toOurs } from './scaling.ts'
import { textOf } from './text.ts'
import { wordsIn } from './words.ts'

/** A value, and in plain words why it is not good. */
export interface Explained extends Scaled {
  reason?: string
}

/** Data of a block as it was read: registers, or bits packed eight to a byte, from `start` on. */
export interface BlockData {
  bytes: Buffer
  start: number
}

// SunSpec Information Model 1.2: a scale factor of 0x8000 is not implemented; others are -10 to 10
const unknownScale = -32_768
const largestExponent = 10

/** The value of a point in our unit and frame, from the registers of a block that begins at `blockStart`. */
export function decodePoint(point: ModbusPoint, block: Buffer, blockStart: number): Scaled {
  const { value, quality } = explainPoint(point, { bytes: block, start: blockStart })
  return { value, quality }
}

/** As {@link decodePoint}, with the reason for a value that is not good. */
export function explainPoint(point: ModbusPoint, block: BlockData): Explained {
  const { type, order } = point
  if (type === 'bit') return explainBit(point, block)
  const at = (point.register - block.start) * 2
  const end = at + wordsIn(point) * 2
  if (at < 0 || end > block.bytes.length) return none('not among the registers that were read')
  if (type === 'string') return explainText(point, turned(block.bytes, at, end, order))
  // most numbers lie as they are read: no copy for them, thousands are decoded each second
  const raw =
    order === 'ABCD' ? readNumber(block.bytes, type, at) : readNumber(turned(block.bytes, at, end, order), type)
  if (point.absent !== undefined && isAbsent(raw, point.absent, type, turned(block.bytes, at, end, order)))
    return none('not provided by the device')
  if (!Number.isFinite(raw)) return none('not a number')
  if (point.bits) return judged(raw, toOurs(firstBit(point.bits, turned(block.bytes, at, end, order)), point))
  const factor = scaleOf(point, block)
  if (factor === undefined) return none('scale unknown')
  return judged(raw, toOurs(raw, factor === 1 ? point : { ...point, scale: point.scale * factor }))
}

/** The power of ten that a scale register holds; `undefined` when the device does not give one. */
export function scaleFactor(register: Buffer): number | undefined {
  const exponent = register.readInt16BE()
  if (exponent === unknownScale || Math.abs(exponent) > largestExponent) return undefined
  return exponent < 0 ? 1 / 10 ** -exponent : 10 ** exponent
}

function scaleOf({ scaleFrom }: ModbusPoint, { bytes, start }: BlockData): number | undefined {
  if (!scaleFrom) return 1
  const at = (scaleFrom.register - start) * 2
  return at < 0 || at + 2 > bytes.length ? undefined : scaleFactor(bytes.subarray(at, at + 2))
}

/** A copy of some bytes in big-endian order. */
function turned(bytes: Buffer, start: number, end: number, order: ModbusPoint['order']): Buffer {
  return turnBytes(Buffer.from(bytes.subarray(start, end)), order)
}

function explainBit(point: ModbusPoint, { bytes, start }: BlockData): Explained {
  const at = point.register - start
  const byte = at < 0 ? undefined : bytes[at >> 3]
  if (byte === undefined) return none('not among the bits that were read')
  const raw = (byte >> (at & 7)) & 1
  return judged(raw, toOurs(raw, point))
}

function explainText(point: ModbusPoint, bytes: Buffer): Explained {
  const text = textOf(bytes)
  const value = point.codes?.[text]
  return value === undefined ? none(`unknown text "${text}"`) : { value, quality: 'good' }
}

function firstBit(bits: NonNullable<ModbusPoint['bits']>, bytes: Buffer): number {
  const value = BigInt(`0x${bytes.toString('hex')}`)
  return bits.find(({ bit }) => ((value >> BigInt(bit)) & 1n) === 1n)?.value ?? 0
}

/** Makers print "not provided" as the bare bits (0x8000) as often as the number (-32768): both count. */
function isAbsent(raw: number, absent: number, type: ModbusPoint['type'], bytes: Buffer): boolean {
  if (raw === absent) return true
  return !type.startsWith('float') && Number(BigInt(`0x${bytes.toString('hex')}`)) === absent
}

function judged(raw: number, ours: Scaled): Explained {
  if (ours.quality === 'good') return ours
  return { ...ours, reason: ours.quality === 'suspect' ? 'outside the plausible range' : `unknown code ${raw}` }
}

function none(reason: string): Explained {
  return { ...noValue, reason }
}
