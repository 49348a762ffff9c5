import type { EpochMs } from '../../../domain/units.ts'
import { quarterMs } from '../calendar.ts'

/** Quarters of an hour that follow each other, as stretches. */
export function gapsOf(missing: readonly EpochMs[]): { from: EpochMs; to: EpochMs }[] {
  const gaps: { from: EpochMs; to: EpochMs }[] = []
  for (const at of missing) {
    const last = gaps.at(-1)
    if (last?.to === at) last.to = at + quarterMs
    else gaps.push({ from: at, to: at + quarterMs })
  }
  return gaps
}
