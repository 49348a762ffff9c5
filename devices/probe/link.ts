import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { ReadRegisters } from '../sunspec/discover.ts'
import type { ModbusAddress } from '../transports/modbus/address.ts'
import type { TlsFiles } from '../transports/modbus/connect.ts'
import type { UnitLine } from '../transports/modbus/line.ts'
import type { Lines } from '../transports/modbus/lines.ts'
import type { UnitSettings } from '../transports/modbus/unit.ts'

/** Where a Modbus unit is reached, and how it wants to be asked. */
export interface ModbusTarget {
  address: ModbusAddress
  settings: Omit<UnitSettings, 'events'>
  tls?: TlsFiles | undefined
  /** Folder that certificate files are relative to. */
  folder: string
  /** Connections that others behind the same address use too. */
  lines: Lines
}

/** One unit, connected when it is asked and again after it was lost. */
export interface ModbusLink {
  /** The connected unit; `isNew` tells that what was known of the last connection no longer holds. */
  line(): Promise<{ line: UnitLine; isNew: boolean }>
  /** Ends the connection, or the attempt; the next `line` opens another. */
  close(): void
}

/** A link that is not connected yet. */
export function createLink({ settings, lines, ...target }: ModbusTarget, clock: Clock): ModbusLink {
  let current: UnitLine | undefined
  let attempt = new AbortController()
  const drop = () => {
    current?.close()
    current = undefined
    attempt.abort()
  }
  return {
    async line() {
      if (current) return { line: current, isNew: false }
      attempt = new AbortController()
      const { signal } = attempt
      let lost: string | undefined
      const events = { answered: () => {}, unanswered: () => {}, lost: (reason: string) => ((lost = reason), drop()) }
      const line = await lines.attach({ ...target, clock, signal, settings: { ...settings, events } })
      if (lost !== undefined) throw new PowerchainError('Device.Unreachable', lost)
      current = line
      return { line, isNew: true }
    },
    close: drop,
  }
}

/** Reads holding registers of a connected unit. */
export function holdingReader(line: UnitLine): ReadRegisters {
  return (start, length) => line.ask({ kind: 'read', table: 'holding', start, length })
}
