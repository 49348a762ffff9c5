import type { Clock } from '../../domain/clock.ts'
import type { ReadDb } from '../historian/db.ts'
import type { Anchor } from './anchor.ts'
import { type ChainRow, firstPrev, fits } from './chain.ts'

/** Rows checked in one go: a few milliseconds. */
const sliceRows = 1_000

/**
 * Walks the trail from the first row, giving the control loop its turn between slices. Finds rows that were edited,
 * taken out or put in, a tail that was cut off, and a chain that was written anew behind its anchors.
 */
export async function verifyTrail(given: {
  db: ReadDb
  head: () => Anchor
  anchors: readonly Anchor[]
  clock: Clock
}): Promise<{ rows: number; brokenAt: number | null }> {
  const { db, head, clock } = given
  const { n: expected, hash: headHash } = head()
  const anchored = new Map(given.anchors.map((anchor) => [anchor.n, anchor.hash]))
  const rows = db.get<{ rows: number }>('SELECT count(*) AS rows FROM audit')?.rows ?? 0
  let before: Anchor = { n: 0, hash: firstPrev }
  for (;;) {
    const slice = db.all<ChainRow>('SELECT * FROM audit WHERE n > ? ORDER BY n LIMIT ?', before.n, sliceRows)
    for (const row of slice) {
      const isAnchored = (anchored.get(row.n) ?? row.hash) === row.hash
      if (!fits(row, before) || !isAnchored) return { rows, brokenAt: before.n + 1 }
      before = row
    }
    if (slice.length < sliceRows) break
    await new Promise<void>((resolve) => clock.after(0, resolve))
  }
  const furthest = Math.max(expected, ...anchored.keys())
  if (before.n < furthest) return { rows, brokenAt: before.n + 1 }
  const isHeadRight = before.n > expected || before.hash === headHash
  return { rows, brokenAt: isHeadRight ? null : before.n }
}
