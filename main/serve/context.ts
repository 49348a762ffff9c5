import type { Person } from '../../domain/access.ts'

/** What a handler knows of the caller. */
export interface CallContext {
  person: Person
  /** Live streams this connection has open. */
  connection: { streams: number }
}
