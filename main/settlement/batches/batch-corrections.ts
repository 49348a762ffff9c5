import type { Clock } from '../../../domain/clock.ts'
import { type CorrectionHeader, correctionReasons } from '../../../domain/settlement/batch.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'
import type { Ms } from '../../../domain/units.ts'
import { type Counting, linesIn } from '../agreements/counting.ts'
import { agreementsRoot, correctionBit } from '../agreements/leaves.ts'
import { rootOf } from '../hashing/tree.ts'
import { typedDigest } from '../hashing/typed.ts'
import { bytesOf, hex } from '../hashing/words.ts'
import { createAnewStore } from '../keys/anew-store.ts'
import type { SpeakingKey } from '../keys/controller-keys.ts'
import type { SettlementDb, StatementStore } from '../statements/statement-store.ts'
import type { BatchStore } from './batch-store.ts'
import type { CorrectionStore, Uncorrected } from './correction-store.ts'
import { statementLeaf } from './make-batch.ts'

/** What corrections are made of. */
export interface BatchCorrectionsNeeds {
  site: number
  separator: Uint8Array
  statements: Pick<StatementStore, 'between'>
  batches: Pick<BatchStore, 'last' | 'holding'>
  store: CorrectionStore
  agreements: Pick<Counting, 'inBatch'>
  db: SettlementDb
  /** The newest key: the contract takes a correction's header from it, whichever keys signed the statements. */
  newestKey(): SpeakingKey
  /** Whether a correction lies on the chain, as far as it was read. */
  isPosted(digest: string): boolean
  clock: Clock
}

/** Better values come in groups: a correction waits until none came for so long, but no longer than a day. */
const quietMs: Ms = 3_600_000
const longestMs: Ms = 86_400_000
const mostStatements = 4_096
/** Corrections that may wait at once for the chain. */
const mostRenewed = 64

/** What was batched and found wrong later: stated anew under a header that names what it corrects. Nothing is rewritten. */
export function createBatchCorrections(needs: BatchCorrectionsNeeds) {
  const { store, batches, agreements, db, newestKey, clock } = needs
  const anew = createAnewStore(db)
  return {
    /** The contract takes a correction from the newest key alone: what waits is signed anew by it. Errors: as `turn`. */
    renew(): void {
      const { key, epoch } = newestKey()
      const waiting = store
        .list(mostRenewed)
        .filter(({ keyEpoch, digest }) => keyEpoch < epoch && !needs.isPosted(digest))
      const asked = waiting.map(({ header, digest }) => ({ subject: `correction/${header.correction}`, digest }))
      const signatures = asked.length > 0 ? key.sign(asked) : []
      const reason = `Key ${epoch} is the newest one: the contract takes corrections from it.`
      if (signatures && signatures.length > 0)
        db.durable(() =>
          asked.forEach((one, i) => anew.add(one, signatures[i] ?? '', { epoch, reason, at: clock.now() })),
        )
    },
    /** Makes the next correction when it is time. Gives whether it did. Errors: `Store.Failed`, `Settlement.TwoTruths`. */
    turn(): boolean {
      const waiting = store.waiting(mostStatements)
      const { key, epoch } = newestKey()
      const [first] = waiting
      const last = batches.last()
      const corrected = first && batches.holding(first.quarter)
      if (!corrected || !last || key.state() !== 'unlocked' || !isTime(waiting, clock.now())) return false
      const revised = waiting.flatMap((one) => statementOf(needs, one) ?? [])
      const counted = agreements.inBatch(last.header.toQuarter)
      const correction = store.count() + 1
      const place = { ...needs, sequence: correction + correctionBit }
      const header: CorrectionHeader = {
        correction,
        fromQuarter: first.quarter,
        toQuarter: last.header.toQuarter,
        lineCount: revised.reduce((count, { lines }) => count + lines.length, 0),
        reason: correctionReasons.indexOf('better values') + 1,
        statementsRoot: hex(
          rootOf(revised.map(({ digest }, index) => statementLeaf(needs.site, place.sequence, index, digest))),
        ),
        agreementsRoot: agreementsRoot(place, linesIn(counted)),
        corrects: corrected.digest,
      }
      const digest = correctionDigest(needs.separator, needs.site, header)
      const [signature] = key.sign([{ subject: `correction/${correction}`, digest }]) ?? []
      if (!signature) return false
      const made = { header, digest, signature, keyEpoch: epoch, madeAt: clock.now() }
      db.durable(() => store.add(made, revised, counted))
      return true
    },
    list: store.list,
    of: store.of,
  }
}

function isTime(waiting: readonly Uncorrected[], now: number): boolean {
  const times = waiting.map(({ signedAt }) => signedAt)
  return now - Math.max(...times) >= quietMs || now - Math.min(...times) >= longestMs
}

function statementOf({ statements }: BatchCorrectionsNeeds, { quarter, revision }: Uncorrected): Statement | undefined {
  return statements.between(quarter, quarter + 1).find((statement) => statement.revision === revision)
}

/** Digest of a correction's header: its identity. */
export function correctionDigest(separator: Uint8Array, site: number, header: CorrectionHeader): string {
  const { statementsRoot, agreementsRoot: root, corrects } = header
  return hex(
    typedDigest(separator, 'CorrectionHeader', {
      ...header,
      site,
      statementsRoot: bytesOf(statementsRoot),
      agreementsRoot: bytesOf(root),
      corrects: bytesOf(corrects),
    }),
  )
}
