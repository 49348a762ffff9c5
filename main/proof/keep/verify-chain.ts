import type { Clock } from '../../../domain/clock.ts'
import type { ProofCheck } from '../../../domain/rpc/dispatch/proof.ts'
import { canonical } from './canonical.ts'
import { sealFault } from './faults.ts'
import { type ProofDb, type ProofRow, recordOf, samplesOf, sealOf } from './proof-store.ts'
import { firstPrev } from './seal.ts'

/** How far the chain had come at some moment. */
export interface ChainAnchor {
  n: number
  hash: string
}

/**
 * Walks all records from the first one, one at a time so that the control loop keeps its turns. Finds what was edited,
 * taken out, put in or cut off at the end, and a chain written anew behind its anchors.
 */
export async function verifyChain(given: {
  db: Pick<ProofDb, 'all' | 'get'>
  publicKey: (keyId: string) => string
  anchors: readonly ChainAnchor[]
  clock: Clock
}): Promise<Omit<ProofCheck, 'keyId'>> {
  const { db, clock } = given
  const records = db.get<{ rows: number }>('SELECT count(*) AS rows FROM proof')?.rows ?? 0
  const anchored = new Map(given.anchors.map(({ n, hash }) => [n, hash]))
  let before: ChainAnchor = { n: 0, hash: firstPrev }
  for (;;) {
    const row = db.get<ProofRow>('SELECT * FROM proof WHERE n > ? ORDER BY n LIMIT 1', before.n)
    if (!row) break
    const reason = rowFault(row, before, given)
    if (reason !== undefined) return { records, broken: { n: row.n, id: row.id, reason } }
    if ((anchored.get(row.n) ?? row.hash) !== row.hash) return { records, broken: rewritten(row) }
    before = row
    await new Promise<void>((resolve) => clock.after(0, resolve))
  }
  const furthest = Math.max(0, ...anchored.keys())
  if (before.n >= furthest) return { records, broken: null }
  return { records, broken: { n: before.n + 1, id: '', reason: `records ${before.n + 1} to ${furthest} are gone` } }
}

function rowFault(
  row: ProofRow,
  before: ChainAnchor,
  { db, publicKey }: { db: Pick<ProofDb, 'all'>; publicKey: (keyId: string) => string },
): string | undefined {
  if (row.n !== before.n + 1) return `record ${before.n + 1} before it is gone`
  if (row.prev !== before.hash) return 'it does not follow the record before'
  try {
    const record = recordOf(row)
    const { order, verdict } = record
    const isListedRight =
      row.id === record.id &&
      row.from_at === order.from &&
      row.asset === order.assetId &&
      row.service === order.service &&
      row.source === order.source &&
      row.outcome === verdict.outcome &&
      row.record === canonical(record)
    if (!isListedRight) return 'it is not listed as it was written'
    return sealFault({ record, samples: samplesOf(db, row.id), seal: sealOf(row), publicKey: publicKey(row.key) })
  } catch {
    return 'it cannot be read'
  }
}

function rewritten({ n, id }: ProofRow): { n: number; id: string; reason: string } {
  return { n, id, reason: 'the chain was written anew: its anchor names another hash' }
}
