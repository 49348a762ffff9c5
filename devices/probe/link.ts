import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { ReadRegisters } from '../sunspec/discover.ts'
import type { ModbusAddress } from '../transports/modbus/address.ts'
import type { UnitLine } from '../transports/modbus/line.ts'
import { createLines } from '../transports/modbus/lines.ts'

/** Where a Modbus unit is reached. */
export interface ModbusTarget {
  address: ModbusAddress
  unit: number
}

/** One unit, connected when it is asked and again after it was lost. */
export interface ModbusLink {
  /** The connected unit; `isNew` tells that what was known of the last connection no longer holds. */
  line(): Promise<{ line: UnitLine; isNew: boolean }>
  /** Ends the connection; the next `line` opens another. */
  close(): void
}

/** A link that is not connected yet. */
export function createLink({ address, unit }: ModbusTarget, clock: Clock): ModbusLink {
  const lines = createLines()
  let current: UnitLine | undefined
  const drop = () => {
    current?.close()
    current = undefined
  }
  return {
    async line() {
      if (current) return { line: current, isNew: false }
      let lost: string | undefined
      const events = { answered: () => {}, unanswered: () => {}, lost: (reason: string) => ((lost = reason), drop()) }
      const { signal } = new AbortController()
      const line = await lines.attach({ address, folder: '.', clock, signal, settings: { unit, events } })
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
