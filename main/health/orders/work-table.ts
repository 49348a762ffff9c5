import type { WorkOrder } from '../../../domain/health/work.ts'
import type { HealthDb } from '../history.ts'

/** Rows of work orders. */
export type WorkTable = ReturnType<typeof createWorkTable>

/** Work orders, for ever. Errors: `Store.Failed`. */
export function createWorkTable({ db }: { db: HealthDb }) {
  return {
    /** Number for the next one. */
    next: (): number => (db.get<{ n: number | null }>('SELECT max(number) AS n FROM work_order')?.n ?? 0) + 1,
    /** On the disk when it returns. */
    save: (order: WorkOrder): void =>
      void db.durable(() =>
        db.run(
          'INSERT OR REPLACE INTO work_order (number, id, body) VALUES (?, ?, ?)',
          order.number,
          order.id,
          JSON.stringify(order),
        ),
      ),
    get(id: string): WorkOrder | undefined {
      const row = db.get<{ body: string }>('SELECT body FROM work_order WHERE id = ?', id)
      return row && (JSON.parse(row.body) as WorkOrder)
    },
    all: (): WorkOrder[] =>
      db
        .all<{ body: string }>('SELECT body FROM work_order ORDER BY number')
        .map(({ body }) => JSON.parse(body) as WorkOrder),
  }
}
