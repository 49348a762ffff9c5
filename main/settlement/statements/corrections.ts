import type { Interval } from '../../../domain/metering/meter.ts'
import type { Quarter } from '../../../domain/metering/quarter.ts'

/** Most quarters looked at in one turn, so that years of corrections never hold up the loop. */
const perTurn = 16

/** Quarters whose energies were corrected and whose statements may lag behind. */
export type Corrections = ReturnType<typeof createCorrections>

/**
 * Keeps statements up with corrected energies. A correction is written before its statement is revised; what a crash or a
 * full disk left between the two is found again by going through all corrected quarters once after each start.
 */
export function createCorrections(needs: {
  /** Quarters that were ever corrected, by what is on the disk. */
  corrected(): readonly Quarter[]
  /** Makes the next revision when the energies differ from what is stated. Errors: `Store.Failed`. */
  revise(quarter: Quarter): void
}) {
  let behind: Set<Quarter> | undefined
  const waiting = (): Set<Quarter> => (behind ??= new Set(needs.corrected()))
  return {
    /** Takes note of energies that were written. */
    note(intervals: readonly Interval[]): void {
      const quarters = waiting()
      for (const { quarter, revision } of intervals) if (revision > 0) quarters.add(quarter)
    },
    /** Revises some statements; gives whether all are up to date. One that fails is tried again. Errors: `Store.Failed`. */
    turn(): boolean {
      const quarters = waiting()
      for (const quarter of [...quarters].slice(0, perTurn)) {
        needs.revise(quarter)
        quarters.delete(quarter)
      }
      return quarters.size === 0
    },
  }
}
