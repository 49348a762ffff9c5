import { implement } from '@orpc/server'
import { PowerchainError } from '../../../../domain/errors.ts'
import { contract } from '../../../../domain/rpc/contract.ts'

function nothing(): never {
  throw new PowerchainError('Config.NotFound', 'There is no such thing in this demonstration.')
}

/** Metering of the demonstration: no meter yet. */
export function createDemoMetering() {
  const { metering } = implement(contract)
  return {
    points: metering.points.handler(() => []),
    intervals: metering.intervals.handler(() => []),
    quarter: metering.quarter.handler(nothing),
    notes: metering.notes.handler(() => []),
    acts: metering.acts.handler(() => []),
    propose: metering.propose.handler(nothing),
    approve: metering.approve.handler(nothing),
  }
}

/** Settlement of the demonstration: none is asked for. */
export function createDemoSettlement() {
  const { settlement } = implement(contract)
  return {
    now: settlement.now.handler(() => ({
      place: null,
      key: { state: 'none' as const, address: null, epoch: 0 },
      statements: 0,
      unsigned: 0,
      oldestUnsigned: null,
      lastQuarter: null,
    })),
    statements: settlement.statements.handler(() => []),
    export: settlement.export.handler(nothing),
    batches: settlement.batches.handler(() => []),
    exportBatch: settlement.exportBatch.handler(nothing),
    createKey: settlement.createKey.handler(nothing),
    unlock: settlement.unlock.handler(nothing),
    lock: settlement.lock.handler(nothing),
  }
}
