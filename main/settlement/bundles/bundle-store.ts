import { bundleBodies, type BundleContent, type BundleProfile } from '../../../domain/settlement/bundle.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { SettlementDb } from '../statements/statement-store.ts'

/** A bundle that went out or came in. */
export interface BundleRow {
  bundle: number
  profile: BundleProfile
  items: number
  at: EpochMs
  person: string
  contentHash: string
}

/** Bundles and what they brought. */
export type BundleStore = ReturnType<typeof createBundleStore>

const outColumns = 'bundle, profile, items, made_at AS at, person, content_hash AS contentHash'
const inColumns = 'bundle, profile, items, taken_at AS at, person, content_hash AS contentHash'

/** Bundles in the site's database; nothing is ever changed. Errors: `Store.Failed`. */
export function createBundleStore(db: SettlementDb) {
  return {
    /** Number of the next bundle of this station. */
    next: (): number => (db.get<{ n: number | null }>('SELECT max(bundle) AS n FROM bundle_out')?.n ?? 0) + 1,
    addOut: (row: BundleRow & { fromQuarter: number; toQuarter: number }): void =>
      void db.run(
        `INSERT INTO bundle_out (bundle, profile, from_quarter, to_quarter, items, content_hash, made_at, person)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        row.bundle,
        row.profile,
        row.fromQuarter,
        row.toQuarter,
        row.items,
        row.contentHash,
        row.at,
        row.person,
      ),
    /** When batches went out last, and up to which quarter. */
    exported: (): { at: EpochMs | null; to: number | null } =>
      db.get("SELECT max(made_at) AS at, max(to_quarter) AS 'to' FROM bundle_out WHERE profile <> 'receipt'") ?? {
        at: null,
        to: null,
      },
    /** The newest first. */
    made: (limit: number): BundleRow[] =>
      db.all(`SELECT ${outColumns} FROM bundle_out ORDER BY bundle DESC LIMIT ?`, limit),
    /** Keeps that a bundle came in; the same one again changes nothing. */
    addIn: (row: BundleRow & { site: number; signer: string }): void =>
      void db.run(
        `INSERT OR IGNORE INTO bundle_in (content_hash, site, bundle, profile, signer, items, taken_at, person)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        row.contentHash,
        row.site,
        row.bundle,
        row.profile,
        row.signer,
        row.items,
        row.at,
        row.person,
      ),
    /** The newest first, with the site that made them. */
    taken: (limit: number): (BundleRow & { site: number })[] =>
      db.all(`SELECT site, ${inColumns} FROM bundle_in ORDER BY taken_at DESC LIMIT ?`, limit),
    ...itemRows(db),
  }
}

function itemRows(db: SettlementDb) {
  return {
    /** Whether a receipt says that a batch of ours is final. */
    hasReceipt: (digest: string): boolean =>
      db.get("SELECT 1 AS there FROM bundle_item WHERE profile = 'receipt' AND kind = 'final' AND id = ?", digest) !==
      undefined,
    has: (profile: BundleProfile, { kind, id }: Pick<BundleContent, 'kind' | 'id'>): boolean =>
      db.get('SELECT 1 AS there FROM bundle_item WHERE profile = ? AND kind = ? AND id = ?', profile, kind, id) !==
      undefined,
    /** Keeps what an item brought; what is there already stays as it is. */
    addItem: (
      { kind, id, body }: BundleContent,
      { profile, site, contentHash }: { profile: BundleProfile; site: number; contentHash: string },
    ): void =>
      void db.run(
        'INSERT OR IGNORE INTO bundle_item (profile, kind, id, site, body, content_hash) VALUES (?, ?, ?, ?, ?, ?)',
        profile,
        kind,
        id,
        site,
        JSON.stringify(body),
        contentHash,
      ),
    /** Numbers of the batches of a site that were handed to the outbox, in order. */
    relayed: (site: number): number[] =>
      db
        .all<{ body: string }>(
          "SELECT body FROM bundle_item WHERE profile = 'relay' AND kind = 'header' AND site = ?",
          site,
        )
        .map(({ body }) => bundleBodies.header.parse(JSON.parse(body)).header.sequence)
        .toSorted((a, b) => a - b),
  }
}
