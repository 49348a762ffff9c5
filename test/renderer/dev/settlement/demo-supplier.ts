import { implement } from '@orpc/server'
import type { Quarter } from '../../../../domain/metering/quarter.ts'
import { contract } from '../../../../domain/rpc/contract.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { compareLines, daysOf } from '../../../../main/metering/supplier/compare.ts'
import type { Decision } from '../../../../main/metering/supplier/supplier-lines.ts'
import type { DemoMeters } from './demo-meters.ts'

const check = { values: 0, missing: 0, gaps: [], from: '', to: '', importedKWh: 0, exportedKWh: null, faults: [] }
const comparison = { agreeing: 0, differing: 0, unknown: 0, differenceWh: 0, isKnown: false }

/** The supplier of the demonstration counts as we do, but for one quarter in nine. */
export function createDemoSupplier(meters: DemoMeters, timeZone: string, now: () => EpochMs) {
  const { supplier } = implement(contract).metering
  const decisions = new Map<Quarter, Decision>()
  const key = { pointId: 'grid', register: 'import' } as const
  const lines = (from: Quarter, to: Quarter) => {
    const ours = meters.intervals(key, from, to)
    const theirs = ours.map(({ quarter, wh }) => ({
      register: key.register,
      quarter,
      wh: Math.round((wh ?? 0) * (quarter % 9 === 4 ? 1.04 : 1.002)),
    }))
    return compareLines(key.pointId, theirs, ours, decisions)
  }
  return {
    check: supplier.check.handler(() => ({ check, comparison })),
    take: supplier.take.handler(() => ({ check, comparison })),
    files: supplier.files.handler(() => [
      { n: 1, hash: 'd4'.repeat(32), name: 'supplier-october.csv', person: 'Ada', at: now() - 86_400_000 },
    ]),
    days: supplier.days.handler(({ input }) => daysOf(lines(input.from, input.to), timeZone)),
    lines: supplier.lines.handler(({ input }) => lines(input.from, input.to)),
    decide: supplier.decide.handler(({ input }) => {
      const differing = lines(input.from, input.to).filter(({ state }) => state !== 'agrees')
      for (const { quarter, theirWh, ourWh } of differing)
        decisions.set(quarter, { ...input, quarter, theirWh, ourWh: ourWh ?? 0, person: 'Ada' })
      return differing.length
    }),
  }
}
