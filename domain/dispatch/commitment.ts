import type { EpochMs, KW, KWh, Ms } from '../units.ts'
import { isInWindow, wallClock } from './clock-window.ts'
import type { ContractConfig } from './controller-settings.ts'

/** Power promised by contract for a window, counted at the connection or at some assets. */
export interface Commitment {
  id: string
  /** The other side. */
  counterparty: string
  /** What it is, in words: `delivery 12:00-13:00`. */
  label: string
  from: EpochMs
  until: EpochMs
  /** Promised power at the connection, import positive, export negative; of assets, into the bus positive. */
  powerKW: KW
  /** Assets whose power together is promised; absent = the connection's. More in the same direction breaks nothing. */
  assets?: readonly string[]
  /** Energy of others that these assets hold meanwhile, which is not theirs to use. */
  heldKWh?: KWh
  /** Deviation that costs nothing, either way. */
  toleranceKW: KW
  /** Price of what deviates beyond the tolerance. */
  penaltyEurPerMWh: number
  /** What that price is made up of, where its parts begin at tolerances of their own; absent = all of it at the tolerance. */
  parts?: readonly CommitmentPart[]
}

/** A part of what missing a promise costs. */
export interface CommitmentPart {
  /** What is paid or lost, in a word: `deviation`, `short`. */
  what: string
  /** Deviation up to which it costs nothing. */
  toleranceKW: KW
  eurPerMWh: number
}

const quarterMs: Ms = 900_000

/** What the contracts of a site promise in a time: one commitment for each of their windows that reaches into it. */
export function commitmentsBetween(
  contracts: readonly ContractConfig[],
  timeZone: string,
  { from, until }: { from: EpochMs; until: EpochMs },
): Commitment[] {
  return contracts.flatMap((contract) => windowsOf(contract, timeZone, from, until))
}

function windowsOf(contract: ContractConfig, timeZone: string, from: EpochMs, until: EpochMs): Commitment[] {
  const found: Commitment[] = []
  const first = Math.floor(from / quarterMs) * quarterMs
  let begin: EpochMs | undefined
  for (let at = first; at <= until; at += quarterMs) {
    const isIn = at < until && isPromised(contract, at, timeZone)
    if (isIn) begin ??= at
    if (isIn || begin === undefined) continue
    found.push(commitmentOf(contract, begin, at))
    begin = undefined
  }
  return found
}

function isPromised({ daily, firstDay, lastDay }: ContractConfig, at: EpochMs, timeZone: string): boolean {
  const { date } = wallClock(at, timeZone)
  const isValid = (firstDay === undefined || date >= firstDay) && (lastDay === undefined || date <= lastDay)
  return isValid && isInWindow(daily, at, timeZone)
}

function commitmentOf(contract: ContractConfig, from: EpochMs, until: EpochMs): Commitment {
  const { id, counterparty, label, direction, powerKW, toleranceKW, penaltyEurPerMWh } = contract
  return {
    id: `${id}@${from}`,
    counterparty,
    label: label ?? (direction === 'export' ? 'delivery' : 'purchase'),
    from,
    until,
    powerKW: direction === 'export' ? -powerKW : powerKW,
    toleranceKW,
    penaltyEurPerMWh,
  }
}

/** The commitments that hold at `now`, the dearest first. */
export function commitmentsAt(commitments: readonly Commitment[], now: EpochMs): Commitment[] {
  return commitments
    .filter((c) => c.from <= now && now < c.until)
    .toSorted((a, b) => b.penaltyEurPerMWh - a.penaltyEurPerMWh)
}
