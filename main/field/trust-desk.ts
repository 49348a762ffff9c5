import { PowerchainError } from '../../domain/errors.ts'
import type { Person } from '../../domain/access.ts'
import type { Certificates } from '../../domain/rpc/trust.ts'

/** Certificates of OPC UA links, and who trusts them. */
export interface TrustDesk {
  list(): Certificates
  accept(person: Person, thumbprint: string, reason: string): void
  withdraw(person: Person, thumbprint: string, reason: string): void
}

/** The desk of a site. */
export function createTrustDesk(): TrustDesk {
  const open = (): never => {
    throw new PowerchainError('Engine.Stopped', 'not there yet')
  }
  return { list: open, accept: open, withdraw: open }
}
