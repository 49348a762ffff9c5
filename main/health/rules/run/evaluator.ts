import type { RuleEvent } from '../../../../domain/health/rules.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { ValueOf } from '../rules-needs.ts'
import type { Program } from './program.ts'
import type { Slots } from './slots.ts'

/** Programs over one stream of scans. The same scans give the same events: time comes from the scans alone. */
export interface Evaluator {
  /** Takes a scan; an instant that is not later than the last one is left out. */
  scan(at: EpochMs, valueOf: ValueOf): RuleEvent[]
  put(program: Program): void
  remove(ruleId: string): void
  programs(): readonly Program[]
}

/** Programs that read from `slots`. */
export function createEvaluator(slots: Slots): Evaluator {
  let programs: readonly Program[] = []
  return {
    scan(at, valueOf) {
      if (at <= slots.at) return []
      slots.fill(at, valueOf)
      const events: RuleEvent[] = []
      for (const program of programs) {
        const changed = program.step()
        if (changed.length > 0) events.push(...changed)
      }
      return events
    },
    put(program) {
      programs = [...programs.filter(({ ruleId }) => ruleId !== program.ruleId), program]
    },
    remove(ruleId) {
      programs = programs.filter((program) => program.ruleId !== ruleId)
    },
    programs: () => programs,
  }
}
