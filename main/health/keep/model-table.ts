import type { HealthModels } from '../../../domain/rpc/health/models.ts'
import type { HealthDb } from '../history.ts'

/** A model as the model page shows it. */
export type ModelRow = HealthModels['models'][number]

/** Rows of models. */
export type ModelTable = ReturnType<typeof createModelTable>

/** Trained models in versions that never change; which one is in charge does. Errors: `Store.Failed`. */
export function createModelTable({ db }: { db: HealthDb }) {
  return {
    /** Keeps a version; when it takes charge, the former one no longer is. */
    save(about: ModelRow, weights: string): void {
      const { id, version, madeAt, isInCharge } = about
      db.transaction(() => {
        if (isInCharge) db.run('UPDATE health_model SET is_in_charge = 0 WHERE id = ?', id)
        db.run(
          'INSERT INTO health_model (id, version, made_at, is_in_charge, about, weights) VALUES (?, ?, ?, ?, ?, ?)',
          id,
          version,
          madeAt,
          isInCharge ? 1 : 0,
          JSON.stringify(about),
          weights,
        )
      })
    },
    /** The newest version of each, and those in charge. */
    list: (): ModelRow[] =>
      db
        .all<{ about: string; is_in_charge: number }>(
          'SELECT about, is_in_charge FROM health_model AS one WHERE is_in_charge = 1 OR version = ' +
            '(SELECT max(version) FROM health_model WHERE id = one.id) ORDER BY id, version DESC',
        )
        .map(read),
    versionOf: (id: string): number =>
      db.get<{ n: number | null }>('SELECT max(version) AS n FROM health_model WHERE id = ?', id)?.n ?? 0,
    inCharge(id: string): { about: ModelRow; weights: string } | undefined {
      const row = db.get<{ about: string; is_in_charge: number; weights: string }>(
        'SELECT about, is_in_charge, weights FROM health_model WHERE id = ? AND is_in_charge = 1',
        id,
      )
      return row && { about: read(row), weights: row.weights }
    },
  }
}

function read({ about, is_in_charge: inCharge }: { about: string; is_in_charge: number }): ModelRow {
  return { ...(JSON.parse(about) as ModelRow), isInCharge: inCharge === 1 }
}
