import { randomUUID } from 'node:crypto'
import type { Person } from '../../domain/access.ts'
import { PowerchainError } from '../../domain/errors.ts'
import { maxTrendViews, type TrendViewInput, type TrendViewSaved } from '../../domain/rpc/trends.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { WriteDb } from '../historian/db.ts'

/** Views of trends that people saved for everybody at the site. */
export interface TrendViews {
  /** All views by name. */
  list(): TrendViewSaved[]
  /**
   * Keeps a view: a new one, or in place of the one with its id.
   * @throws PowerchainError `Trends.NameTaken`, `Trends.TooMany`, `Store.Failed`
   */
  save(person: Person, view: TrendViewInput): TrendViewSaved
  /** Forgets a view; an unknown id is fine. Errors: `Store.Failed`. */
  remove(person: Person, id: string): void
}

/** The views in the site's database. */
export function createTrendViews({ db, audit }: { db: WriteDb; audit: WriteAudit }): TrendViews {
  const named = (name: string) => db.get<{ id: string }>('SELECT id FROM trend_view WHERE name = ?', name)
  const known = (id: string) => db.get<{ name: string }>('SELECT name FROM trend_view WHERE id = ?', id)
  return {
    list: () =>
      db
        .all<{ body: string }>('SELECT body FROM trend_view ORDER BY name')
        .map(({ body }) => JSON.parse(body) as TrendViewSaved),
    save(person, { id = randomUUID(), name, panes, spanMs }) {
      const other = named(name)
      if (other && other.id !== id)
        throw new PowerchainError('Trends.NameTaken', `There is a view "${name}" already; choose another name.`)
      if (!known(id) && countOf(db) >= maxTrendViews)
        throw new PowerchainError('Trends.TooMany', `The site keeps ${maxTrendViews} views; delete one first.`)
      const view = { id, name, panes, spanMs, savedBy: person.name }
      audit({ person: person.name, action: 'TrendViewSaved', detail: `Saved the trend view "${name}".` })
      db.durable(() =>
        db.run('INSERT OR REPLACE INTO trend_view (id, name, body) VALUES (?, ?, ?)', id, name, JSON.stringify(view)),
      )
      return view
    },
    remove(person, id) {
      const view = known(id)
      if (!view) return
      audit({ person: person.name, action: 'TrendViewRemoved', detail: `Deleted the trend view "${view.name}".` })
      db.durable(() => db.run('DELETE FROM trend_view WHERE id = ?', id))
    },
  }
}

function countOf(db: WriteDb): number {
  return db.get<{ n: number }>('SELECT count(*) AS n FROM trend_view')?.n ?? 0
}
