import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { PowerchainError } from '../../../../domain/errors.ts'
import { qualities } from '../../../../domain/reading.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { ByteReader, ByteWriter } from './int-columns.ts'
import { decimalsIn, readNumbers, writeNumbers } from './numbers.ts'
import type { RollUps } from '../roll-up.ts'

/** First byte: how the rest is kept. A reader refuses others. */
const formats = { plain: 1, zstd: 2 } as const
/** Few steps are smaller, and much quicker, without a frame around them. */
const fewSteps = 16
const level = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }
/** A mean is kept with two decimals more than the values it is made of. */
const meanDecimals = 2
const writer = new ByteWriter()

/** Roll-ups as bytes; where they begin and how long a step is stands beside them. */
export function encodeRollUps({ count, min, max, mean, qualityMs }: RollUps): Buffer {
  writer.reset()
  writer.count(count.length)
  writer.column(count.map(Math.round), count.length)
  writeMissing(mean)
  writeNumbers(writer, min)
  writeNumbers(writer, max)
  const factor = 10 ** (Math.max(decimalsIn(min) ?? 9, decimalsIn(max) ?? 9) + meanDecimals)
  writeNumbers(
    writer,
    mean.map((value) => Math.round(value * factor) / factor),
  )
  for (const column of qualityMs) writer.column(column.map(Math.round), column.length)
  if (count.length <= fewSteps) return Buffer.concat([Buffer.of(formats.plain), writer.written])
  return Buffer.concat([Buffer.of(formats.zstd), zstdCompressSync(writer.written, level)])
}

/** As {@link encodeRollUps}. @throws PowerchainError `Store.Failed` for bytes that are no roll-ups */
export function decodeRollUps(bytes: Uint8Array, from: EpochMs, stepMs: Ms): RollUps {
  try {
    const reader = new ByteReader(plain(bytes))
    const length = reader.count()
    const count = reader.column(length)
    const isMissing = readMissing(reader, length)
    const [min, max, mean] = [numbers(reader, isMissing), numbers(reader, isMissing), numbers(reader, isMissing)]
    return { from, stepMs, count, min, max, mean, qualityMs: qualities.map(() => reader.column(length)) }
  } catch (cause) {
    throw new PowerchainError('Store.Failed', 'Stored roll-ups are damaged and cannot be read.', { cause })
  }
}

function plain(bytes: Uint8Array): Uint8Array {
  if (bytes[0] === formats.plain) return bytes.subarray(1)
  if (bytes[0] === formats.zstd) return zstdDecompressSync(bytes.subarray(1))
  throw new RangeError(`roll-up format ${bytes[0]}`)
}

/** Steps with and without a value, in turns, as the lengths of their runs; those with one first. */
function writeMissing(values: Float64Array): void {
  for (let start = 0, isMissing = false; start < values.length; isMissing = !isMissing) {
    let end = start
    while (end < values.length && Number.isNaN(values[end]) === isMissing) end += 1
    writer.count(end - start)
    start = end
  }
}

function readMissing(reader: ByteReader, length: number): Uint8Array {
  const isMissing = new Uint8Array(length)
  for (let start = 0, flag = 0; start < length; flag = 1 - flag) {
    const end = start + reader.count()
    isMissing.fill(flag, start, end)
    start = end
  }
  return isMissing
}

function numbers(reader: ByteReader, isMissing: Uint8Array): Float64Array {
  const values = readNumbers(reader, isMissing.length)
  isMissing.forEach((missing, i) => missing && (values[i] = Number.NaN))
  return values
}
