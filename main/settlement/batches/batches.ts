import type { Clock } from '../../../domain/clock.ts'
import { type Quarter, quarterOf, quarterStart } from '../../../domain/metering/quarter.ts'
import type { BatchSpan } from '../../../domain/settlement/settings.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import { type Counting, linesIn } from '../agreements/counting.ts'
import type { SpeakingKey } from '../keys/controller-keys.ts'
import { noDigest } from '../statements/make-statement.ts'
import type { SettlementDb, StatementStore } from '../statements/statement-store.ts'
import type { BatchStore } from './batch-store.ts'
import { makeBatch } from './make-batch.ts'

/** What batches are made of. */
export interface BatchesNeeds {
  site: number
  separator: Uint8Array
  statements: StatementStore
  store: BatchStore
  /** Lines of the agreements that the site's lane settles. */
  agreements: Pick<Counting, 'inBatch'>
  db: SettlementDb
  /** The key that speaks for a quarter. */
  keyAt(quarter: Quarter): SpeakingKey
  /** How much time goes into a batch; absent = a UTC day. */
  batchEvery?: BatchSpan
  clock: Clock
}

const dayMs: Ms = 86_400_000
const spansMs: Readonly<Record<BatchSpan, Ms>> = { quarter: 900_000, hour: 3_600_000, day: dayMs }
const longestFirst = [spansMs.day, spansMs.hour, spansMs.quarter]
/** A day with more estimated lines than this waits for better values, so long. */
const estimatedShare = 0.1
const patienceMs: Ms = 2 * dayMs
const estimated = 2
const missing = 4

/**
 * One batch for each UTC day (or hour, or quarter), once it is over and signed; cut where the key changes. What is behind, as
 * after weeks without a key, goes by whole hours and days, so that a lane is never full of it. The first quarter of a later key goes alone: the registry lets no successor speak for it, so it must not wait for its day.
 */
export function createBatches(needs: BatchesNeeds) {
  const { statements, store, agreements, db, keyAt, clock } = needs
  const spanMs = spansMs[needs.batchEvery ?? 'day']
  return {
    /** Makes the next batch if its day is ready. Gives whether there may be another one. */
    turn(): boolean {
      const last = store.last()
      const from = last?.header.toQuarter ?? statements.first()?.quarter
      if (from === undefined) return false
      const { key, epoch, fromQuarter, untilQuarter } = keyAt(from)
      if (key.state() !== 'unlocked') return false
      const spanTo = spanEnd(from, spanMs, clock.now())
      // a batch never straddles a rotation
      const to = Math.min(epoch > 1 && from === fromQuarter ? from + 1 : spanTo, untilQuarter ?? Infinity)
      const newest = newestOf(statements.between(from, to))
      if (newest.length !== to - from || !isReady(newest, { to, epoch, now: clock.now() })) return false
      const counted = agreements.inBatch(to)
      const { header, digest } = makeBatch({
        ...needs,
        sequence: (last?.header.sequence ?? 0) + 1,
        statements: newest,
        agreementLines: linesIn(counted),
        previous: last?.digest ?? noDigest,
      })
      const [signature] = key.sign([{ subject: `batch/${header.sequence}`, digest }]) ?? []
      if (!signature) return false
      const batch = { header, digest, signature, keyEpoch: epoch, madeAt: clock.now() }
      db.durable(() => store.add(batch, counted))
      return true
    },
    list: store.list,
    of: store.of,
    last: store.last,
  }
}

/** End of the longest span that is over, or of the usual one. */
function spanEnd(from: Quarter, usualMs: Ms, now: EpochMs): Quarter {
  const ends = longestFirst.map((spanMs) => ({ spanMs, at: Math.floor(quarterStart(from) / spanMs + 1) * spanMs }))
  const end = ends.find(({ spanMs, at }) => spanMs === usualMs || at <= now)
  return quarterOf(end?.at ?? now)
}

/** The newest revision of each quarter. */
export function newestOf(statements: readonly Statement[]): Statement[] {
  return [...new Map(statements.map((statement) => [statement.quarter, statement])).values()]
}

function isReady(statements: readonly Statement[], { to, epoch, now }: { to: Quarter; epoch: number; now: number }) {
  if (statements.some(({ signature, keyEpoch }) => signature === null || keyEpoch !== epoch)) return false
  const lines = statements.flatMap((statement) => statement.lines)
  const guessed = lines.filter(({ quality }) => quality === estimated || quality === missing).length
  return guessed <= estimatedShare * lines.length || now - quarterStart(to) > patienceMs
}
