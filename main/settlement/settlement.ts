import type { Person } from '../../domain/access.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Quarter } from '../../domain/metering/quarter.ts'
import type { MadeFile } from '../../domain/rpc/files.ts'
import type { SettlementNow } from '../../domain/rpc/settlement/calls.ts'
import type { SettlementConfig } from '../../domain/settlement/settings.ts'
import type { Batch, BatchDocument } from '../../domain/settlement/batch.ts'
import type { Statement, StatementsDocument } from '../../domain/settlement/statement.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { SettlementPlace } from './hashing/typed.ts'
import type { ControllerKeys } from './keys/controller-keys.ts'
import type { createSigningAnew } from './keys/signing-anew.ts'
import { type BatchDocumentNeeds, createBatchDocuments } from './batches/batch-documents.ts'
import type { createBatches } from './batches/batches.ts'
import type { Corrections } from './statements/corrections.ts'
import type { createStatements } from './statements/statements.ts'

/** What settlement is made of. */
export interface SettlementNeeds {
  config: SettlementConfig & SettlementPlace
  /** Why nothing may be stated; `undefined` = it may. */
  refusal: string | undefined
  statements: ReturnType<typeof createStatements>
  corrections: Corrections
  batches: ReturnType<typeof createBatches>
  /** What a lost or revoked key signed and the chain does not have yet. */
  signingAnew: ReturnType<typeof createSigningAnew>
  stores: Pick<BatchDocumentNeeds, 'batches' | 'corrections' | 'statements' | 'agreements'>
  key: ControllerKeys
  /** Whether the past of a simulated site is still being made. */
  isPastAwaited(): boolean
  audit: WriteAudit
}

/** What the site states, for people and other parts. */
export interface Settlement {
  /** Drafts, signs and binds what is due; a little at a time. Errors: `Store.Failed`, `Store.Damaged`, `Settlement.TwoTruths`. */
  turn(): void
  now(): SettlementNow
  statements(from: Quarter, to: Quarter): Statement[]
  /** A document that verifies without the site. Errors: `Config.NotFound` while no key was ever made. */
  exportStatements(from: Quarter, to: Quarter): MadeFile
  /** Keys of the controller, as documents name them. Errors: `Config.NotFound` while there is none. */
  keys(): StatementsDocument['keys']
  /** The newest first. */
  batches(): Batch[]
  /** A batch with all behind it. Errors: `Config.NotFound`. */
  exportBatch(sequence: number): MadeFile
  /** Errors: see {@link ControllerKeys}. */
  createKey(person: Person, passphrase: string, reason: string): Promise<SettlementNow>
  unlock(person: Person, passphrase: string): Promise<SettlementNow>
  lock(person: Person, reason: string): SettlementNow
}

const shownBatches = 400

/** Statements drafted and signed as quarters end, in small turns. */
export function createSettlement(needs: SettlementNeeds): Settlement {
  const { config, statements, corrections, batches, signingAnew, key } = needs
  const place = { chainId: config.chainId, contract: config.contract, site: config.site }
  const now = (): SettlementNow => {
    const { oldestUnsigned, statements: count, unsigned } = statements.counts()
    return {
      place,
      key: { state: key.state(), address: key.known() ?? null, epoch: key.epoch() },
      statements: count,
      unsigned,
      oldestUnsigned,
      lastQuarter: statements.last()?.quarter ?? null,
      isPastAwaited: needs.isPastAwaited(),
    }
  }
  const keys = () => {
    const known = key.epochs()
    if (known.length > 0) return known
    throw new PowerchainError('Config.NotFound', 'Make the key first: the document names its address.')
  }
  const documents = createBatchDocuments({ ...needs, ...needs.stores, place, keys })
  return {
    turn() {
      if (needs.refusal !== undefined) throw new PowerchainError('Store.Damaged', needs.refusal)
      statements.turn()
      // a batch is of the best that is known, signed by the keys that speak for it
      if (corrections.turn() && signingAnew.turn()) batches.turn()
    },
    now,
    keys,
    statements: statements.between,
    exportStatements: (from, to) =>
      fileOf(`statements-${config.site}-${from}-${to}`, {
        kind: 'powerchain/statements',
        version: 1,
        place,
        keys: keys(),
        statements: statements.between(from, to),
      }),
    batches: () => batches.list(shownBatches),
    exportBatch(sequence) {
      const document = documents.of(sequence)
      if (!document) throw new PowerchainError('Config.NotFound', `There is no batch ${sequence}.`)
      return fileOf(`batch-${config.site}-${sequence}`, document)
    },
    ...keyActs(needs, now),
  }
}

function keyActs({ key, statements, audit }: SettlementNeeds, now: () => SettlementNow) {
  const told = (person: Person, action: string, detail: string) => {
    audit({ person: person.name, action, detail })
    return now()
  }
  return {
    async createKey(person: Person, passphrase: string, reason: string) {
      if (statements.signedCount() > 0)
        throw new PowerchainError(
          'Config.Invalid',
          'A key has signed for this site already: restore its backup, or name the next key.',
        )
      const made = await key.create(passphrase)
      return told(person, 'ControllerKeyMade', `Key ${made} of epoch ${key.epoch()}: ${reason}`)
    },
    async unlock(person: Person, passphrase: string) {
      const opened = await key.unlock(passphrase)
      return told(person, 'ControllerKeyUnlocked', `Key ${opened} signs until the engine ends or it is locked.`)
    },
    lock(person: Person, reason: string) {
      key.lock()
      return told(person, 'ControllerKeyLocked', reason)
    },
  }
}

function fileOf(name: string, document: StatementsDocument | BatchDocument): MadeFile {
  const base64 = Buffer.from(JSON.stringify(document)).toString('base64')
  return { name: `${name}.json`, mediaType: 'application/json', base64 }
}
