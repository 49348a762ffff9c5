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
