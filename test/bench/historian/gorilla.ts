/*
 * Size of Gorilla's encoding (Pelkonen et al., VLDB 2015, sections 4.1.1 and 4.1.2): delta of delta for instants in
 * seconds, XOR with leading and meaningful bits for values. Bits are counted, not written.
 */

const word = new DataView(new ArrayBuffer(8))

function bitsOf(value: number): bigint {
  word.setFloat64(0, value)
  return word.getBigUint64(0)
}

function leadingZeros(bits: bigint): number {
  return bits === 0n ? 64 : 64 - bits.toString(2).length
}

function trailingZeros(bits: bigint): number {
  let zeros = 0
  for (let rest = bits; (rest & 1n) === 0n && zeros < 64; rest >>= 1n) zeros += 1
  return zeros
}

/** Bits of one series of a block: `instantsS` in seconds and `values` of equal length. */
export function gorillaBits(instantsS: readonly number[], values: readonly number[]): number {
  return instantBits(instantsS) + valueBits(values)
}

function instantBits(instants: readonly number[]): number {
  let bits = 64 + 14
  for (let i = 2; i < instants.length; i++) {
    const [before, last, now] = [instants[i - 2] ?? 0, instants[i - 1] ?? 0, instants[i] ?? 0]
    const change = now - last - (last - before)
    if (change === 0) bits += 1
    else if (change >= -63 && change <= 64) bits += 2 + 7
    else if (change >= -255 && change <= 256) bits += 3 + 9
    else if (change >= -2_047 && change <= 2_048) bits += 4 + 12
    else bits += 4 + 32
  }
  return bits
}

function valueBits(values: readonly number[]): number {
  let bits = 64
  let lead = Infinity
  let trail = Infinity
  let last = bitsOf(values[0] ?? 0)
  for (const value of values.slice(1)) {
    const now = bitsOf(value)
    const changed = now ^ last
    last = now
    if (changed === 0n) {
      bits += 1
      continue
    }
    const [leading, trailing] = [Math.min(31, leadingZeros(changed)), trailingZeros(changed)]
    if (leading >= lead && trailing >= trail) bits += 2 + (64 - lead - trail)
    else {
      bits += 2 + 5 + 6 + (64 - leading - trailing)
      lead = leading
      trail = trailing
    }
  }
  return bits
}
