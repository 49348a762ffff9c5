import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { PowerchainError } from '../../../../domain/errors.ts'
import { ByteReader, ByteWriter } from './int-columns.ts'
import { readNumbers, scratch, writeNumbers } from './numbers.ts'
import type { Samples } from '../samples.ts'

/** Format of a chunk, its first byte; a reader refuses others. */
const format = 1
const level = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }

const writer = new ByteWriter()

/**
 * One point's samples of one window as bytes. `axis` are the instants all points of the window share: a point that has
 * all of them needs no times of its own.
 */
export function encodeChunk(samples: Samples, axis: Float64Array): Buffer {
  const { at, value, quality } = samples
  writer.reset()
  writer.count(at.length)
  writePlaces(at, axis)
  writeRuns(quality, value)
  writeNumbers(writer, value)
  return Buffer.concat([Buffer.of(format), zstdCompressSync(writer.written, level)])
}

/**
 * The samples of a chunk.
 * @throws PowerchainError `Store.Failed` for bytes that are not a chunk
 */
export function decodeChunk(bytes: Uint8Array, axis: Float64Array): Samples {
  try {
    if (bytes[0] !== format) throw new RangeError(`chunk format ${bytes[0]}`)
    const reader = new ByteReader(zstdDecompressSync(bytes.subarray(1)))
    const length = reader.count()
    const at = readPlaces(reader, length, axis)
    const { quality, isMissing } = readRuns(reader, length)
    const value = readNumbers(reader, length)
    if (isMissing.includes(1)) isMissing.forEach((missing, i) => missing && (value[i] = Number.NaN))
    return { at, quality, value }
  } catch (cause) {
    throw new PowerchainError('Store.Failed', 'Stored readings are damaged and cannot be read.', { cause })
  }
}

/** Instants as bytes, for the axis that all points of a window share. */
export function encodeAxis(axis: Float64Array): Buffer {
  writer.reset()
  writer.count(axis.length)
  writer.column(axis, axis.length)
  return zstdCompressSync(writer.written, level)
}

/** As {@link encodeAxis}. */
export function decodeAxis(bytes: Uint8Array): Float64Array {
  const reader = new ByteReader(zstdDecompressSync(bytes))
  return reader.column(reader.count())
}

const places = { all: 0, some: 1, own: 2 } as const

function writePlaces(at: Float64Array, axis: Float64Array): void {
  if (at.length === axis.length && at.every((instant, i) => instant === axis[i])) return writer.byte(places.all)
  const found = scratch(at.length)
  let from = 0
  for (let i = 0; i < at.length; i++) {
    while (from < axis.length && (axis[from] ?? 0) < (at[i] ?? 0)) from += 1
    if (axis[from] !== at[i]) return writeOwn(at)
    found[i] = from
  }
  writer.byte(places.some)
  writer.column(found, at.length)
}

/** Late samples have instants that no scan had. */
function writeOwn(at: Float64Array): void {
  writer.byte(places.own)
  writer.column(at, at.length)
}

function readPlaces(reader: ByteReader, length: number, axis: Float64Array): Float64Array {
  const kind = reader.byte()
  if (kind === places.all) return axis.subarray(0, length)
  const column = reader.column(length)
  return kind === places.own ? column : column.map((place) => axis[place] ?? Number.NaN)
}

/** Quality and absence change seldom: their runs, absence as the lowest bit. */
function writeRuns(quality: Uint8Array, value: Float64Array): void {
  const codeAt = (i: number) => 2 * (quality[i] ?? 0) + (Number.isNaN(value[i]) ? 1 : 0)
  for (let start = 0; start < quality.length;) {
    const code = codeAt(start)
    let end = start + 1
    while (end < quality.length && codeAt(end) === code) end += 1
    writer.byte(code)
    writer.count(end - start)
    start = end
  }
}

function readRuns(reader: ByteReader, length: number): { quality: Uint8Array; isMissing: Uint8Array } {
  const quality = new Uint8Array(length)
  const isMissing = new Uint8Array(length)
  for (let start = 0; start < length;) {
    const code = reader.byte()
    const end = start + reader.count()
    quality.fill(code >> 1, start, end)
    isMissing.fill(code & 1, start, end)
    start = end
  }
  return { quality, isMissing }
}
