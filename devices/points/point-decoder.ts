import type { ModbusPoint } from '../definition.ts'
import { readNumber, turnBytes } from './registers.ts'
import { type Conversion, conversionOf, inOurFrame, inOurUnit, type Scaled } from './scaling.ts'
import { textOf } from './text.ts'
import { wordsIn } from './words.ts'

/** What became of a point: a value to trust, one to doubt, or why there is none. */
export type Verdict = 'good' | 'suspect' | 'notRead' | 'absent' | 'notANumber' | 'scaleUnknown' | 'unknownCode'

// SunSpec Information Model 1.2: a scale factor of 0x8000 is not implemented; others are -10 to 10
const unknownScale = -32_768
const largestExponent = 10
/** The integer as which all bits of a value can be read, by its bytes. */
const wholes = { 2: 'uint16', 4: 'uint32', 8: 'uint64' } as const

/**
 * Reads one point out of its block again and again. Whatever the definition decides (where the bytes lie, how they are
 * turned, scaled and judged) is worked out once, so that a value costs its bytes and a few comparisons, and no garbage:
 * many thousands are read each second.
 */
export class PointDecoder {
  readonly #point: ModbusPoint
  /** First byte in the block, the one after the last, and that of the scale factor; a bit's own number for a bit. */
  readonly #at: number
  readonly #end: number
  readonly #scaleAt: number | undefined
  /** Where the bytes are put into big-endian order when the device has another; most numbers are read as they lie. */
  readonly #turned: Buffer | undefined
  readonly #codes: ReadonlyMap<number | string, number> | undefined
  #conversion: Conversion
  /** The power of ten in {@link #conversion} that came from the scale register. */
  #factor = 1
  #verdict: Verdict = 'notRead'
  #unknown: number | string = ''

  /** Of a point in blocks that begin at register (or bit) `blockStart`. */
  constructor(point: ModbusPoint, blockStart: number) {
    const { register, type, order, codes, scaleFrom } = point
    const place = register - blockStart
    const bytes = wordsIn(point) * 2
    this.#point = point
    this.#at = type === 'bit' ? place : place * 2
    this.#end = type === 'bit' ? (place >> 3) + 1 : this.#at + bytes
    this.#scaleAt = scaleFrom && (scaleFrom.register - blockStart) * 2
    this.#turned = order === 'ABCD' ? undefined : Buffer.alloc(bytes)
    this.#codes = codes && codesOf(codes, type)
    this.#conversion = conversionOf(point)
  }

  /** The value in our unit and frame, NaN for none; {@link verdict} then tells why. */
  decode(block: Buffer): number {
    const { type, absent, bits } = this.#point
    if (this.#at < 0 || this.#end > block.length) return this.#none('notRead')
    if (type === 'bit') return this.#judge(((block[this.#at >> 3] ?? 0) >> (this.#at & 7)) & 1)
    const bytes = this.#turned ? this.#turn(this.#turned, block) : block
    const at = this.#turned ? 0 : this.#at
    if (type === 'string') return this.#coded(textOf(bytes.subarray(at, at + this.#end - this.#at)))
    const raw = readNumber(bytes, type, at)
    if (absent !== undefined && (raw === absent || this.#whole(bytes, at) === absent)) return this.#none('absent')
    if (!Number.isFinite(raw)) return this.#none('notANumber')
    if (bits) return this.#judge(firstBit(bits, bytes, at, at + this.#end - this.#at))
    return this.#scaleAt === undefined || this.#rescale(block, this.#scaleAt)
      ? this.#judge(raw)
      : this.#none('scaleUnknown')
  }

  /** The value in our unit and frame, and how far to trust it. */
  read(block: Buffer): Scaled {
    const value = this.decode(block)
    return { value: Number.isNaN(value) ? null : value, quality: this.quality }
  }

  /** What became of the value that was decoded last. */
  get verdict(): Verdict {
    return this.#verdict
  }

  /** The code or text that the definition does not name, when that was the last verdict. */
  get unknownCode(): number | string {
    return this.#unknown
  }

  /** How far to trust the value that was decoded last. */
  get quality(): Scaled['quality'] {
    return this.#verdict === 'good' || this.#verdict === 'suspect' ? this.#verdict : 'bad'
  }

  #judge(raw: number): number {
    if (this.#codes) return this.#coded(raw)
    const conversion = this.#conversion
    const value = inOurUnit(raw, conversion)
    if (!Number.isFinite(value)) return this.#none('notANumber')
    this.#verdict = value >= conversion.low && value <= conversion.high ? 'good' : 'suspect'
    return inOurFrame(value, conversion)
  }

  #coded(code: number | string): number {
    const value = this.#codes?.get(code)
    if (value === undefined) {
      this.#unknown = code
      return this.#none('unknownCode')
    }
    this.#verdict = 'good'
    return value
  }

  #none(verdict: Verdict): number {
    this.#verdict = verdict
    return Number.NaN
  }

  #turn(turned: Buffer, block: Buffer): Buffer {
    block.copy(turned, 0, this.#at, this.#end)
    return turnBytes(turned, this.#point.order)
  }

  /** Makers print "not provided" as the bare bits (0x8000) as often as the number (-32768): both count. */
  #whole(bytes: Buffer, at: number): number {
    const { type } = this.#point
    const size = this.#end - this.#at
    return type.startsWith('float') || !isWhole(size) ? Number.NaN : readNumber(bytes, wholes[size], at)
  }

  /** Takes the power of ten that came with the value; `false` when the device gives none. */
  #rescale(block: Buffer, at: number): boolean {
    const factor = at < 0 || at + 2 > block.length ? undefined : scaleFactor(block, at)
    if (factor === undefined) return false
    if (factor === this.#factor) return true
    this.#factor = factor
    this.#conversion = conversionOf({ ...this.#point, scale: this.#point.scale * factor })
    return true
  }
}

/** The power of ten that the register at byte `at` holds; `undefined` when the device does not give one. */
export function scaleFactor(registers: Buffer, at = 0): number | undefined {
  const exponent = registers.readInt16BE(at)
  if (exponent === unknownScale || Math.abs(exponent) > largestExponent) return undefined
  return exponent < 0 ? 1 / 10 ** -exponent : 10 ** exponent
}

function codesOf(codes: Record<string, number>, type: ModbusPoint['type']): ReadonlyMap<number | string, number> {
  return new Map(Object.entries(codes).map(([code, ours]) => [type === 'string' ? code : Number(code), ours]))
}

function isWhole(size: number): size is keyof typeof wholes {
  return size in wholes
}

/** The number of the weightiest bit that is set in the big-endian bytes from `start` to before `end`; 0 for none. */
function firstBit(bits: NonNullable<ModbusPoint['bits']>, bytes: Buffer, start: number, end: number): number {
  for (const { bit, value } of bits) {
    const at = end - 1 - (bit >> 3)
    if (at >= start && (((bytes[at] ?? 0) >> (bit & 7)) & 1) === 1) return value
  }
  return 0
}
