import type { RuleEvent } from '../../../../domain/health/rules.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { checkText } from '../language/check/check.ts'
import type { Vocabulary } from '../language/names.ts'
import type { PeersOf, RulesNeeds, ValueOf } from '../rules-needs.ts'
import { createMemoryTable } from '../store/memory-table.ts'
import type { KeptVersion } from '../store/rule-table.ts'
import { createEvaluator } from './evaluator.ts'
import { createProgram } from './program.ts'
import { createSlots } from './slots.ts'

/** The versions in charge, at work. */
export interface Running {
  scan(at: EpochMs, valueOf: ValueOf): void
  /** Puts a version in charge in place of another of its rule; what was kept of the same version goes on. */
  put(kept: KeptVersion): void
  remove(rule: string): void
  versionOf(rule: string): KeptVersion | undefined
  keep(): void
}

/** What the running rules are made of. */
export interface RunningNeeds extends Pick<RulesNeeds, 'db' | 'expected' | 'holdMs' | 'log'> {
  peersOf: PeersOf
  vocabulary: () => Vocabulary
  tell(event: RuleEvent): void
}

/** A crash loses no more than this of a duration; a value may stand for longer. */
const keepEveryMs: Ms = 60_000

/** No rule at work yet. */
export function createRunning(needs: RunningNeeds): Running {
  const { db, expected, holdMs, peersOf, vocabulary, tell, log } = needs
  const slots = createSlots(expected)
  const evaluator = createEvaluator(slots)
  const memory = createMemoryTable(db)
  const versions = new Map<string, KeptVersion>()
  let keptAt = Number.NaN
  let nextKept = 0
  const keep = () => {
    if (!Number.isNaN(slots.at)) attempt(() => memory.save(evaluator.programs(), slots.at))
  }
  // some at each scan, all of them within a minute: hundreds of rules at once would hold up the control loop
  const keepSome = (at: EpochMs) => {
    const programs = evaluator.programs()
    const count = Math.ceil((programs.length * Math.min(at - keptAt, keepEveryMs)) / keepEveryMs)
    keptAt = at
    if (count === 0) return
    const some = Array.from({ length: count }, (_, i) => programs[(nextKept + i) % programs.length])
    nextKept = (nextKept + count) % programs.length
    attempt(() =>
      memory.save(
        some.filter((program) => program !== undefined),
        at,
      ),
    )
  }
  // a failing disk is told by those who keep readings; rules go on
  const attempt = (work: () => void) => {
    try {
      work()
    } catch (error) {
      log.warn('what rules of health saw could not be kept', { reason: String(error) })
    }
  }
  return {
    scan(at, valueOf) {
      for (const event of evaluator.scan(at, valueOf)) attempt(() => tell(event))
      if (Number.isNaN(keptAt)) keptAt = at
      if (at > keptAt) keepSome(at)
    },
    put(kept) {
      const { rule, version, text } = kept
      const { tree, issues } = checkText(text, vocabulary())
      if (!tree) {
        // the site has changed since: an asset was renamed, or is gone
        log.warn('a rule does not fit the site any more', { rule, version, reason: issues[0]?.message ?? '' })
        return
      }
      const program = createProgram({ ruleId: rule, version, tree, vocabulary: vocabulary(), slots, holdMs, peersOf })
      memory.load(program)
      evaluator.put(program)
      versions.set(rule, kept)
    },
    remove(rule) {
      evaluator.remove(rule)
      versions.delete(rule)
    },
    versionOf: (rule) => versions.get(rule),
    keep,
  }
}
