import { createRequire } from 'node:module'
import type { Duplex } from 'node:stream'
import type { SerialSettings } from './address.ts'

/** The part of the `serialport` package in use here. */
type SerialPortModule = { SerialPort: new (options: SerialSettings & { path: string; dataBits: 8 }) => Duplex }

/** Rates above have a fixed gap: MODBUS over Serial Line 1.02, section 2.5.1.1. */
const fixedGapAbove = 19_200
const fixedGapMs = 1.75

/** Opens a serial port for ourselves alone; its stream says `open` or `error`. Loaded on first use: it is native. */
export function openSerial({ path, baudRate, parity, stopBits }: SerialSettings & { path: string }): Duplex {
  const { SerialPort } = createRequire(import.meta.url)('serialport') as SerialPortModule
  return new SerialPort({ path, baudRate, parity, stopBits, dataBits: 8 })
}

/** Quiet time between messages: three and a half characters of eleven bits. */
export function frameGapMs(baudRate: number): number {
  return baudRate > fixedGapAbove ? fixedGapMs : (3.5 * 11 * 1_000) / baudRate
}
