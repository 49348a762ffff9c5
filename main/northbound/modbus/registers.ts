import { type Asset, assetKinds } from '../../../domain/asset.ts'
import { type PointName, pointNames } from '../../../domain/points.ts'
import type { Reading } from '../../../domain/reading.ts'
import { assetsPerUnit } from '../../../domain/site.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { slotOffset } from '../map.ts'
import type { Shown } from '../shown.ts'
import { layout, mapVersion } from '../slots.ts'

/** Codes of the quality registers; 4 = never delivered. */
const qualityCodes = { good: 0, stale: 1, suspect: 2, bad: 3, simulated: 5 } as const
const missingCode = 4
const oldest = 65_535

/** Registers of the header, from 0. Numbers of 32 bits have their high word first. */
export const header = {
  mark: { register: 0, type: 'ASCII', label: 'PWRC, the mark of this map' },
  version: { register: 2, type: 'uint16', label: 'Version of the map' },
  assets: { register: 3, type: 'uint16', label: 'Assets of the site' },
  assetsOfUnit: { register: 4, type: 'uint16', label: 'Assets behind this Modbus unit' },
  firstBlock: { register: 5, type: 'uint16', label: 'First register of the first asset' },
  stride: { register: 6, type: 'uint16', label: 'Registers of each asset' },
  registersPerSlot: { register: 7, type: 'uint16', label: 'Registers of each point: value, quality, age in seconds' },
  running: { register: 8, type: 'uint16', label: '1 while the control loop runs, otherwise 0' },
  watchdog: { register: 9, type: 'uint16', label: 'Counts cycles; stands still when the loop does' },
  cycle: { register: 10, type: 'uint32', label: 'Completed cycles since the engine started' },
  time: { register: 12, type: 'uint32', label: 'Time of the values, seconds since 1970 UTC' },
} as const

/** Registers of every unit, as bytes, from one picture: a request can't see two cycles. */
export function registersOf(shown: Shown, assets: readonly Asset[]): Buffer[] {
  const units = Math.ceil(assets.length / assetsPerUnit)
  return Array.from({ length: units }, (_, unit) => {
    const own = assets.slice(unit * assetsPerUnit, (unit + 1) * assetsPerUnit)
    const bytes = Buffer.alloc((own.length + 1) * layout.stride * 2)
    writeHeader(bytes, shown, { assets: assets.length, own: own.length })
    own.forEach((asset, n) => writeAsset(bytes.subarray((n + 1) * layout.stride * 2), shown, asset))
    return bytes
  })
}

function writeHeader(bytes: Buffer, shown: Shown, count: { assets: number; own: number }): void {
  const { stride, registersPerSlot } = layout
  const put = ({ register, type }: (typeof header)[keyof typeof header], value: number) =>
    type === 'uint32'
      ? bytes.writeUInt32BE(value >>> 0, register * 2)
      : bytes.writeUInt16BE(value & 0xffff, register * 2)
  bytes.write('PWRC', header.mark.register * 2, 'latin1')
  put(header.version, mapVersion)
  put(header.assets, count.assets)
  put(header.assetsOfUnit, count.own)
  put(header.firstBlock, stride)
  put(header.stride, stride)
  put(header.registersPerSlot, registersPerSlot)
  put(header.running, Number(shown.isRunning))
  put(header.watchdog, shown.cycle)
  put(header.cycle, shown.cycle)
  put(header.time, Math.floor(shown.at / 1_000))
}

function writeAsset(block: Buffer, shown: Shown, { id, kind }: Asset): void {
  for (let slot = 0; slot < layout.slots; slot++) block.set(emptySlot, slot * emptySlot.length)
  for (const point of pointNames) writePoint(block, point, shown.reading(id, point), shown.at)
  block.writeUInt16BE(assetKinds.indexOf(kind) + 1, layout.kindOffset * 2)
  block.write(id.slice(0, layout.idRegisters * 2), layout.idOffset * 2, 'latin1')
}

function writePoint(block: Buffer, point: PointName, reading: Reading, at: EpochMs): void {
  if (isMissing(reading)) return
  const byte = slotOffset(point) * 2
  if (reading.value !== null) block.writeFloatBE(reading.value, byte)
  block.writeUInt16BE(qualityCodes[reading.quality], byte + 4)
  block.writeUInt16BE(ageSeconds(reading, at), byte + 6)
}

function isMissing({ value, at }: Reading): boolean {
  return value === null && at === 0
}

function ageSeconds(reading: Reading, at: EpochMs): number {
  return reading.at === 0 ? oldest : Math.min(oldest, Math.max(0, Math.floor((at - reading.at) / 1_000)))
}

/** The slot of a value that was never delivered: not a number. */
const emptySlot = Buffer.alloc(layout.registersPerSlot * 2)
emptySlot.writeUInt32BE(0x7fc0_0000, 0)
emptySlot.writeUInt16BE(missingCode, 4)
emptySlot.writeUInt16BE(oldest, 6)
