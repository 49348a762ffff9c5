import { PowerchainError } from '../../../domain/errors.ts'
import type { ModbusAddress } from './address.ts'
import { connectStream, type ConnectOptions } from './connect.ts'
import { ModbusLine, type UnitLine } from './line.ts'
import { createRtuFraming } from './frames/rtu-frames.ts'
import { frameGapMs } from './serial.ts'
import { createTcpFraming } from './frames/tcp-frames.ts'
import type { UnitSettings } from './unit.ts'

/** The connections in use, so that devices behind one address share one and take turns on it. */
export interface Lines {
  /**
   * Puts a unit on the line to its address; connects when there is none yet.
   * @throws PowerchainError `Device.Unreachable` with the reason in plain words
   */
  attach(options: ConnectOptions & { settings: UnitSettings }): Promise<UnitLine>
}

interface Shared {
  line: Promise<ModbusLine>
  stop: AbortController
  waiting: number
}

/** No lines yet. */
export function createLines(): Lines {
  const shared = new Map<string, Shared>()

  function connect(key: string, options: ConnectOptions): Shared {
    const stop = new AbortController()
    const forget = () => {
      if (shared.get(key) === entry) shared.delete(key)
    }
    const line = connectStream({ ...options, signal: stop.signal }).then(
      (stream) => {
        const line = new ModbusLine({
          stream,
          framing: framingOf(options.address),
          clock: options.clock,
          onEnd: forget,
        })
        if (entry.waiting === 0) line.close()
        return line
      },
      (error: unknown) => {
        forget()
        throw error
      },
    )
    const entry = { line, stop, waiting: 0 }
    shared.set(key, entry)
    return entry
  }

  return {
    async attach(options) {
      const { address, settings, signal } = options
      const key = keyOf(address)
      const entry = shared.get(key) ?? connect(key, options)
      const line = await wanted(entry, signal)
      const gapMs = settings.gapMs ?? (address.scheme === 'modbus-rtu' ? frameGapMs(address.baudRate) : 0)
      return line.attach({ ...settings, gapMs })
    },
  }
}

/** The line once it is there; whoever no longer wants it leaves at once, and the last one ends the attempt. */
async function wanted(entry: Shared, signal: AbortSignal): Promise<ModbusLine> {
  const left = Promise.withResolvers<never>()
  const leave = () => left.reject(new PowerchainError('Device.Unreachable', 'the connection is no longer wanted'))
  signal.addEventListener('abort', leave)
  entry.waiting += 1
  try {
    return await Promise.race([entry.line, left.promise])
  } finally {
    signal.removeEventListener('abort', leave)
    if (signal.aborted) entry.waiting -= 1
    if (entry.waiting === 0) entry.stop.abort()
  }
}

function keyOf(address: ModbusAddress): string {
  return address.scheme === 'modbus-rtu' ? address.path : `${address.host}:${address.port}`
}

function framingOf({ scheme }: ModbusAddress) {
  return scheme === 'modbus-tcp' || scheme === 'modbus-tls' ? createTcpFraming() : createRtuFraming()
}
