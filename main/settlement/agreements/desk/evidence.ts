import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { QuarterProof } from '../../../../domain/settlement/agreement.ts'
import type { ProofDocument } from '../../../../domain/dispatch/proof.ts'
import type { Clock } from '../../../../domain/clock.ts'
import type { MadeFile } from '../../../../domain/rpc/files.ts'
import type { EvidenceFile } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import type { EvidenceDocument } from '../../../../domain/settlement/evidence.ts'
import type { Statement, StatementsDocument } from '../../../../domain/settlement/statement.ts'
import { keccak } from '../../hashing/keccak.ts'
import { hex } from '../../hashing/words.ts'
import type { SettlementDb, StatementStore } from '../../statements/statement-store.ts'
import type { AgreementStore } from '../agreement-store.ts'
import type { ChainAgreement } from '../fold.ts'
import type { GivenDocument, GivenStore } from '../acts/given-store.ts'

/** What evidence is gathered from. */
export interface EvidenceNeeds {
  /** Where files are kept. */
  folder: string
  place: StatementsDocument['place']
  keys(): StatementsDocument['keys']
  statements: Pick<StatementStore, 'between'>
  store: Pick<AgreementStore, 'proofsOf' | 'schedule' | 'historyOf'>
  given: Pick<GivenStore, 'of' | 'acceptance'>
  /** Document of an own batch or correction; `undefined` when there is none. */
  documentOf(digest: string): GivenDocument | undefined
  /** Document of a proof of response by the hash of its record, SHA-256 without 0x. */
  proofDocument(hash: string): ProofDocument | undefined
  db: SettlementDb
  clock: Clock
}

interface Row {
  name: string
  agreement: string
  batch: string
  made_at: number
  bytes: number
  hash: string
  because: string
}

/** Gathers and keeps evidence. */
export type Evidence = ReturnType<typeof createEvidence>

/** Everything that proves the site's figures of an agreement, in files of the data folder and of the person. */
export function createEvidence(needs: EvidenceNeeds) {
  const { db, clock, folder } = needs
  const posted = (digest: string) => needs.given.of(digest) ?? needs.documentOf(digest)
  const gathered = (agreement: ChainAgreement, batch: string, because: string): string => {
    const { terms, settlings } = agreement
    const proofs = needs.store.proofsOf(terms.agreement)
    const own: Statement[] = needs.statements.between(terms.accumulateFrom, terms.supplyTo)
    const document: EvidenceDocument = {
      kind: 'powerchain/evidence',
      version: 1,
      madeAt: clock.now(),
      because,
      terms,
      schedule: needs.store.schedule(terms.scheduleHash) ?? null,
      batch: posted(batch) ?? null,
      lines: needs.store.historyOf(terms.agreement),
      proofs,
      proofDocuments: documentsOf(needs, proofs),
      acceptance: needs.given.acceptance(terms.agreement, batch) ?? null,
      settlings: settlings.map((one) =>
        Object.fromEntries(Object.entries(one).map(([name, value]) => [name, `${value as string | number | bigint}`])),
      ),
      own: { kind: 'powerchain/statements', version: 1, place: needs.place, keys: needs.keys(), statements: own },
    }
    return JSON.stringify(document)
  }
  const filesOf = (agreement: string): { batch: string; file: EvidenceFile }[] =>
    db
      .all<Row>('SELECT * FROM evidence_file WHERE agreement = ? ORDER BY made_at DESC', agreement)
      .map(({ name, batch, made_at: madeAt, bytes, hash, because }) => ({
        batch,
        file: { name, madeAt, bytes, hash, because },
      }))
  return {
    filesOf,
    /** The file for a person, not kept. */
    export: (agreement: ChainAgreement, batch: string): MadeFile =>
      jsonFile(`evidence-${agreement.terms.agreement}`, gathered(agreement, batch, 'asked for by a person')),
    /** What was posted under a digest, to be given to the other side; `undefined` when this station does not have it. */
    posted,
    /** Keeps the file in the data folder before it is known, so that what is named is there. Errors: `Store.Failed`. */
    keep(agreement: ChainAgreement, batch: string, because: string): EvidenceFile {
      const text = gathered(agreement, batch, because)
      const made = clock.now()
      const name = `evidence-${agreement.terms.agreement}-${batch.slice(2, 10)}-${made}.json`
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, name), text, { flush: true })
      const file = { name, madeAt: made, bytes: Buffer.byteLength(text), hash: hex(keccak(Buffer.from(text))), because }
      db.run(
        `INSERT OR REPLACE INTO evidence_file (name, agreement, batch, made_at, bytes, hash, because) VALUES (?, ?, ?, ?, ?, ?, ?)`,
        name,
        agreement.terms.agreement,
        batch,
        made,
        file.bytes,
        file.hash,
        because,
      )
      return file
    },
  }
}

/** Most documents of proofs in a file: an agreement has one for each run of the same power. */
const mostDocuments = 200

/** Documents of proofs, each once, though several quarters rest on it. */
function documentsOf({ proofDocument }: EvidenceNeeds, proofs: readonly QuarterProof[]): ProofDocument[] {
  const hashes = new Set(proofs.map(({ hash }) => hash.slice('0x'.length)))
  return [...hashes].slice(0, mostDocuments).flatMap((hash) => proofDocument(hash) ?? [])
}

/** A file of JSON for a person. */
export function jsonFile(name: string, text: string): MadeFile {
  return { name: `${name}.json`, mediaType: 'application/json', base64: Buffer.from(text).toString('base64') }
}
