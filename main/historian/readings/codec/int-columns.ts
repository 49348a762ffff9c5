/*
 * Whole numbers as bytes: differences between neighbours, their bytes sorted by weight so that the many zeros of small
 * differences stand together, as few bytes each as the largest one needs. What is left over zstd takes out later.
 */

/** A column that may be written: whole numbers within +-2^53. */
export type WholeNumbers = Float64Array

/** Grows as it is written; one for many columns. */
export class ByteWriter {
  #bytes = Buffer.allocUnsafe(4_096)
  #at = 0

  /** What was written so far; valid until the next write. */
  get written(): Buffer {
    return this.#bytes.subarray(0, this.#at)
  }

  /** Begins anew in the same memory. */
  reset(): void {
    this.#at = 0
  }

  /** One byte, 0 to 255. */
  byte(value: number): void {
    this.#room(1)
    this.#bytes[this.#at++] = value
  }

  /** A whole number of 0 to 2^53, seven bits a byte, the lowest first. */
  count(value: number): void {
    this.#room(8)
    let rest = value
    while (rest > 127) {
      this.#bytes[this.#at++] = (rest % 128) + 128
      rest = Math.floor(rest / 128)
    }
    this.#bytes[this.#at++] = rest
  }

  /** A whole number of either sign. */
  whole(value: number): void {
    this.count(zigzag(value))
  }

  /** Bytes as they are. */
  bytes(bytes: Uint8Array): void {
    this.#room(bytes.length)
    this.#bytes.set(bytes, this.#at)
    this.#at += bytes.length
  }

  /** A column of `length` whole numbers. */
  column(values: WholeNumbers, length: number): void {
    if (length === 0) return
    this.whole(values[0] ?? 0)
    let largest = 0
    for (let i = 1; i < length; i++) {
      const size = zigzag((values[i] ?? 0) - (values[i - 1] ?? 0))
      if (size > largest) largest = size
    }
    const width = widthOf(largest)
    this.byte(width)
    this.#planes(values, length, width)
  }

  #planes(values: WholeNumbers, length: number, width: number): void {
    const count = length - 1
    this.#room(width * count)
    const start = this.#at
    const bytes = this.#bytes
    for (let i = 0; i < count; i++) {
      let rest = zigzag((values[i + 1] ?? 0) - (values[i] ?? 0))
      for (let plane = 0; plane < width; plane++) {
        bytes[start + plane * count + i] = rest % 256
        rest = Math.floor(rest / 256)
      }
    }
    this.#at = start + width * count
  }

  #room(more: number): void {
    if (this.#at + more <= this.#bytes.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#at + more))
    this.#bytes.copy(larger, 0, 0, this.#at)
    this.#bytes = larger
  }
}

/** Reads back what a {@link ByteWriter} wrote. @throws RangeError where the bytes end too soon */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** As {@link ByteWriter.byte}. */
  byte(): number {
    const value = this.#bytes[this.#at++]
    if (value === undefined) throw new RangeError('stored bytes end too soon')
    return value
  }

  /** As {@link ByteWriter.count}. */
  count(): number {
    let value = 0
    let weight = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & 127) * weight
      if (byte < 128) return value
      weight *= 128
    }
  }

  /** As {@link ByteWriter.whole}. */
  whole(): number {
    return unzigzag(this.count())
  }

  /** The next bytes as they are. */
  bytes(length: number): Uint8Array {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new RangeError('stored bytes end too soon')
    const bytes = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return bytes
  }

  /** As {@link ByteWriter.column}. */
  column(length: number): WholeNumbers {
    const values = new Float64Array(length)
    if (length === 0) return values
    let value = this.whole()
    values[0] = value
    const width = this.byte()
    const count = length - 1
    const planes = this.bytes(width * count)
    for (let i = 0; i < count; i++) {
      let size = planes[i] ?? 0
      for (let plane = 1, weight = 256; plane < width; plane++, weight *= 256)
        size += (planes[plane * count + i] ?? 0) * weight
      // as unzigzag, written out: this is where a long query spends its time
      value += size & 1 ? -(size + 1) / 2 : size / 2
      values[i + 1] = value
    }
    return values
  }
}

/** Small numbers of either sign as small numbers: 0, -1, 1, -2, ... become 0, 1, 2, 3, ... */
function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value
}

function unzigzag(size: number): number {
  return size % 2 === 1 ? -(size + 1) / 2 : size / 2
}

function widthOf(largest: number): number {
  let width = 0
  for (let limit = 1; largest >= limit; limit *= 256) width += 1
  return width
}
