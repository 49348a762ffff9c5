import type { RuleEvent } from '../../../../domain/health/rules.ts'
import type { PointName } from '../../../../domain/points.ts'
import type { Ms } from '../../../../domain/units.ts'
import type { RuleTree } from '../language/ast.ts'
import { assetsOf } from '../language/check/check.ts'
import type { Vocabulary } from '../language/names.ts'
import type { PeersOf } from '../rules-needs.ts'
import { compileCondition } from './compile-condition.ts'
import { createHolding, type Holding } from './holding.ts'
import { createPeerGroup, type PeerGroup } from './peer-group.ts'
import type { Scope } from './scope.ts'
import type { Slots } from './slots.ts'
import { type Memory, no, type Truth, unknown, yes } from './truth.ts'

/** What a program is made of. */
export interface ProgramNeeds {
  ruleId: string
  version: number
  tree: RuleTree
  vocabulary: Vocabulary
  slots: Slots
  holdMs: (point: PointName) => Ms
  peersOf: PeersOf
}

/** A rule at work on all its assets. Its memory is bounded by its text: see {@link Memory} of its parts. */
export interface Program extends Memory {
  ruleId: string
  version: number
  assetIds: readonly string[]
  /** Asks the rule once; gives events that began or ended by it. */
  step(): RuleEvent[]
}

/** One asset under a rule. */
interface Watch {
  assetId: string
  scope: Scope
  isInContext: () => boolean
  /** Whether its context holds; asked of all assets before any condition, for peers outside it don't count. */
  ask(): void
  truth(): Truth
  holding: Holding
  /** What the values were when it began, for as long as it holds. */
  words: string
}

const mostSayings = 4
/** How an event ends: what its context's end means, and how long it may be away and come back. */
const endings: Record<RuleTree['outcome']['type'], { whenOutside: Truth; settleMs: Ms }> = {
  breach: { whenOutside: no, settleMs: 600_000 },
  forecast: { whenOutside: unknown, settleMs: 86_400_000 },
}

/** Turns a rule without errors into a program. */
export function createProgram(needs: ProgramNeeds): Program {
  const { ruleId, version, tree, vocabulary, slots } = needs
  const severity = tree.severity.value as RuleEvent['severity']
  const contexts = new Map<string, () => boolean>()
  const groupOf = groupsOf(slots, contexts)
  const watches = assetsOf(tree, vocabulary).map((asset) => createWatch(needs, { asset, contexts, groupOf }))
  return {
    ruleId,
    version,
    assetIds: watches.map(({ assetId }) => assetId),
    step() {
      for (const watch of watches) watch.ask()
      const events: RuleEvent[] = []
      for (const watch of watches) {
        const { assetId, holding } = watch
        const before = holding.from()
        const change = holding.take(slots.at, watch.truth())
        if (change === undefined) continue
        if (change === 'began') watch.words = wordsOf(watch.scope)
        const [from, to] = change === 'began' ? [holding.from(), null] : [before, holding.to()]
        events.push({ ruleId, version, assetId, from, to, severity, words: watch.words })
      }
      return events
    },
    save: () =>
      watches.map(({ assetId, scope, holding, words }) => [
        assetId,
        words,
        holding.save(),
        ...scope.memories.map((memory) => memory.save()),
      ]),
    load(saved) {
      for (const [assetId, words, held, ...kept] of saved as [string, string, ...unknown[]][]) {
        const watch = watches.find((one) => one.assetId === assetId)
        if (!watch || kept.length !== watch.scope.memories.length) continue
        watch.words = words
        watch.holding.load(held)
        watch.scope.memories.forEach((memory, i) => memory.load(kept[i]))
      }
    },
  }
}

function createWatch(
  { tree, vocabulary, slots, holdMs, peersOf }: ProgramNeeds,
  given: { asset: Scope['asset']; contexts: Map<string, () => boolean>; groupOf: Scope['groupOf'] },
): Watch {
  const { asset, contexts, groupOf } = given
  const shared = { asset, vocabulary, slots, holdMs, peersOf, groupOf, longestHoldMs: 0, isOutside: false }
  const scope: Scope = { ...shared, memories: [], sayings: [] }
  const context = tree.when && compileCondition(scope, tree.when)
  // what the context is made of is no news when a rule begins to hold
  scope.sayings.length = 0
  const condition = compileCondition(scope, tree.condition)
  let inContext: Truth = unknown
  const isInContext = () => inContext === yes
  contexts.set(asset.id, isInContext)
  // a breach is over once its context is, or its cause; a failure that develops shows at high load and hides at low
  const { whenOutside, settleMs } = endings[tree.outcome.type]
  return {
    assetId: asset.id,
    scope,
    isInContext,
    ask() {
      scope.isOutside = false
      inContext = context ? context() : yes
      scope.isOutside = inContext !== yes
    },
    truth() {
      const truth = condition()
      if (inContext === yes) return truth
      return inContext === no ? whenOutside : unknown
    },
    holding: createHolding(settleMs),
    words: '',
  }
}

/** Groups of peers of one rule, each made once for all its members. */
function groupsOf(slots: Slots, contexts: ReadonlyMap<string, () => boolean>): Scope['groupOf'] {
  const groups = new Map<string, PeerGroup>()
  return (_, point, members) => {
    const sorted = members.toSorted()
    const key = `${point} ${sorted.join(' ')}`
    const known = groups.get(key)
    if (known) return known
    const group = createPeerGroup({
      slots,
      members: sorted.map((id) => ({
        place: slots.place(id, point),
        // looked up when asked: the watches of the others are made after this one
        isInContext: () => contexts.get(id)?.() ?? true,
      })),
    })
    groups.set(key, group)
    return group
  }
}

function wordsOf({ sayings }: Scope): string {
  const said = sayings.slice(0, mostSayings).map((say) => say())
  return [...new Set(said), ...(sayings.length > mostSayings ? ['...'] : [])].join('; ')
}
