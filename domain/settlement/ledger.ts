import type { Stop } from '../clock.ts'
import type { EpochMs } from '../units.ts'
import type { ChainState } from './outbox.ts'

/** Contracts of the platform, by the names of their ABIs. */
export const contractNames = [
  'PowecToken',
  'PowecVotes',
  'TokenSale',
  'EscrowVault',
  'NodeRegistry',
  'DeliverySettlement',
  'AgreementBook',
  'StorageMarket',
  'DisputeDesk',
  'ProofDesk',
  'NodeGroups',
  'PayoutLists',
  'RetailBilling',
  'PowecTimelock',
  'PowecGovernor',
] as const
/** One of {@link contractNames}. */
export type ContractName = (typeof contractNames)[number]

/** What a contract tells or is told. Integers are decimal strings: they may be larger than a number holds exactly; structs are objects by field. */
export type LedgerValue = string | boolean | readonly LedgerValue[] | { readonly [field: string]: LedgerValue }

/** Something that happened on the chain, decoded. */
export interface LedgerEvent {
  contract: ContractName
  /** Name in the ABI: `OfferPlaced`. */
  name: string
  args: Readonly<Record<string, LedgerValue>>
  block: number
  /** Time of its block. */
  blockAt: EpochMs
  /** Position in its block. */
  logIndex: number
  transaction: string
  /** Whether it can't be reorganised away any more. Money counts from here on. */
  isFinal: boolean
}

/** A call of a contract. */
export interface LedgerCall {
  contract: ContractName
  method: string
  args: readonly LedgerValue[]
}

/** Something this site wants to happen on the chain; it waits in the outbox as long as that takes. */
export interface LedgerAct extends LedgerCall {
  /** What makes it the same act: the same key twice is kept once. */
  key: string
  /** In words, for people. */
  words: string
  /** Name of who asked for it, and why. */
  author: string
  reason: string
}

/** A call of this site that waits in the outbox, or is in a block whose events were not read yet. */
export interface WaitingCall extends LedgerCall {
  /** Id of its act. */
  id: string
  /** Balances that are asked of the chain know it already. */
  isMined: boolean
}

/** How far the chain can be seen and believed. */
export interface LedgerNow {
  state: ChainState
  words: string
  since: EpochMs
  /** Newest block known, and when it was made. */
  block: number | null
  blockAt: EpochMs | null
  /** `true` on the practice chain: its tokens are worth nothing. */
  isPractice: boolean
}

/** The platform's contracts as other parts of the engine see them; `main/settlement` gives it to them. */
export interface Ledger {
  now(): LedgerNow
  /** Account that acts for this site; `undefined` while there is no operator key. */
  account(): string | undefined
  /** `undefined` where the network has no such contract. */
  addressOf(contract: ContractName): string | undefined
  /** Everything that happened so far, in order. The same array until that changes. */
  events(): readonly LedgerEvent[]
  /** Called when events were added, became final or were reorganised away: fold {@link Ledger.events} anew. */
  onEvents(listener: () => void): Stop
  /** Asks a contract at the newest block. Errors: `Chain.Silent`, `Chain.Refused` with the contract's error by name. */
  read(call: LedgerCall): Promise<LedgerValue>
  /** Keeps an act in the outbox; on the disk when it returns its id. Errors: `Config.Invalid` when the ABI does not know the call. */
  submit(act: LedgerAct): string
  /** Calls that {@link Ledger.events} does not tell of yet, in the order in which they go out; what was refused is not among them. */
  waiting(): WaitingCall[]
}
