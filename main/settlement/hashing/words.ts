/** Words of 32 bytes one after another, as `abi.encode` lays out values of fixed size. */
export function words(...values: readonly (Uint8Array | bigint | number)[]): Uint8Array {
  const bytes = new Uint8Array(32 * values.length)
  for (const [i, value] of values.entries()) putWord(bytes, 32 * i, value)
  return bytes
}

/** Writes a word at an offset: 32 bytes as they are, a number big-endian. */
export function putWord(bytes: Uint8Array, offset: number, value: Uint8Array | bigint | number): void {
  if (value instanceof Uint8Array) bytes.set(value, offset)
  else putNumber(bytes, offset, 32, value)
}

/**
 * Writes an unsigned number big-endian into `length` bytes.
 * @throws RangeError when it does not fit
 */
export function putNumber(bytes: Uint8Array, offset: number, length: number, value: bigint | number): void {
  if (value < 0 || (typeof value === 'number' && !Number.isSafeInteger(value)))
    throw new RangeError(`${value} is no whole number from 0`)
  let left = value
  for (let i = offset + length - 1; i >= offset; i--) {
    if (typeof left === 'bigint') {
      bytes[i] = Number(left & 0xffn)
      left >>= 8n
    } else {
      bytes[i] = left % 256
      left = Math.floor(left / 256)
    }
  }
  if (left !== 0 && left !== 0n) throw new RangeError(`${value} does not fit into ${length} bytes`)
}

/** Bytes as 0x and hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`
}

/**
 * Bytes of `length` from 0x and hexadecimal digits.
 * @throws RangeError for anything else
 */
export function bytesOf(text: string, length = 32): Uint8Array {
  if (!/^0x[0-9a-fA-F]*$/.test(text) || text.length !== 2 + 2 * length)
    throw new RangeError(`0x and ${2 * length} hexadecimal digits were expected, not "${text.slice(0, 80)}"`)
  return Uint8Array.from(Buffer.from(text.slice(2), 'hex'))
}
