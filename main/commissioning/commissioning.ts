import { PowerchainError } from '../../domain/errors.ts'
import type { Person } from '../../domain/access.ts'
import type { z } from 'zod'
import type { authorityInput, Commissioned, pulseInput, PulseStep } from '../../domain/rpc/commissioning.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'

/** Getting devices from "it answers" to "it may be steered", and who steers them then. */
export interface Commissioning {
  list(): Commissioned[]
  examine(person: Person, deviceId: string): Promise<Commissioned>
  pulse(person: Person, input: z.infer<typeof pulseInput>, signal: AbortSignal): AsyncGenerator<PulseStep, void, void>
  accept(person: Person, deviceId: string, note: string): Commissioned
  withdraw(person: Person, deviceId: string, reason: string): Commissioned
  report(format: 'pdf' | 'csv' | 'xlsx'): Promise<MadeFile>
  setAuthority(person: Person, input: z.infer<typeof authorityInput>): void
}

/** Commissioning of a site. */
export function createCommissioning(): Commissioning {
  const open = (): never => {
    throw new PowerchainError('Engine.Stopped', 'not there yet')
  }
  return { list: open, examine: open, pulse: open, accept: open, withdraw: open, report: open, setAuthority: open }
}
