import type { Ms } from '../units.ts'
import type { AgreementLine, AgreementTerms } from './agreement.ts'
import { accountOf, shortWhOf, type Units } from './reward.ts'

/** What each step of a dispute takes, by the contract. */
export const disputeTimes = {
  response: 72 * 3_600_000,
  evidence: 7 * 86_400_000,
  ruling: 14 * 86_400_000,
  appeal: 72 * 3_600_000,
} as const satisfies Record<string, Ms>

/** How a dispute stands, in the order of the contract's codes from 1 on. */
export const disputeStates = ['opened', 'evidence', 'ruled', 'appealed', 'executed'] as const

const perToken = 10n ** 18n
const leastBond = 100n * perToken
/** Most of a lost bond that goes to the arbiter. */
const feeCap = 500n * perToken
/** The contract's share of a right claim is in thousandths. */
const whole = 1_000n

/** Quantities that a dispute is about. */
export const disputedQuantities = ['takenWh', 'returnedWh', 'shortWh', 'deviationWh', 'unusedWh'] as const
/** Other quantities than posted; absent = as posted, what is short follows from taken and returned. */
export type ClaimedQuantities = { [name in (typeof disputedQuantities)[number]]?: number | undefined }

/** The claim as a line: what was posted with other quantities. */
export function claimedLine(terms: AgreementTerms, posted: AgreementLine, claim: ClaimedQuantities): AgreementLine {
  const { takenWh = posted.takenWh, returnedWh = posted.returnedWh } = claim
  const shortWh = posted.isFinal ? shortWhOf(terms, takenWh, returnedWh) : 0
  const said = Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined))
  return { ...posted, takenWh, returnedWh, shortWh, ...said }
}

/** Money between two claims. */
export function disputedOf(terms: AgreementTerms, posted: AgreementLine, claimed: AgreementLine): Units {
  const between = keptBy(terms, posted) - keptBy(terms, claimed)
  return between < 0n ? -between : between
}

/** What a line leaves the payee: earned less penalty. Below 0 = he gives back out of his bond. */
export function keptBy(terms: AgreementTerms, line: AgreementLine): bigint {
  const { earned, penalised } = accountOf(terms, line)
  return earned - penalised
}

/** Bond of each side: a tenth of the money between the claims, at least 100 POWEC, rounded up. An appeal takes twice as much. */
export function bondOf(terms: AgreementTerms, posted: AgreementLine, claimed: AgreementLine): Units {
  const tenth = (disputedOf(terms, posted, claimed) + 9n) / 10n
  return tenth > leastBond ? tenth : leastBond
}

/** A dispute as far as it has come. */
export interface DisputeCourse {
  state: (typeof disputeStates)[number]
  posted: AgreementLine
  claimed: AgreementLine
  /** Of the arbiter, then of the second one. */
  rulings: readonly { line: AgreementLine; challengerWinsPpk: number }[]
  bond: Units
  appealedBy: 'challenger' | 'opponent' | undefined
  /** It ended because nobody ruled. */
  isTimedOut: boolean
}

/** Who has what of the bonds in the end. */
export type BondShares = Record<'challenger' | 'opponent' | 'arbiter' | 'fund', Units>

/** What decides a dispute when nothing more happens: nobody answers, nobody rules, or a ruling. */
export interface DisputeOutcome {
  by: 'noAnswer' | 'noRuling' | 'ruling'
  line: AgreementLine
  bonds: BondShares
}

/** What a dispute comes to when nothing more happens, or came to; by the rules of the contract, to the unit. */
export function outcomeOf(course: DisputeCourse): DisputeOutcome {
  const { state, posted, claimed, rulings, bond, appealedBy, isTimedOut } = course
  const nothing = { challenger: 0n, opponent: 0n, arbiter: 0n, fund: 0n }
  const last = rulings.at(-1)
  const isOver = state === 'executed'
  if (last && !isTimedOut && state !== 'appealed') {
    const shares = sharedBonds(bond, BigInt(last.challengerWinsPpk))
    return { by: 'ruling', line: last.line, bonds: plus(shares, appealShares(course)) }
  }
  if (state === 'opened' || (isOver && !isTimedOut))
    return { by: 'noAnswer', line: claimed, bonds: { ...nothing, challenger: bond } }
  const back = { ...nothing, challenger: bond, opponent: bond }
  if (appealedBy) back[appealedBy] += 2n * bond
  return { by: 'noRuling', line: lowerOf(posted, claimed), bonds: back }
}

