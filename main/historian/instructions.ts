import type { Instruction } from '../../domain/instruction.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { WriteDb } from './db.ts'

/** Keeps instructions over a restart. */
export interface InstructionTable {
  /** Instructions not yet over when the engine stopped, oldest end first. */
  load(): Instruction[]
  /** Inserts or replaces by id; on the disk when it returns. */
  save(instruction: Instruction): void
  /** Those that reach into `[from, until)`, newest begin first. */
  between(from: EpochMs, until: EpochMs, limit: number): Instruction[]
}

/** Instructions as rows of the site's database. Errors: `Store.Failed`. */
export function createInstructionTable({ db }: { db: WriteDb }): InstructionTable {
  return {
    load: () =>
      db
        .all<{ body: string }>(
          "SELECT body FROM instruction WHERE state NOT IN ('completed', 'cancelled') ORDER BY until",
        )
        .map((row) => JSON.parse(row.body) as Instruction),
    between: (from, until, limit) =>
      db
        .all<{ body: string }>(
          `SELECT body FROM instruction WHERE until > ? AND json_extract(body, '$.from') < ?
           ORDER BY json_extract(body, '$.from') DESC LIMIT ?`,
          from,
          until,
          limit,
        )
        .map((row) => JSON.parse(row.body) as Instruction),
    save(instruction) {
      const { id, until, state } = instruction
      db.durable(() =>
        db.run(
          'INSERT OR REPLACE INTO instruction (id, until, state, body) VALUES (?, ?, ?, ?)',
          id,
          until,
          state,
          JSON.stringify(instruction),
        ),
      )
    },
  }
}
