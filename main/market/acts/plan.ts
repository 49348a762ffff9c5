import type { ContractName, LedgerCall, LedgerValue } from '../../../domain/settlement/ledger.ts'
import type { StorageKind } from '../../../domain/market/names.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { MarketState } from '../fold/state.ts'
import type { MatchView } from '../matching/match.ts'

/** Tokens of the account outside the vault, and what contracts may take of them, units. */
export interface Wallet {
  powec: string
  approved: Partial<Record<ContractName, string>>
}

/** What the site knows of its storage now; energy in Wh, power in W. */
export interface StorageFacts {
  measuredAt: EpochMs
  capacityWh: number
  usableWh: number
  guaranteedWh: number
  lossPpmPerHour: number
  chargePowerW: number
  dischargePowerW: number
}

/** The controller's key as the market asks for it. */
export interface Controller {
  /** `undefined` while locked. */
  address(): string | undefined
  /** Signature (64 bytes, r and vs) of a digest; `undefined` while locked. Errors: `Settlement.TwoTruths`. */
  sign(subject: string, digest: string): string | undefined
}

/** What an act is checked against and made from. */
export interface ActView {
  state: MarketState
  now: EpochMs
  account: string
  chainId: number
  addressOf(contract: ContractName): string
  /** `null` while the chain does not answer. */
  wallet: Wallet | null
  controller: Controller
  /** What is measured of the site's storage of a kind. */
  facts(kind: StorageKind): StorageFacts | undefined
  match: MatchView
}

/** One call of an act, with what it does in words. */
export interface Step {
  words: string
  /** Made when it is carried out: signatures are given then, not at the check. */
  call: () => LedgerCall
}

/** What an act would do. */
export interface ActPlan {
  lines: { label: string; words: string }[]
  obstacles: string[]
  steps: Step[]
}

/** Makes the plan of an act. */
export type Make<I> = (view: ActView, input: I) => ActPlan

/** A step of one call whose arguments are known already. */
export function step(words: string, contract: ContractName, method: string, args: readonly LedgerValue[]): Step {
  return { words, call: () => ({ contract, method, args }) }
}

/** The sentences that hold. */
export function sentences(...all: (string | false | undefined)[]): string[] {
  return all.filter((words): words is string => typeof words === 'string' && words !== '')
}

/** Seconds of the chain, as text. */
export function secondsOf(at: EpochMs): string {
  return String(Math.floor(at / 1_000))
}
