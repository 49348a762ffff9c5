import type { LinearData } from './linear-model.ts'
import type { OpenModel, Optimum, Solver } from './solver.ts'

/** Solves programmes one after the other, each from the basis of the one before where they have the same shape. */
export interface KeptModel {
  /** @throws RangeError when the solver fails; the next one then starts afresh */
  solve(data: LinearData): Optimum
  close(): void
}

/** Keeps one programme open. */
export function keepOpen(solver: Solver): KeptModel {
  let kept: { open: OpenModel; data: LinearData } | undefined
  const close = (): void => {
    kept?.open.close()
    kept = undefined
  }
  return {
    solve(data) {
      if (kept && (kept.data === data || hasSameShape(kept.data, data))) kept.open.update(data)
      else {
        close()
        kept = { open: solver.open(data), data }
      }
      try {
        return kept.open.solve()
      } catch (error) {
        close()
        throw error
      }
    },
    close,
  }
}

function hasSameShape(a: LinearData, b: LinearData): boolean {
  return a.cost.length === b.cost.length && isEqual(a.starts, b.starts) && isEqual(a.indices, b.indices)
}

function isEqual(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i])
}
