import { PowerchainError } from '../../../domain/errors.ts'
import type { ReadRegisters } from '../../sunspec/discover.ts'
import type { UnitLine } from '../../transports/modbus/line.ts'
import type { Table } from '../../transports/modbus/requests.ts'

/** Reads of one unit, each sent once: definitions that share registers share the answer. */
export interface UnitReads {
  read(table: Table, start: number, length: number): Promise<Buffer>
}

/** Where SunSpec maps begin; asked first of every unit, whatever it is. */
const firstAsked = { kind: 'read', table: 'holding', start: 40_000, length: 2 } as const

/** The reads of a unit on a line. */
export function createReads(line: UnitLine): UnitReads {
  const known = new Map<string, Promise<Buffer>>()
  return {
    read(table, start, length) {
      const key = `${table} ${start} ${length}`
      const answer = known.get(key) ?? line.ask({ kind: 'read', table, start, length })
      known.set(key, answer)
      return answer
    },
  }
}

/** The holding registers among the reads of a unit. */
export function holdingOf({ read }: UnitReads): ReadRegisters {
  return (start, length) => read('holding', start, length)
}

/**
 * Whether somebody is there: an answer, or a refusal in the words of the protocol.
 * @throws what the line throws for a unit that is silent or does not speak Modbus
 */
export async function findUnit({ read }: UnitReads): Promise<void> {
  try {
    await read(firstAsked.table, firstAsked.start, firstAsked.length)
  } catch (error) {
    if (!isRefusal(error)) throw error
  }
}

/** Whether a device itself refused what was asked; a gateway that cannot reach it does not speak for it. */
export function isRefusal(error: unknown): boolean {
  return error instanceof PowerchainError && 'exception' in error.details && error.code !== 'Device.Unreachable'
}
