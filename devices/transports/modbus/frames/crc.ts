// MODBUS over Serial Line 1.02, section 6.2.2: CRC-16, polynomial 0xA001 reflected, start 0xFFFF, low byte first
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  return crc
})

/** Check sum of `bytes` from `start` to before `end`; appended low byte first, it makes the sum of the whole 0. */
export function crc16(bytes: Buffer, start = 0, end = bytes.length): number {
  let crc = 0xffff
  for (let i = start; i < end; i++) crc = (crc >> 8) ^ (table[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0)
  return crc
}
