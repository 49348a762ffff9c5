import type { ExcessState } from './excess/excess-book.ts'
import type { LoadState } from './loads/disaggregation.ts'
import type { EpochMs } from '../../../domain/units.ts'

/** What is kept over a restart. */
export interface Kept {
  loads: Record<string, LoadState>
  excess: { doneUntil: EpochMs; state: ExcessState } | null
}

/** As much of a database as is needed here. */
export interface ConsumptionDb {
  get<Row>(sql: string, ...values: string[]): Row | undefined
  run(sql: string, ...values: string[]): unknown
  transaction<T>(work: () => T): T
  durable<T>(work: () => T): T
}

/** Keeps what was learned of consumption. Errors: `Store.Failed`. */
export interface ConsumptionKeep {
  load(): Kept
  /** `isSure` = on the disk when it returns: for what a person was told is done. */
  save(kept: Kept, isSure?: boolean): void
}

const version = 1

/** One row of the site's database for each part; what an older program kept in another form is learned anew. */
export function createConsumptionKeep(db: ConsumptionDb): ConsumptionKeep {
  const read = <T>(id: string): T | undefined => {
    const row = db.get<{ body: string }>('SELECT body FROM consumption WHERE id = ?', `${id}.${version}`)
    return row && (JSON.parse(row.body) as T)
  }
  const write = (id: string, body: unknown) => {
    db.run('INSERT OR REPLACE INTO consumption (id, body) VALUES (?, ?)', `${id}.${version}`, JSON.stringify(body))
  }
  return {
    load: () => ({ loads: read<Kept['loads']>('loads') ?? {}, excess: read<Kept['excess']>('excess') ?? null }),
    save({ loads, excess }, isSure = false) {
      const work = () => {
        write('loads', loads)
        write('excess', excess)
      }
      if (isSure) db.durable(work)
      else db.transaction(work)
    },
  }
}
