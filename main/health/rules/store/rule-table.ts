import type { RuleState } from '../../../../domain/health/rules.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { RulesDb } from '../rules-needs.ts'

/** A version as it lies in the database. */
export interface KeptVersion {
  rule: string
  version: number
  text: string
  author: string
  reason: string
  at: EpochMs
  isStarter: boolean
  /** Where it stands now. */
  state: RuleState
}

/** Versions of rules in the site's database. A version never changes; its states follow each other. */
export interface RuleTable {
  /** All versions, rule by rule, the oldest first. */
  all(): KeptVersion[]
  /** Those of one rule, the oldest first. */
  of(rule: string): KeptVersion[]
  add(version: KeptVersion): void
  setState(given: Pick<KeptVersion, 'rule' | 'version' | 'state' | 'at'> & { person: string; reason: string }): void
  /** Keeps that a text was tried. */
  tried(text: string, what: { at: EpochMs; days: number; fired: number }): void
  wasTried(text: string): boolean
}

interface Row extends Omit<KeptVersion, 'isStarter' | 'state'> {
  is_starter: number
  state: RuleState | null
}

const stateNow = `(SELECT state FROM rule_state s WHERE s.rule = v.rule AND s.version = v.version ORDER BY n DESC LIMIT 1)`
const select = `SELECT v.*, ${stateNow} AS state FROM rule_version v`

function toVersion({ is_starter: starter, state, ...row }: Row): KeptVersion {
  return { ...row, isStarter: starter === 1, state: state ?? 'draft' }
}

/** The table over an open database. */
export function createRuleTable(db: RulesDb): RuleTable {
  const setState: RuleTable['setState'] = ({ rule, version, state, person, reason, at }) =>
    void db.run(
      'INSERT INTO rule_state (rule, version, state, person, reason, at) VALUES (?, ?, ?, ?, ?, ?)',
      rule,
      version,
      state,
      person,
      reason,
      at,
    )
  return {
    all: () => db.all<Row>(`${select} ORDER BY rule, version`).map(toVersion),
    of: (rule) => db.all<Row>(`${select} WHERE v.rule = ? ORDER BY version`, rule).map(toVersion),
    add({ rule, version, text, author, reason, at, isStarter, state }) {
      db.run(
        'INSERT INTO rule_version (rule, version, text, author, reason, at, is_starter) VALUES (?, ?, ?, ?, ?, ?, ?)',
        rule,
        version,
        text,
        author,
        reason,
        at,
        isStarter ? 1 : 0,
      )
      setState({ rule, version, state, person: author, reason, at })
    },
    setState,
    tried: (text, { at, days, fired }) =>
      void db.run(
        'INSERT OR REPLACE INTO rule_tried (text, at, days, fired) VALUES (?, ?, ?, ?)',
        text,
        at,
        days,
        fired,
      ),
    wasTried: (text) => db.get('SELECT 1 FROM rule_tried WHERE text = ?', text) !== undefined,
  }
}
