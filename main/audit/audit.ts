/** One act worth keeping for ever: a command, a setpoint change, an acknowledgement, a change of mode. */
export interface AuditEntry {
  /** Person's name, or `engine` for what the engine decided by itself. */
  person: string
  /** Past-tense name of the event, e.g. `SetpointApplied`, `InstructionGiven`. */
  action: string
  assetId?: string
  /** One sentence with values, units and the reason. */
  detail: string
}

/** Writes an entry to the hash-chained trail. Committed when it returns. */
export type WriteAudit = (entry: AuditEntry) => void
