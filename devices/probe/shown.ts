import type { ModbusPoint, OpcUaPoint } from '../definition.ts'
import type { BlockData } from '../points/decode.ts'
import { addressOf, type Place } from '../points/place.ts'
import { wordsIn } from '../points/words.ts'

/** Where a value lies and how it is read, for people who hold it against the maker's document. */
export interface Shown {
  /** `holding 0 (40001)`: the address on the wire, and as manuals print it. */
  place: string
  /** `int32 CDAB x 0.001, load frame`. */
  reading: string
}

/** Place and reading of a Modbus point. */
export function shownPoint(point: ModbusPoint): Shown {
  const { type, order, length, scaleFrom, codes, bits } = point
  const words = wordsIn(point)
  const parts = [
    length === undefined ? type : `${type}[${length}]`,
    words > 1 || order !== 'ABCD' ? order : '',
    scaled(point),
    scaleFrom ? `x 10^(${scaleFrom.table} ${scaleFrom.register})` : '',
    codes ? 'by codes' : '',
    bits ? 'by bits' : '',
  ]
  return { place: placeText(point), reading: framed(parts, point) }
}

/** Place and reading of an OPC UA point. */
export function shownNode(point: OpcUaPoint): Shown {
  const parts = [scaled(point), point.codes ? 'by codes' : '']
  return { place: point.node, reading: framed(parts, point) || 'as it comes' }
}

/** Registers of a point in hexadecimal, its scale factor's behind them; a bit as 0 or 1; empty for what was not read. */
export function rawText(point: ModbusPoint, { bytes, start }: BlockData): string {
  if (point.type === 'bit') {
    const at = point.register - start
    const byte = at < 0 ? undefined : bytes[at >> 3]
    return byte === undefined ? '' : String((byte >> (at & 7)) & 1)
  }
  const own = hexOf(bytes, (point.register - start) * 2, wordsIn(point))
  const { scaleFrom } = point
  return scaleFrom ? `${own}, scale ${hexOf(bytes, (scaleFrom.register - start) * 2, 1)}` : own
}

/** Registers in hexadecimal: `0x0BB8 0x0001`. */
export function hexOf(bytes: Buffer, at: number, words: number): string {
  const own = at < 0 ? Buffer.alloc(0) : bytes.subarray(at, at + words * 2)
  const texts = own.toString('hex').toUpperCase().match(/.{4}/g) ?? []
  return texts.map((word) => `0x${word}`).join(' ')
}

/** A place on the wire and as manuals print it. */
export function placeText({ table, register }: Place): string {
  return `${table} ${register} (${String(addressOf({ table, register })).padStart(5, '0')})`
}

function scaled({ scale, offset }: { scale: number; offset: number }): string {
  const added = offset === 0 ? '' : `${offset < 0 ? '-' : '+'} ${Math.abs(offset)}`
  return [scale === 1 ? '' : `x ${scale}`, added].filter(Boolean).join(' ')
}

function framed(parts: readonly string[], { frame }: { frame?: 'generator' | 'load' | undefined }): string {
  const text = parts.filter(Boolean).join(' ')
  return [text, frame === undefined ? '' : `${frame} frame`].filter(Boolean).join(', ')
}
