import type { VerdictKind } from '../../../domain/health/forecast.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { HealthDb } from '../history.ts'

/** A technician's word on a forecast or an anomaly. */
export interface Verdict {
  /** Id of what it is about. */
  about: string
  /** Detector, or `forecast`. */
  source: string
  assetId: string
  /** The failure foreseen; `null` for an anomaly. */
  mode: string | null
  /** How far beyond its threshold it was, 1 = just at it: what a higher threshold would have left out. */
  strength: number
  verdict: VerdictKind
  /** For `snoozed` and `knownWork`. */
  until: EpochMs | null
  person: string
  note: string
  at: EpochMs
}

/** Rows of verdicts. */
export type VerdictTable = ReturnType<typeof createVerdictTable>

/** Verdicts, for ever; the newest of each thing counts. Errors: `Store.Failed`. */
export function createVerdictTable({ db }: { db: HealthDb }) {
  return {
    /** On the disk when it returns. */
    add: (verdict: Verdict): void =>
      void db.durable(() =>
        db.run(
          'INSERT INTO health_verdict (about, at, body) VALUES (?, ?, ?)',
          verdict.about,
          verdict.at,
          JSON.stringify(verdict),
        ),
      ),
    /** The newest word on each thing, in the order they were said. */
    newest: (): Verdict[] =>
      db
        .all<{ body: string }>(
          'SELECT body FROM health_verdict WHERE n IN (SELECT max(n) FROM health_verdict GROUP BY about) ORDER BY n',
        )
        .map(({ body }) => JSON.parse(body) as Verdict),
  }
}
