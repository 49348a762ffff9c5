import type { ModbusPoint } from '../../../devices/definition.ts'
import type { Scaled } from '../../../devices/points/scaling.ts'

const none: Scaled = { value: null, quality: 'bad' }

/** What a point is worth, spelled out from the words of a definition with text and big integers: slow, apart from the product. */
export function spell(point: ModbusPoint, block: Buffer, start: number): Scaled {
  const { type, register, absent, bits, codes, scaleFrom } = point
  const place = register - start
  if (place < 0) return none
  if (type === 'bit') {
    const byte = block[Math.floor(place / 8)]
    return byte === undefined ? none : judged(Math.floor(byte / 2 ** (place % 8)) % 2, point, point.scale)
  }
  const count = point.length ?? Math.max(1, Number(/\d+/.exec(type)?.[0]) / 16)
  if (place + count > words(block).length) return none
  const hex = inOrder(words(block).slice(place, place + count), point.order)
  if (type === 'string') {
    const text = Buffer.from(hex, 'hex').toString('latin1').replace(/\0.*/s, '').trim()
    const value = codes && Object.hasOwn(codes, text) ? codes[text] : undefined
    return value === undefined ? none : { value, quality: 'good' }
  }
  const raw = number(hex, type)
  if (absent !== undefined && (raw === absent || (!type.startsWith('float') && Number(BigInt(`0x${hex}`)) === absent)))
    return none
  if (!Number.isFinite(raw)) return none
  if (bits) {
    const set = bits.find(({ bit }) => (BigInt(`0x${hex}`) / 2n ** BigInt(bit)) % 2n === 1n)
    return judged(set?.value ?? 0, point, point.scale)
  }
  if (!scaleFrom) return judged(raw, point, point.scale)
  const word = scaleFrom.register < start ? undefined : words(block)[scaleFrom.register - start]
  const exponent = word === undefined ? Number.NaN : Number(BigInt.asIntN(16, BigInt(`0x${word}`)))
  if (!(Math.abs(exponent) <= 10)) return none
  return judged(raw, point, point.scale * (exponent < 0 ? 1 / 10 ** -exponent : 10 ** exponent))
}

/** Whole registers only, four hex digits each. */
function words(block: Buffer): string[] {
  return block.toString('hex').match(/.{4}/g) ?? []
}

function inOrder(lowToHigh: string[], order: ModbusPoint['order']): string {
  const isLowFirst = order === 'CDAB' || order === 'DCBA'
  const isSwapped = order === 'BADC' || order === 'DCBA'
  const turned = isLowFirst ? lowToHigh.toReversed() : lowToHigh
  return turned.map((word) => (isSwapped ? word.slice(2) + word.slice(0, 2) : word)).join('')
}

function number(hex: string, type: ModbusPoint['type']): number {
  if (type === 'float32') return Buffer.from(hex, 'hex').readFloatBE()
  if (type === 'float64') return Buffer.from(hex, 'hex').readDoubleBE()
  if (type.startsWith('bcd')) return /^\d+$/.test(hex) ? Number(hex) : Number.NaN
  const size = Number(/\d+/.exec(type)?.[0])
  const whole = BigInt(`0x${hex}`)
  return Number(type.startsWith('u') ? BigInt.asUintN(size, whole) : BigInt.asIntN(size, whole))
}

function judged(raw: number, { codes, offset, plausible, frame }: ModbusPoint, scale: number): Scaled {
  if (codes) {
    const value = Object.entries(codes).find(([code]) => Number(code) === raw)?.[1]
    return value === undefined ? none : { value, quality: 'good' }
  }
  const parts = Math.round(1 / scale)
  const value = (Math.abs(1 / scale - parts) < 1e-9 * Math.abs(parts) ? raw / parts : raw * scale) + offset
  if (!Number.isFinite(value)) return none
  const [low, high] = plausible ?? [-Infinity, Infinity]
  return {
    value: frame === 'load' ? 0 - value : value + 0,
    quality: value >= low && value <= high ? 'good' : 'suspect',
  }
}
