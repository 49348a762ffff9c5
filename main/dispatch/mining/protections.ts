import type { Protection } from '../../../domain/assets/throttling.ts'

/** Containers a person protected, by id. A table keeps it over a restart; a map does in memory. */
export interface ProtectionBook {
  get(assetId: string): Protection | undefined
  set(assetId: string, protection: Protection): unknown
  delete(assetId: string): unknown
}

/** As much of a database as the table needs. */
export interface ProtectionDb {
  all<Row>(sql: string): Row[]
  run(sql: string, ...values: string[]): void
  durable<T>(work: () => T): T
}

/** Containers a person protected from shedding, as rows of the site's database. Errors: `Store.Failed`. */
export function createProtectionTable({ db }: { db: ProtectionDb }): ProtectionBook {
  const rows = db.all<{ asset: string; protection: Protection }>('SELECT asset, protection FROM container_protection')
  const known = new Map(rows.map((row) => [row.asset, row.protection]))
  return {
    get: (assetId: string) => known.get(assetId),
    set(assetId: string, protection: Protection) {
      const sql = 'INSERT OR REPLACE INTO container_protection (asset, protection) VALUES (?, ?)'
      db.durable(() => db.run(sql, assetId, protection))
      known.set(assetId, protection)
    },
    delete(assetId: string) {
      db.durable(() => db.run('DELETE FROM container_protection WHERE asset = ?', assetId))
      known.delete(assetId)
    },
  }
}
