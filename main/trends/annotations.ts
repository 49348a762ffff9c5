import { randomUUID } from 'node:crypto'
import { isAllowed, type Person } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import { type AnnotateInput, type Annotation, maxAnnotations } from '../../domain/rpc/history.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { WriteDb } from '../historian/db.ts'

/** Notes of people on times, for everybody at the site. */
export interface Annotations {
  /** Notes that reach into a time, in order of time; of too many the newest. */
  list(time: { from: EpochMs; to: EpochMs }): Annotation[]
  /**
   * Keeps a note.
   * @throws PowerchainError `Config.NotFound`, `Trends.TooMany`, `Store.Failed`
   */
  add(person: Person, note: AnnotateInput): Annotation
  /**
   * Deletes a note, one's own or as an engineer; an unknown id is fine.
   * @throws PowerchainError `Access.Denied`, `Store.Failed`
   */
  remove(person: Person, id: string, reason: string): void
}

/** Notes that a site keeps: years of a few each day. */
const mostKept = 20_000

interface Row {
  id: string
  first: number
  last: number
  written_at: number
  person: string
  text: string
  assets: string
}

/** The notes in the site's database; they may be about the assets named. */
export function createAnnotations(given: {
  db: WriteDb
  audit: WriteAudit
  clock: Clock
  assetIds: readonly string[]
}): Annotations {
  const { db, audit, clock, assetIds: known } = given
  return {
    list: ({ from, to }) =>
      db
        .all<Row>(
          'SELECT * FROM annotation WHERE first < ? AND last >= ? ORDER BY first DESC, id LIMIT ?',
          to,
          from,
          maxAnnotations,
        )
        .map(toAnnotation)
        .toReversed(),
    add(person, { from, to, text, assetIds }) {
      const stranger = assetIds.find((id) => !known.includes(id))
      if (stranger !== undefined)
        throw new PowerchainError('Config.NotFound', `The site has no asset "${stranger}" to write a note about.`)
      if ((db.get<{ n: number }>('SELECT count(*) AS n FROM annotation')?.n ?? 0) >= mostKept)
        throw new PowerchainError('Trends.TooMany', `The site keeps ${mostKept} notes; delete some first.`)
      const note = { id: randomUUID(), from, to, text, assetIds, by: person.name, at: clock.now() }
      audit({ person: person.name, action: 'NoteWritten', detail: `${timeOf(note)}: ${text}`, ...aboutOne(note) })
      db.durable(() =>
        db.run(
          'INSERT INTO annotation (id, first, last, written_at, person, text, assets) VALUES (?, ?, ?, ?, ?, ?, ?)',
          note.id,
          from,
          to,
          note.at,
          note.by,
          text,
          JSON.stringify(assetIds),
        ),
      )
      return note
    },
    remove(person, id, reason) {
      const row = db.get<Row>('SELECT * FROM annotation WHERE id = ?', id)
      if (!row) return
      const note = toAnnotation(row)
      if (note.by !== person.name && !isAllowed(person.role, 'engineer'))
        throw new PowerchainError('Access.Denied', `${note.by} wrote this note; only they or an engineer delete it.`)
      const detail = `${timeOf(note)}, by ${note.by}: ${note.text}. Reason: ${reason}`
      audit({ person: person.name, action: 'NoteRemoved', detail, ...aboutOne(note) })
      db.durable(() => db.run('DELETE FROM annotation WHERE id = ?', id))
    },
  }
}

function toAnnotation({ id, first, last, written_at: at, person, text, assets }: Row): Annotation {
  return { id, from: first, to: last, text, assetIds: JSON.parse(assets) as string[], by: person, at }
}

function timeOf({ from, to }: Annotation): string {
  return `Note on ${new Date(from).toISOString()} to ${new Date(to).toISOString()}`
}

/** The trail names an asset where a note is about one. */
function aboutOne({ assetIds }: Annotation): { assetId?: string } {
  const [only, ...others] = assetIds
  return only !== undefined && others.length === 0 ? { assetId: only } : {}
}