/** Each side loses as much of its bond as it was wrong: half to the other, the rest to the arbiter up to his cap, then to the fund. */
function sharedBonds(bond: Units, challengerWins: bigint): BondShares {
  const lostByOpponent = (bond * challengerWins) / whole
  const lostByChallenger = bond - lostByOpponent
  const challenger = bond - lostByChallenger + lostByOpponent / 2n
  const opponent = bond - lostByOpponent + lostByChallenger / 2n
  const left = 2n * bond - challenger - opponent
  const arbiter = left < feeCap ? left : feeCap
  return { challenger, opponent, arbiter, fund: left - arbiter }
}

/** The doubled bond of an appeal: back to who appealed when the ruling moved his way, else half to the other side, half to the fund. */
function appealShares({ rulings, bond, appealedBy }: DisputeCourse): BondShares {
  const shares = { challenger: 0n, opponent: 0n, arbiter: 0n, fund: 0n }
  const [first, second] = rulings
  if (!appealedBy || !first || !second) return shares
  const moved = second.challengerWinsPpk - first.challengerWinsPpk
  const isBetter = appealedBy === 'challenger' ? moved > 0 : moved < 0
  const other = appealedBy === 'challenger' ? 'opponent' : 'challenger'
  if (isBetter) return { ...shares, [appealedBy]: 2n * bond }
  return { ...shares, [other]: bond, fund: bond }
}

function plus(a: BondShares, b: BondShares): BondShares {
  return {
    challenger: a.challenger + b.challenger,
    opponent: a.opponent + b.opponent,
    arbiter: a.arbiter + b.arbiter,
    fund: a.fund + b.fund,
  }
}

/** Quantities of a line that are numbers or texts of whole numbers. */
const wholeQuantities = [...disputedQuantities, 'estimatedWh'] as const
const longQuantities = ['reservedWhQ', 'storedWhQ'] as const

/** The lower of each quantity: what stands when nobody rules. */
function lowerOf(a: AgreementLine, b: AgreementLine): AgreementLine {
  const lower = { ...a }
  for (const name of wholeQuantities) lower[name] = Math.min(a[name], b[name])
  for (const name of longQuantities) lower[name] = BigInt(a[name]) < BigInt(b[name]) ? a[name] : b[name]
  return lower
}

/** The first quantity of a line that lies outside two claims; `undefined` when all lie between them. */
export function outsideOf(
  line: AgreementLine,
  a: AgreementLine,
  b: AgreementLine,
): (typeof disputedQuantities)[number] | undefined {
  return disputedQuantities.find(
    (name) => line[name] < Math.min(a[name], b[name]) || line[name] > Math.max(a[name], b[name]),
  )
}

/** What a dispute changed of a line that was posted. */
export interface Ruled {
  posted: AgreementLine
  settled: AgreementLine
}

const boundQuantities = ['returnedWh', 'shortWh', 'deviationWh', 'unusedWh'] as const

/** A stated line as a ruling binds it: lines are cumulative, so what the ruling took off or added holds for all later ones too. */
export function boundLine(ruled: Ruled | undefined, line: AgreementLine): AgreementLine {
  if (!ruled) return line
  const { posted, settled } = ruled
  const bound = { ...line }
  for (const name of boundQuantities) bound[name] = Math.max(0, line[name] + settled[name] - posted[name])
  for (const name of longQuantities) {
    const moved = BigInt(line[name]) + BigInt(settled[name]) - BigInt(posted[name])
    bound[name] = `${moved > 0n ? moved : 0n}`
  }
  return bound
}
