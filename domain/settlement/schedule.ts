import type { Quarter } from '../metering/quarter.ts'
import type { AgreementTerms, GivenSchedule } from './agreement.ts'

/** Energy agreed for a quarter. */
export interface ScheduledQuarter {
  takenWh: number
  returnedWh: number
}

/** What is agreed for each quarter of an agreement. */
export type Schedule = (quarter: Quarter) => ScheduledQuarter

/** What is due back when the whole volume was taken: less the permitted loss. */
export function dueWhOf({ volumeWh, permittedLossPpm }: AgreementTerms): number {
  return volumeWh - Number((BigInt(volumeWh) * BigInt(permittedLossPpm)) / 1_000_000n)
}

/**
 * Constant power over each window, as agreed when terms name no schedule. Shares are cumulative, so that the quarters of a
 * window add up to it to the Wh. A utilization or a supply only returns: what it delivers is its `returned` energy.
 */
export function constantSchedule(terms: AgreementTerms): Schedule {
  const { kind, volumeWh, accumulateFrom, accumulateTo, supplyFrom, supplyTo } = terms
  const taken = kind === 'storage' ? volumeWh : 0
  const returned = kind === 'storage' ? dueWhOf(terms) : volumeWh
  return (quarter) => ({
    takenWh: shareOf(taken, quarter, accumulateFrom, accumulateTo),
    returnedWh: shareOf(returned, quarter, supplyFrom, supplyTo),
  })
}

function shareOf(totalWh: number, quarter: Quarter, from: Quarter, to: Quarter): number {
  if (quarter < from || quarter >= to) return 0
  const until = (quarters: number) => Number((BigInt(totalWh) * BigInt(quarters)) / BigInt(to - from))
  return until(quarter - from + 1) - until(quarter - from)
}

/** A schedule that was given beside the terms, quarter by quarter from `accumulateFrom` on; nothing is agreed beyond it. */
export function givenScheduleOf({ accumulateFrom }: AgreementTerms, given: GivenSchedule): Schedule {
  return (quarter) => {
    const [takenWh = 0, returnedWh = 0] = given[quarter - accumulateFrom] ?? []
    return { takenWh, returnedWh }
  }
}
