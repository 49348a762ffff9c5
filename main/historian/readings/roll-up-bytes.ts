import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { PowerchainError } from '../../../domain/errors.ts'
import { qualities } from '../../../domain/reading.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { ByteReader, ByteWriter } from './int-columns.ts'
import { decimalsIn, readNumbers, writeNumbers } from './numbers.ts'
import type { RollUps } from './roll-up.ts'

const format = 1
const level = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }
/** A mean is kept with two decimals more than the values it is made of. */
const meanDecimals = 2
const writer = new ByteWriter()

/** Roll-ups as bytes; where they begin and how long a step is stands beside them. */
export function encodeRollUps({ count, min, max, mean, qualityMs }: RollUps): Buffer {
  writer.reset()
  writer.count(count.length)
  writer.column(count.map(Math.round), count.length)
  writer.bytes(Uint8Array.from(mean, (value) => (Number.isNaN(value) ? 1 : 0)))
  writeNumbers(writer, min)
  writeNumbers(writer, max)
  const factor = 10 ** (Math.max(decimalsIn(min) ?? 9, decimalsIn(max) ?? 9) + meanDecimals)
  writeNumbers(
    writer,
    mean.map((value) => Math.round(value * factor) / factor),
  )
  for (const column of qualityMs) writer.column(column.map(Math.round), column.length)
  return Buffer.concat([Buffer.of(format), zstdCompressSync(writer.written, level)])
}

/** As {@link encodeRollUps}. @throws PowerchainError `Store.Failed` for bytes that are no roll-ups */
export function decodeRollUps(bytes: Uint8Array, from: EpochMs, stepMs: Ms): RollUps {
  try {
    if (bytes[0] !== format) throw new RangeError(`roll-up format ${bytes[0]}`)
    const reader = new ByteReader(zstdDecompressSync(bytes.subarray(1)))
    const length = reader.count()
    const count = reader.column(length)
    const isMissing = reader.bytes(length)
    const [min, max, mean] = [numbers(reader, isMissing), numbers(reader, isMissing), numbers(reader, isMissing)]
    return { from, stepMs, count, min, max, mean, qualityMs: qualities.map(() => reader.column(length)) }
  } catch (cause) {
    throw new PowerchainError('Store.Failed', 'Stored roll-ups are damaged and cannot be read.', { cause })
  }
}

function numbers(reader: ByteReader, isMissing: Uint8Array): Float64Array {
  const values = readNumbers(reader, isMissing.length)
  isMissing.forEach((missing, i) => missing && (values[i] = Number.NaN))
  return values
}
