import type { MadeFile } from '../../domain/rpc/files.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Offered } from '../../domain/rpc/northbound.ts'

/** Our own values for other systems, read only. */
export interface Northbound {
  describe(): Offered
  exportMap(format: 'csv' | 'xlsx'): Promise<MadeFile>
  start(): Promise<void>
  stop(): Promise<void>
}

/** The servers of a site; off unless its file asks for them. */
export function createNorthbound(): Northbound {
  const open = (): never => {
    throw new PowerchainError('Engine.Stopped', 'not there yet')
  }
  return { describe: open, exportMap: open, start: () => Promise.resolve(), stop: () => Promise.resolve() }
}
