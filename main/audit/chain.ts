import { createHash } from 'node:crypto'
import type { EpochMs } from '../../domain/units.ts'

/** A row of the trail as it is stored. `prev` is the hash of the row before, {@link firstPrev} for the first. */
export interface ChainRow {
  n: number
  at: EpochMs
  person: string
  action: string
  asset: string | null
  detail: string
  prev: string
  hash: string
}

/** What the first row follows. */
export const firstPrev = '0'.repeat(64)

/** SHA-256 over the fields in fixed order as JSON, the hash of the row before among them; hex. */
export function hashOf(row: Omit<ChainRow, 'hash'>): string {
  const { n, at, person, action, asset, detail, prev } = row
  return createHash('sha256')
    .update(JSON.stringify([n, at, person, action, asset, detail, prev]))
    .digest('hex')
}

/** Whether `row` follows `before` and is as it was written. */
export function fits(row: ChainRow, before: { n: number; hash: string }): boolean {
  return row.n === before.n + 1 && row.prev === before.hash && row.hash === hashOf(row)
}
