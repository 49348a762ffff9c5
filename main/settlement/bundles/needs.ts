import type { Clock } from '../../../domain/clock.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { AgreementLine } from '../../../domain/settlement/agreement.ts'
import type { Batch } from '../../../domain/settlement/batch.ts'
import type { BundleHead } from '../../../domain/settlement/bundle.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { ControllerKey } from '../keys/controller-key.ts'
import type { SettlementDb } from '../statements/statement-store.ts'
import type { BundleStore } from './bundle-store.ts'

/** What bundles are made of and taken into. */
export interface BundlesNeeds {
  place: BundleHead['place']
  /** Signed batches that touch the quarters [from, to), in order. */
  batchesWithin(from: Quarter, to: Quarter): readonly Batch[]
  batchOf(sequence: number): Batch | undefined
  lastBatch(): Batch | undefined
  /** Without a link: days until batches should be on a stick. */
  exportEveryDays: number
  /** Quantities of agreements in a batch, in the order of their tree. */
  agreementLinesOf(sequence: number): readonly AgreementLine[]
  statementsWithin(from: Quarter, to: Quarter): readonly Statement[]
  key: ControllerKey
  /** Epoch of the key that signs now. */
  keyEpoch(): number
  /** Addresses of the station's keys. Errors: `Config.NotFound` while none is known. */
  keys(): BundleHead['keys']
  /** Key that sealed bundles are opened with. */
  receiverKey: { pem: string; publicKey: string }
  /** The chain, if this station has one. */
  ledger(): Ledger | undefined
  store: BundleStore
  db: SettlementDb
  audit: WriteAudit
  clock: Clock
}
