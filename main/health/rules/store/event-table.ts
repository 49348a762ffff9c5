import type { RuleEvent } from '../../../../domain/health/rules.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { RulesDb } from '../rules-needs.ts'

/** Times at which live rules held, in the site's database. */
export interface EventTable {
  /** Keeps an event, or its end when its beginning is there. */
  put(event: RuleEvent): void
  /** Those that reach into [from, to), the newest first. */
  list(asked: { from: EpochMs; to?: EpochMs; assetId?: string; ruleId?: string }): RuleEvent[]
  /** How often each rule began to hold since then. */
  counts(since: EpochMs): Map<string, number>
  /** Ends what still holds of a rule that is taken out. */
  endAll(ruleId: string, at: EpochMs): RuleEvent[]
}

interface Row {
  rule: string
  asset: string
  begun_at: number
  ended_at: number | null
  version: number
  severity: RuleEvent['severity']
  words: string
}

/** Events given at once. */
const mostListed = 2_000

/** The table over an open database. */
export function createEventTable(db: RulesDb): EventTable {
  const put: EventTable['put'] = ({ ruleId, version, assetId, from, to, severity, words }) =>
    void db.run(
      `INSERT INTO rule_event (rule, asset, begun_at, ended_at, version, severity, words) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (rule, asset, begun_at) DO UPDATE SET ended_at = excluded.ended_at`,
      ruleId,
      assetId,
      from,
      to,
      version,
      severity,
      words,
    )
  return {
    put,
    list: ({ from, to = Number.MAX_SAFE_INTEGER, assetId = null, ruleId = null }) =>
      db
        .all<Row>(
          `SELECT * FROM rule_event WHERE begun_at < ? AND (ended_at IS NULL OR ended_at >= ?)
           AND (? IS NULL OR asset = ?) AND (? IS NULL OR rule = ?) ORDER BY begun_at DESC LIMIT ${mostListed}`,
          to,
          from,
          assetId,
          assetId,
          ruleId,
          ruleId,
        )
        .map(toEvent),
    counts: (since) =>
      new Map(
        db
          .all<{ rule: string; n: number }>(
            'SELECT rule, count(*) AS n FROM rule_event WHERE begun_at >= ? GROUP BY rule',
            since,
          )
          .map(({ rule, n }) => [rule, n]),
      ),
    endAll(ruleId, at) {
      const open = db.all<Row>('SELECT * FROM rule_event WHERE rule = ? AND ended_at IS NULL', ruleId).map(toEvent)
      const ended = open.map((event) => Object.assign(event, { to: Math.max(at, event.from) }))
      for (const event of ended) put(event)
      return ended
    },
  }
}

function toEvent({ rule, asset, begun_at: from, ended_at: to, version, severity, words }: Row): RuleEvent {
  return { ruleId: rule, version, assetId: asset, from, to, severity, words }
}
