import type { Effort } from '../make-schedule.ts'
import type { PlanProblem } from '../problem.ts'
import type { Schedule } from '../schedule.ts'

/** To the thread that plans. */
export interface ToPlanning {
  id: number
  problem: PlanProblem
  effort?: Effort
}

/** From the thread that plans. */
export type FromPlanning =
  /** The solver is loaded. */
  | { type: 'ready' }
  | { type: 'planned'; id: number; schedule: Schedule }
  /** The solver failed; the next problem is tried afresh. */
  | { type: 'failed'; id: number; reason: string }
