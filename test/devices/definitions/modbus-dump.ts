import type { ModbusDefinition } from '../../../devices/definition.ts'
import { planBlocks } from '../../../devices/points/blocks.ts'
import { explainPoint } from '../../../devices/points/decode.ts'

/** Registers of one table: hex by address. */
export type Dump = Record<number, string>

/** What a definition makes of a dump: value, or the reason why there is none. Registers not in the dump read 0. */
export function readDump(definition: ModbusDefinition, dump: Dump): Record<string, number | string | null> {
  const registers = new Uint16Array(0x1_0000)
  for (const [at, hex] of Object.entries(dump))
    for (let i = 0; i < hex.length / 4; i++)
      registers[Number(at) + i] = Number.parseInt(hex.slice(4 * i, 4 * i + 4), 16)
  const entries = planBlocks(definition).flatMap((block) => {
    const bytes = Buffer.alloc(block.length * 2)
    for (let i = 0; i < block.length; i++) bytes.writeUInt16BE(registers[block.start + i] ?? 0, 2 * i)
    return block.points.map(({ name, point }) => {
      const { value, reason } = explainPoint(point, { bytes, start: block.start })
      return [name, reason ?? value] as const
    })
  })
  return Object.fromEntries(entries)
}

/** A 32-bit float in registers, high register first. */
export function float32(value: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeFloatBE(value)
  return bytes.toString('hex')
}

/** A 64-bit float in registers, high register first. */
export function float64(value: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes.toString('hex')
}

/** An integer of two registers, high register first; `low` puts the low one first. */
export function int32(value: number, first: 'high' | 'low' = 'high'): string {
  const hex = (value >>> 0).toString(16).padStart(8, '0')
  return first === 'high' ? hex : hex.slice(4) + hex.slice(0, 4)
}

/** An unsigned integer of four registers. */
export function uint64(value: number): string {
  return value.toString(16).padStart(16, '0')
}

/** An integer of one register. */
export function int16(value: number): string {
  return (value & 0xffff).toString(16).padStart(4, '0')
}
