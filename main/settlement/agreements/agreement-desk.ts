import type { z } from 'zod'
import type { Person } from '../../../domain/access.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { GivenFile, MadeFile } from '../../../domain/rpc/files.ts'
import type { Acceptance, Dispute } from '../../../domain/rpc/settlement/agreement-disputes.ts'
import type { AgreementKept, AgreementRow } from '../../../domain/rpc/settlement/agreement-rows.ts'
import type { claimShape } from '../../../domain/rpc/settlement/agreements.ts'
import type { Deadline } from '../../../domain/settlement/deadline.ts'
import type { EpochMs } from '../../../domain/units.ts'

/** What a party says instead of the posted quantities. */
export type Claim = z.infer<typeof claimShape>

/** What was done or found, in words. */
export interface Told {
  words: string
}

/** Agreements as people see and run them. Errors of all acts: `Config.NotFound`, `Config.Invalid`. */
export interface AgreementDesk {
  list(): AgreementRow[]
  open(agreement: string, from: Quarter, to: Quarter): AgreementKept
  acceptances(): Acceptance[]
  disputes(): Dispute[]
  windows(): Record<string, EpochMs>
  deadlines(): Deadline[]
  exportEvidence(agreement: string): MadeFile
  exportPosted(agreement: string, digest: string): MadeFile
  give(person: Person, file: GivenFile): Told | Promise<Told>
  accept(person: Person, id: string, reason: string): Promise<Acceptance>
  dispute(person: Person, agreement: string, claim: Claim, reason: string): Told
  respond(person: Person, dispute: string, reason: string): Told
  addEvidence(person: Person, dispute: string, reason: string): Told
  rule(person: Person, dispute: string, ruling: { ruled: Claim; challengerWinsPpk: number }, reason: string): Told
  appeal(person: Person, dispute: string, reason: string): Told
  execute(person: Person, dispute: string, reason: string): Told
  settle(person: Person, agreement: string, reason: string): Told
  close(person: Person, agreement: string, reason: string): Told
}
