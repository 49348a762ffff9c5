import type { AgreementLine, AgreementTerms } from './agreement.ts'

/** Token units, 1e-18 POWEC. */
export type Units = bigint

/** Quarter-hours of an hour x Wh of a kWh x millionths. */
const energyTimeScale = 4_000_000_000n
const energyScale = 4_000_000n
const whPerKWh = 1_000n

/** What the quantities of a line count for; the rest of a line is not about money. */
type Quantities = Pick<
  AgreementLine,
  'takenWh' | 'returnedWh' | 'reservedWhQ' | 'storedWhQ' | 'shortWh' | 'deviationWh' | 'unusedWh'
>

/** Energy over time, Wh-quarters, when the whole volume is held from the first quarter to the last. */
export function mostWhQ({ volumeWh, accumulateFrom, supplyTo }: AgreementTerms): bigint {
  return BigInt(volumeWh) * BigInt(supplyTo - accumulateFrom)
}

/** Reward of the payee, rounded down; quantities are clamped to what was agreed, so that it never exceeds the escrow. */
export function rewardOf(terms: AgreementTerms, { reservedWhQ, storedWhQ, returnedWh }: Quantities): Units {
  const limit = mostWhQ(terms)
  const overTime =
    BigInt(terms.capacityPrice) * least(BigInt(reservedWhQ), limit) +
    BigInt(terms.holdPrice) * least(BigInt(storedWhQ), limit)
  const back = BigInt(terms.returnPrice) * BigInt(Math.min(returnedWh, terms.volumeWh))
  return (BigInt(terms.kindPpm) * overTime + energyScale * back) / energyTimeScale
}

/** What the payee owes for energy missing at the end and for leaving the schedule, rounded up. */
export function penaltyOf(terms: AgreementTerms, { shortWh, deviationWh }: Quantities): Units {
  return ceilDiv(BigInt(terms.shortPrice) * BigInt(shortWh) + BigInt(terms.deviationPrice) * BigInt(deviationWh))
}

/** What a line brings the payee, and what he loses: both within what was agreed. Equal to the contract's arithmetic. */
export function accountOf(terms: AgreementTerms, line: Quantities): { earned: Units; penalised: Units } {
  const unused = ceilDiv(BigInt(terms.deviationPrice) * BigInt(line.unusedWh))
  const earned = least(rewardOf(terms, line) + unused, BigInt(terms.escrow))
  return { earned, penalised: least(penaltyOf(terms, line), BigInt(terms.bond) + earned) }
}

/** What may go to the payee now, and what he owes out of his bond, when `paid` went to him before. */
export function bookedOf(
  terms: AgreementTerms,
  line: Quantities,
  paid: Units,
): { earned: Units; penalised: Units; toPay: Units; owed: Units } {
  const { earned, penalised } = accountOf(terms, line)
  return { earned, penalised, toPay: above(earned, penalised + paid), owed: above(paid + penalised, earned) }
}

/** Energy missing at the end, beyond the permitted loss and a tolerance of 1 % of what was due. */
export function shortWhOf({ permittedLossPpm }: AgreementTerms, takenWh: number, returnedWh: number): number {
  const due = takenWh - Number((BigInt(takenWh) * BigInt(permittedLossPpm)) / 1_000_000n)
  return Math.max(0, due - returnedWh - Math.floor(due / 100))
}

/** Deviation of a quarter that costs nothing: 5 % of the schedule, at least 500 Wh. */
export function bandWhOf(scheduledWh: number): number {
  return Math.max(Math.floor(scheduledWh / 20), 500)
}

function least(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}

/** `a - b`, not below 0. */
function above(a: bigint, b: bigint): bigint {
  return a > b ? a - b : 0n
}

function ceilDiv(price: bigint): bigint {
  return (price + whPerKWh - 1n) / whPerKWh
}
