import { PowerchainError } from '../../../domain/errors.ts'
import type { HealthRule, RuleEvent } from '../../../domain/health/rules.ts'
import type { RuleCheck } from '../../../domain/rpc/health/rules.ts'
import { tryOver } from './history/try-out.ts'
import { assetsOf, checkText } from './language/check/check.ts'
import { completeAt } from './language/complete.ts'
import { formatRule } from './language/format.ts'
import type { Vocabulary } from './language/names.ts'
import { spokenRule } from './language/spoken.ts'
import { readLibrary, type StarterRule } from './library/read-library.ts'
import type { Rules, RulesNeeds } from './rules-needs.ts'
import { peersBySite } from './run/peers-of.ts'
import { createRunning, type Running } from './run/running.ts'
import { createEventTable } from './store/event-table.ts'
import { createRuleShelf, type RuleShelf } from './store/rule-shelf.ts'
import type { KeptVersion } from './store/rule-table.ts'

const dayMs = 86_400_000
/** For `get` and `fired90d`. */
const shownDays = 90

/**
 * The rules of a site: its starter rules and its own, running over what is handed to `scan`. `library` is for tests.
 * @throws PowerchainError `Store.*`
 */
export function createRules(needs: RulesNeeds & { library?: readonly StarterRule[] }): Rules {
  const { db, site, points, clock, library = readLibrary() } = needs
  const vocabulary = (): Vocabulary => ({ assets: site.assets, connection: site.connection, points: points() })
  const peersOf = needs.peersOf ?? peersBySite(site.assets)
  const shelf = createRuleShelf({ ...needs, vocabulary, library })
  const events = createEventTable(db)
  const listeners = new Set<(event: RuleEvent, rule: HealthRule) => void>()
  const shown = (kept: KeptVersion, counts = events.counts(clock.now() - shownDays * dayMs)) =>
    shapeOf(kept, counts.get(kept.rule) ?? 0)
  const tell = (event: RuleEvent) => {
    events.put(event)
    const kept = running.versionOf(event.ruleId)
    if (kept) for (const listener of listeners) listener(event, shown(kept))
  }
  const running: Running = createRunning({ ...needs, peersOf, vocabulary, tell })
  for (const kept of shelf.live()) running.put(kept)
  return {
    scan: running.scan,
    keep: running.keep,
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    events: events.list,
    list() {
      const counts = events.counts(clock.now() - shownDays * dayMs)
      return shelf.newest().map((kept) => shown(kept, counts))
    },
    live: () => shelf.live().map((kept) => shown(kept)),
    get(id) {
      const versions = shelf.versions(id).map((kept) => shown(kept))
      const [rule] = versions
      if (!rule) throw new PowerchainError('Config.NotFound', `There is no rule "${id}".`)
      return { rule, versions, events: events.list({ from: clock.now() - shownDays * dayMs, ruleId: id }) }
    },
    check: (text) => checked(text, vocabulary()),
    complete: (text, at) => completeAt(text, at, vocabulary()),
    ...actsOn({ ...needs, shelf, running, events, shown, vocabulary, peersOf }),
  }
}

interface Acts extends RulesNeeds {
  shelf: RuleShelf
  running: Running
  events: ReturnType<typeof createEventTable>
  shown(kept: KeptVersion): HealthRule
  vocabulary: () => Vocabulary
  peersOf: NonNullable<RulesNeeds['peersOf']>
}

/** What people do with rules: try, save, put in charge. */
function actsOn(acts: Acts): Pick<Rules, 'tryOut' | 'save' | 'setState'> {
  const { shelf, running, events, shown, vocabulary, clock } = acts
  let isTrying = false
  return {
    async *tryOut({ text, days }, signal) {
      const { tree, issues } = checkText(text, vocabulary())
      if (!tree)
        throw new PowerchainError('Config.Invalid', issues[0]?.message ?? 'This is not a rule.', {
          details: { issues },
        })
      if (isTrying) throw new PowerchainError('Replay.Busy', 'Another rule is being tried; wait or end it.')
      isTrying = true
      try {
        for await (const step of tryOver(
          { ...acts, vocabulary: vocabulary() },
          { text, days, now: clock.now() },
          signal,
        )) {
          if (step.step === 'result') shelf.tried(text, { days, fired: step.events.length })
          yield step
        }
      } finally {
        isTrying = false
      }
    },
    save: (person, asked) => shown(shelf.save(person, asked)),
    setState(person, asked) {
      const kept = shelf.setState(person, asked)
      const live = running.versionOf(asked.id)
      if (kept.state === 'live') running.put(kept)
      else if (live?.version === kept.version) running.remove(kept.rule)
      // what another version saw has ended with it
      if (live && live.version !== running.versionOf(asked.id)?.version) events.endAll(kept.rule, clock.now())
      return shown(kept)
    },
  }
}

function checked(text: string, vocabulary: Vocabulary): RuleCheck {
  const { tree, issues } = checkText(text, vocabulary)
  return {
    issues,
    formatted: tree ? formatRule(tree) : null,
    spoken: tree ? spokenRule(tree) : null,
    assetIds: tree ? assetsOf(tree, vocabulary).map(({ id }) => id) : [],
  }
}

/** A version in the words of the contract. Its title, kind and failure are those of its text. */
function shapeOf(
  { rule, version, text, state, isStarter, author, reason, at }: KeptVersion,
  fired90d: number,
): HealthRule {
  const title = /^rule "((?:[^"\\]|\\.)*)"/m.exec(text)?.[1] ?? rule
  return {
    id: rule,
    version,
    title: title.replaceAll(/\\(.)/g, '$1'),
    text,
    state,
    isStarter,
    kind: /^for ([a-z]+(?:, [a-z]+)*)/m.exec(text)?.[1] ?? '',
    mode: /^then forecast (\w+)/m.exec(text)?.[1] ?? null,
    author,
    reason,
    at,
    fired90d,
  }
}
