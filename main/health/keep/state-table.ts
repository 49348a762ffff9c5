import type { HealthDb } from '../history.ts'

/** Named documents: what was learned as normal, how far the judging has come. */
export type StateTable = ReturnType<typeof createStateTable>

/** Named documents over restarts. Errors: `Store.Failed`. */
export function createStateTable({ db }: { db: HealthDb }) {
  return {
    get<T>(name: string): T | undefined {
      const row = db.get<{ body: string }>('SELECT body FROM health_state WHERE name = ?', name)
      return row && (JSON.parse(row.body) as T)
    },
    set: (name: string, value: unknown): void =>
      void db.run('INSERT OR REPLACE INTO health_state (name, body) VALUES (?, ?)', name, JSON.stringify(value)),
  }
}
