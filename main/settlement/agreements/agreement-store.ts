import {
  type AgreementInBatch,
  agreementInBatchShape,
  type AgreementLine,
  type Exemption,
  type GivenSchedule,
  givenScheduleShape,
  type QuarterProof,
} from '../../../domain/settlement/agreement.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { SettlementDb } from '../statements/statement-store.ts'

/** Whether a line stands in a batch or in a correction. */
export type LineOrigin = 'batch' | 'correction'

/** A line as it was stated. */
export interface StatedLine {
  origin: LineOrigin
  /** Number of the batch or correction. */
  number: number
  line: AgreementLine
}

/** A proof of response behind a quarter of an agreement, with its record's name. */
export interface KeptProof extends QuarterProof {
  proofId: string
}

/** What the site keeps of agreements besides what the chain tells. */
export type AgreementStore = ReturnType<typeof createAgreementStore>

/** Lines, schedules and proofs of agreements in the site's database. Errors: `Store.Failed`. */
export function createAgreementStore(db: SettlementDb) {
  return {
    ...linesIn(db),
    ...schedulesIn(db),
    ...proofsIn(db),
    /** The newest signed revision of each quarter that has one. */
    signedRevisions: (from: number, to: number): { quarter: number; revision: number }[] =>
      db.all(
        `SELECT s.quarter, max(s.revision) AS revision FROM statement s
         JOIN statement_signature g ON g.digest = s.digest
         WHERE s.quarter >= ? AND s.quarter < ? GROUP BY s.quarter`,
        from,
        to,
      ),
  }
}

/** Schedules are kept once, by their hashes. */
const keptShape = agreementInBatchShape.omit({ schedule: true })

function linesIn(db: SettlementDb) {
  interface Row {
    origin: LineOrigin
    number: number
    body: string
  }
  const schedules = schedulesIn(db)
  const read = ({ body }: Row): AgreementInBatch => {
    const kept = keptShape.parse(JSON.parse(body))
    return { ...kept, schedule: schedules.schedule(kept.terms.scheduleHash) ?? null }
  }
  return {
    /** Keeps the agreements of a batch or correction in the order of its tree. */
    addAgreements(origin: LineOrigin, number: number, agreements: readonly AgreementInBatch[]): void {
      for (const [position, { schedule: _, ...kept }] of agreements.entries())
        db.run(
          'INSERT INTO agreement_line (origin, number, position, agreement, body) VALUES (?, ?, ?, ?, ?)',
          origin,
          number,
          position,
          kept.terms.agreement,
          JSON.stringify(kept),
        )
    },
    /** The agreements of a batch or correction in the order of its tree. */
    agreementsIn: (origin: LineOrigin, number: number): AgreementInBatch[] =>
      db
        .all<Row>(
          'SELECT origin, number, body FROM agreement_line WHERE origin = ? AND number = ? ORDER BY position',
          origin,
          number,
        )
        .map(read),
    /** Every line of an agreement, the newest first. */
    historyOf: (agreement: string): StatedLine[] =>
      db
        .all<Row>('SELECT origin, number, body FROM agreement_line WHERE agreement = ? ORDER BY n DESC', agreement)
        .flatMap((row) => {
          const { line } = read(row)
          return line ? [{ origin: row.origin, number: row.number, line }] : []
        }),
  }
}

function schedulesIn(db: SettlementDb) {
  return {
    /** Keeps a schedule under its hash; the same one again changes nothing. */
    addSchedule(hash: string, schedule: GivenSchedule): void {
      db.run('INSERT OR IGNORE INTO agreement_schedule (hash, body) VALUES (?, ?)', hash, JSON.stringify(schedule))
    },
    schedule(hash: string): GivenSchedule | undefined {
      const row = db.get<{ body: string }>('SELECT body FROM agreement_schedule WHERE hash = ?', hash)
      return row && givenScheduleShape.parse(JSON.parse(row.body))
    },
  }
}

function proofsIn(db: SettlementDb) {
  interface Row {
    quarter: number
    hash: string
    exempt: Exemption | null
    proof_id: string
  }
  return {
    /** Keeps what proves a quarter; the same proof again changes nothing. */
    addProof(agreement: string, { quarter, hash, exempt, proofId }: KeptProof, at: EpochMs): void {
      db.run(
        `INSERT OR IGNORE INTO agreement_proof (agreement, quarter, hash, exempt, proof_id, at) VALUES (?, ?, ?, ?, ?, ?)`,
        agreement,
        quarter,
        hash,
        exempt,
        proofId,
        at,
      )
    },
    /** In order of quarters, then of hashes, so that any order of keeping gives the same. */
    proofsOf: (agreement: string): KeptProof[] =>
      db
        .all<Row>(
          'SELECT quarter, hash, exempt, proof_id FROM agreement_proof WHERE agreement = ? ORDER BY quarter, hash',
          agreement,
        )
        .map(({ quarter, hash, exempt, proof_id: proofId }) => ({ quarter, hash, exempt, proofId })),
  }
}
