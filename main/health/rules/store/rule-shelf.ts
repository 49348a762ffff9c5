import type { Person } from '../../../../domain/access.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { checkText } from '../language/check/check.ts'
import { formatRule } from '../language/format.ts'
import type { Vocabulary } from '../language/names.ts'
import { slugOf, type StarterRule } from '../library/read-library.ts'
import type { RulesNeeds } from '../rules-needs.ts'
import { createRuleTable, type KeptVersion, type RuleTable } from './rule-table.ts'

/** Versions of all rules of a site, the starter ones among them. */
export interface RuleShelf {
  /** The newest version of each rule. */
  newest(): KeptVersion[]
  live(): KeptVersion[]
  /** The newest first. @throws PowerchainError `Config.NotFound` */
  versions(id: string): KeptVersion[]
  /** Keeps a text in its proper form as a draft. @throws PowerchainError `Config.Invalid`, `Config.NotFound` */
  save(person: Person, asked: { id?: string | undefined; text: string; reason: string }): KeptVersion
  /** @throws PowerchainError `Config.Invalid`, `Config.NotFound` */
  setState(
    person: Person,
    asked: { id: string; version: number; state: KeptVersion['state']; untried: boolean; reason: string },
  ): KeptVersion
  /** Keeps that a text was tried. */
  tried(text: string, what: { days: number; fired: number }): void
}

/** What a shelf is made of. */
export interface ShelfNeeds extends Pick<RulesNeeds, 'db' | 'audit' | 'clock'> {
  vocabulary: () => Vocabulary
  library: readonly StarterRule[]
}

const maker = 'Powerchain'

/** The shelf over the site's database; starter rules are put on it when they are not there, live from the beginning. */
export function createRuleShelf(needs: ShelfNeeds): RuleShelf {
  const { db, clock, vocabulary, library } = needs
  const table = createRuleTable(db)
  db.transaction(() => {
    for (const starter of library) putStarter(table, starter, clock.now())
  })
  const acts: Acts = {
    ...needs,
    table,
    versions(id) {
      const found = table.of(id).toReversed()
      if (found.length === 0) throw new PowerchainError('Config.NotFound', `There is no rule "${id}".`)
      return found
    },
    proper(text) {
      const { tree, issues } = checkText(text, vocabulary())
      if (tree) return { text: formatRule(tree), title: tree.title.text }
      const words = issues.map(({ line, column, message, hint }) => `${line}:${column} ${message} ${hint}`.trim())
      throw new PowerchainError('Config.Invalid', words.join('\n'), { details: { issues } })
    },
  }
  return {
    newest: () => [...new Map(table.all().map((one) => [one.rule, one])).values()],
    live: () => table.all().filter(({ state }) => state === 'live'),
    versions: acts.versions,
    save: (person, asked) => save(acts, person, asked),
    setState: (person, asked) => setState(acts, person, asked),
    tried: (text, what) => table.tried(acts.proper(text).text, { ...what, at: clock.now() }),
  }
}

interface Acts extends ShelfNeeds {
  table: RuleTable
  versions(id: string): KeptVersion[]
  /** A text in its proper form. */
  proper(text: string): { text: string; title: string }
}

function save(
  { db, audit, clock, table, versions, proper }: Acts,
  person: Person,
  { id, text, reason }: Parameters<RuleShelf['save']>[1],
): KeptVersion {
  const { text: kept, title } = proper(text)
  const version = id === undefined ? 1 : (versions(id)[0]?.version ?? 0) + 1
  const rule = id ?? freeId(slugOf(title), (taken) => table.of(taken).length > 0)
  const about = { rule, version, text: kept, author: person.name, reason, at: clock.now() }
  const made: KeptVersion = { ...about, isStarter: false, state: 'draft' }
  const detail = `Rule "${title}", version ${version}, as a draft: ${reason}`
  audit({ person: person.name, action: 'RuleSaved', detail })
  db.durable(() => table.add(made))
  return made
}

function setState(
  { db, audit, clock, table, versions, proper }: Acts,
  person: Person,
  { id, version, state, untried, reason }: Parameters<RuleShelf['setState']>[1],
): KeptVersion {
  const all = versions(id)
  const wanted = all.find((one) => one.version === version)
  if (!wanted) throw new PowerchainError('Config.NotFound', `The rule "${id}" has no version ${version}.`)
  const { text, title } = state === 'live' ? proper(wanted.text) : { text: wanted.text, title: id }
  const isUntried = state === 'live' && !wanted.isStarter && !table.wasTried(text)
  if (isUntried && !untried) throw untriedError(title)
  const how = isUntried ? ', untried' : ''
  const detail = `Rule "${title}", version ${version}: ${wanted.state} to ${state}${how}: ${reason}`
  audit({ person: person.name, action: 'RuleStateChanged', detail })
  const change = { rule: id, person: person.name, at: clock.now() }
  const others = state === 'live' ? all.filter((one) => one.version !== version && one.state === 'live') : []
  db.durable(() => {
    for (const other of others)
      table.setState({ ...change, version: other.version, state: 'retired', reason: `version ${version} took over` })
    table.setState({ ...change, version, state, reason })
  })
  return { ...wanted, state }
}

function untriedError(title: string): PowerchainError {
  const message = `"${title}" was not tried over the past yet. Try it first, or say that it goes live untried.`
  return new PowerchainError('Config.Invalid', message)
}

/** A starter rule that the site did not change follows the product; one it changed stays the site's. */
function putStarter(table: RuleTable, { id, text }: StarterRule, at: EpochMs): void {
  const versions = table.of(id)
  const newest = versions.at(-1)
  if (newest?.text === text || versions.some(({ isStarter }) => !isStarter)) return
  const version = (newest?.version ?? 0) + 1
  const about = { rule: id, version, text, author: maker, at, isStarter: true }
  if (newest?.state === 'live')
    table.setState({
      rule: id,
      version: newest.version,
      state: 'retired',
      person: maker,
      at,
      reason: 'a newer release',
    })
  const state = newest && newest.state !== 'live' ? newest.state : 'live'
  table.add({ ...about, state, reason: newest ? 'Comes with a newer release.' : 'Comes with the product.' })
}

function freeId(wanted: string, isTaken: (id: string) => boolean): string {
  for (let n = 1; ; n++) {
    const id = n === 1 ? wanted : `${wanted}-${n}`
    if (!isTaken(id)) return id
  }
}
