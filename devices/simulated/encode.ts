import type { ModbusPoint, OpcUaPoint } from '../definition.ts'

type RegisterType = ModbusPoint['type']
type Scaling = Pick<ModbusPoint & OpcUaPoint, 'scale' | 'offset' | 'frame' | 'codes'>

/*
 * The device's side of a definition, written apart from the decoding of the field side on purpose: a fault that both
 * shared would never show.
 */

/** Registers of 16 bit that a type takes. */
export function wordsOf(type: RegisterType): number {
  return Number(/\d+$/.exec(type)?.[0] ?? 16) / 16
}

/** The number a device of this model would give for our value; `undefined` for a code it has no word for. */
export function rawOf(value: number, { scale, offset, frame, codes }: Scaling): number | undefined {
  if (codes) {
    const code = Object.entries(codes).find(([, ours]) => ours === Math.round(value))?.[0]
    return code === undefined ? undefined : Number(code)
  }
  const turned = frame === 'load' ? -value : value
  return (turned - offset) / scale
}

/** Our value of a number that was written to a device of this model. */
export function valueOf(raw: number, { scale, offset, frame }: Scaling): number {
  const value = raw * scale + offset
  return frame === 'load' ? 0 - value : value
}

/** The registers that hold a raw number. What an integer type can't hold is held at its end, as devices do. */
export function registersOf(raw: number, { type, order }: Pick<ModbusPoint, 'type' | 'order'>): number[] {
  const count = wordsOf(type)
  const view = new DataView(new ArrayBuffer(count * 2))
  if (type === 'float32') view.setFloat32(0, raw)
  else if (type === 'float64') view.setFloat64(0, raw)
  else setInteger(view, raw, count * 16, type.startsWith('u'))
  return arranged(
    Array.from({ length: count }, (_, i) => view.getUint16(i * 2)),
    order,
  )
}

/** The raw number that registers hold. */
export function rawIn(registers: readonly number[], { type, order }: Pick<ModbusPoint, 'type' | 'order'>): number {
  const words = arranged(registers, order)
  const view = new DataView(new ArrayBuffer(words.length * 2))
  words.forEach((word, i) => view.setUint16(i * 2, word))
  if (type === 'float32') return view.getFloat32(0)
  if (type === 'float64') return view.getFloat64(0)
  const bits = words.length * 16
  const unsigned = words.reduce((number, word) => (number << 16n) | BigInt(word), 0n)
  return Number(type.startsWith('u') ? unsigned : BigInt.asIntN(bits, unsigned))
}

function setInteger(view: DataView, raw: number, bits: number, isUnsigned: boolean): void {
  const [lowest, highest] = isUnsigned
    ? [0n, 2n ** BigInt(bits) - 1n]
    : [-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n]
  const rounded = Number.isNaN(raw) ? 0n : BigInt(Math.round(Math.min(Math.max(raw, -1e19), 1e19)))
  const held = rounded < lowest ? lowest : rounded > highest ? highest : rounded
  for (let i = 0; i < bits / 16; i++) view.setUint16(i * 2, Number((held >> BigInt(bits - 16 * (i + 1))) & 0xffffn))
}

/** Words turned between big-endian and a definition's order; the same turn leads both ways. */
function arranged(words: readonly number[], order: ModbusPoint['order']): number[] {
  const isWordSwapped = order === 'CDAB' || order === 'DCBA'
  const isByteSwapped = order === 'BADC' || order === 'DCBA'
  const turned = isByteSwapped ? words.map((word) => ((word & 0xff) << 8) | (word >> 8)) : [...words]
  return isWordSwapped ? turned.toReversed() : turned
}
