import type { ByteReader, ByteWriter } from './int-columns.ts'

/** Numbers with up to so many decimals are kept as whole numbers; others as they are, eight bytes each. */
const mostDecimals = 9
const asTheyAre = 255
/** How far from a whole number a scaled value may lie: rounding of the device's own arithmetic, not information. */
const slack = 1e-6
const largestWhole = 2 ** 52

let whole = new Float64Array(1_024)

/** Writes numbers in the fewest decimals that lose nothing; NaN repeats the one before it and is told apart elsewhere. */
export function writeNumbers(writer: ByteWriter, values: Float64Array): void {
  const decimals = decimalsOf(values)
  writer.byte(decimals)
  if (decimals === asTheyAre) return writer.bytes(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  const factor = 10 ** decimals
  const scaled = scratch(values.length)
  let last = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    last = Number.isNaN(value) ? last : Math.round(value * factor)
    scaled[i] = last
  }
  writer.column(scaled, values.length)
}

/** Reads what {@link writeNumbers} wrote. */
export function readNumbers(reader: ByteReader, length: number): Float64Array {
  const decimals = reader.byte()
  if (decimals === asTheyAre) return new Float64Array(Uint8Array.from(reader.bytes(8 * length)).buffer)
  const values = reader.column(length)
  const factor = 10 ** decimals
  for (let i = 0; i < length; i++) values[i] = (values[i] ?? 0) / factor
  return values
}

/** Fewest decimals that lose nothing of any number; undefined when nine are not enough. */
export function decimalsIn(values: Float64Array): number | undefined {
  const decimals = decimalsOf(values)
  return decimals === asTheyAre ? undefined : decimals
}

/** Room for `length` numbers, valid until the next call. */
export function scratch(length: number): Float64Array {
  if (whole.length < length) whole = new Float64Array(2 * length)
  return whole
}

function decimalsOf(values: Float64Array): number {
  for (let decimals = 0; decimals <= mostDecimals; decimals++) if (fits(values, 10 ** decimals)) return decimals
  return asTheyAre
}

function fits(values: Float64Array, factor: number): boolean {
  for (const value of values) {
    const scaled = value * factor
    // neither holds for NaN: what is missing fits
    if (Math.abs(scaled - Math.round(scaled)) > slack || Math.abs(scaled) > largestWhole) return false
  }
  return true
}
