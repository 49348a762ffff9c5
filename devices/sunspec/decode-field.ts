import type { SunSpecField } from './model.ts'

/** A raw value, or `undefined` where the device says that it does not provide it. */
type Raw = number | undefined

const none = { int16: 0x8000, sunssf: 0x8000, uint16: 0xffff, enum16: 0xffff } as const

/**
 * The number in a field's bytes; `undefined` for the values by which SunSpec says "not implemented" (SunSpec Device
 * Information Model Specification 1.1, section 6.4). 64-bit numbers beyond 2^53 lose their lowest digits.
 */
export function rawNumber(type: Exclude<SunSpecField['type'], 'string'>, bytes: Buffer): Raw {
  switch (type) {
    case 'int16':
    case 'sunssf':
      return bytes.readUInt16BE() === none[type] ? undefined : bytes.readInt16BE()
    case 'uint16':
    case 'enum16':
      return bytes.readUInt16BE() === none[type] ? undefined : bytes.readUInt16BE()
    case 'bitfield16':
      return bytes.readInt16BE() < 0 ? undefined : bytes.readUInt16BE()
    case 'int32':
      return bytes.readUInt32BE() === 0x8000_0000 ? undefined : bytes.readInt32BE()
    case 'uint32':
      return bytes.readUInt32BE() === 0xffff_ffff ? undefined : bytes.readUInt32BE()
    case 'bitfield32':
      return bytes.readInt32BE() < 0 ? undefined : bytes.readUInt32BE()
    case 'acc32':
      return bytes.readUInt32BE() || undefined
    case 'float32':
      return Number.isFinite(bytes.readFloatBE()) ? bytes.readFloatBE() : undefined
    case 'uint64':
      return bytes.readBigInt64BE() === -1n ? undefined : Number(bytes.readBigUInt64BE())
    case 'acc64':
      return Number(bytes.readBigUInt64BE()) || undefined
  }
}

/** The text in a field's bytes, without what pads it; empty where the device provides none. */
export function text(bytes: Buffer): string {
  return bytes.toString('utf8').split('\0', 1)[0]?.trim() ?? ''
}

/** The power of ten in a scale factor; `undefined` when the device gives none or one that SunSpec does not allow. */
export function powerOfTen(bytes: Buffer): Raw {
  const exponent = rawNumber('sunssf', bytes)
  return exponent === undefined || Math.abs(exponent) > 10 ? undefined : exponent
}
