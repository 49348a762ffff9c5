import type { EpochMs } from '../../../../domain/units.ts'
import type { RulesDb } from '../rules-needs.ts'
import type { Program } from '../run/program.ts'

/** What running rules remember, so that a restart does not lose it. */
export interface MemoryTable {
  /** Keeps all of them, in one transaction. */
  save(programs: readonly Program[], at: EpochMs): void
  /** Gives a program what was kept of the same version; what can't be read any more is left. */
  load(program: Program): void
}

/** The table over an open database. */
export function createMemoryTable(db: RulesDb): MemoryTable {
  return {
    save: (programs, at) =>
      db.transaction(() => {
        for (const program of programs)
          db.run(
            'INSERT OR REPLACE INTO rule_memory (rule, version, at, body) VALUES (?, ?, ?, ?)',
            program.ruleId,
            program.version,
            at,
            JSON.stringify(program.save()),
          )
      }),
    load(program) {
      const { ruleId, version } = program
      const row = db.get<{ body: string }>(
        'SELECT body FROM rule_memory WHERE rule = ? AND version = ?',
        ruleId,
        version,
      )
      if (row) program.load(JSON.parse(row.body))
    },
  }
}
