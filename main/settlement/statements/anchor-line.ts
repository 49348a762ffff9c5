import type { LineRow } from '../../../domain/settlement/statement.ts'
import type { SettlementDb } from './statement-store.ts'

/** How far the audit trail had come: number of its last row and its hash, 64 hexadecimal digits. */
export interface TrailHead {
  n: number
  hash: string
}

/** Register of a line that is no energy but the anchor of the audit trail. */
const anchorRegister = 0
const derived = 4
const quartersADay = 96

/** Whether the statement of a quarter carries the anchor: the first one of each UTC day. */
export function isAnchored(quarter: number): boolean {
  return quarter % quartersADay === 0
}

/**
 * The line that puts the audit trail under the site's signature, and with the batch on the chain: whoever rewrites the trail
 * and its anchors on the disk can't rewrite what was signed and given away.
 */
export function anchorLine({ n, hash }: TrailHead, salt: string): LineRow {
  return {
    meterPoint: `0x${hash}`,
    register: anchorRegister,
    unit: 0,
    quality: 1,
    source: derived,
    agreement: '0',
    meterEpoch: 0,
    quantity: n,
    closing: 0,
    salt,
  }
}

/** The anchors that statements carry, the oldest first. Errors: `Store.Failed`. */
export function statedAnchors(db: Pick<SettlementDb, 'all'>): TrailHead[] {
  return db
    .all<{ n: number; hash: string }>(
      `SELECT json_extract(line.value, '$.quantity') AS n, substr(json_extract(line.value, '$.meterPoint'), 3) AS hash
       FROM statement, json_each(statement.lines) AS line
       WHERE statement.quarter % ? = 0 AND json_extract(line.value, '$.register') = ? ORDER BY statement.quarter`,
      quartersADay,
      anchorRegister,
    )
    .map(({ n, hash }) => ({ n, hash }))
}
