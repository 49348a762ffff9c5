import { PowerchainError } from '../../../../domain/errors.ts'
import type { Scan } from '../open-window.ts'

/*
 * A scan in the journal: instant (float64), what is left out (uint32), count (uint32), values (float64 each), numbers of
 * the points (uint32 each), qualities (a byte each). In the order of the machine: the journal never leaves it.
 */
const headBytes = 16
/** The points are those of the scan before. */
const samePoints = 1
/** Every quality is the first of `qualities`, good. */
const allGood = 2

/** A scan as bytes, without the points when they are those of the scan `before`. */
export function encodeScan({ at, point, value, quality }: Scan, before: Scan | undefined): Uint8Array {
  const count = point.length
  const isSame = before !== undefined && isEqual(before.point, point)
  const isGood = quality.every((code) => code === 0)
  const bytes = new Uint8Array(headBytes + 8 * count + (isSame ? 0 : 4 * count) + (isGood ? 0 : count))
  new Float64Array(bytes.buffer, 0, 1)[0] = at
  new Uint32Array(bytes.buffer, 8, 2).set([(isSame ? samePoints : 0) | (isGood ? allGood : 0), count])
  new Float64Array(bytes.buffer, headBytes, count).set(value)
  const rest = headBytes + 8 * count
  if (!isSame) new Uint32Array(bytes.buffer, rest, count).set(point)
  if (!isGood) bytes.set(quality, bytes.length - count)
  return bytes
}

/** As {@link encodeScan}. @throws PowerchainError `Store.Damaged` when the scan before is needed and not there */
export function decodeScan(body: Uint8Array, before: Scan | undefined): Scan {
  const bytes = Uint8Array.from(body)
  const [left = 0, count = 0] = new Uint32Array(bytes.buffer, 8, 2)
  const rest = headBytes + 8 * count
  const point = left & samePoints ? before?.point : new Uint32Array(bytes.buffer, rest, count)
  if (point?.length !== count) throw new PowerchainError('Store.Damaged', 'The journal of the readings is damaged.')
  return {
    at: new Float64Array(bytes.buffer, 0, 1)[0] ?? 0,
    value: new Float64Array(bytes.buffer, headBytes, count),
    point,
    quality: left & allGood ? new Uint8Array(count) : bytes.subarray(bytes.length - count),
  }
}

function isEqual(a: Uint32Array, b: Uint32Array): boolean {
  return a === b || (a.length === b.length && a.every((number, i) => number === b[i]))
}
