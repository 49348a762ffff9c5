import type { ChainEvent } from '../../../domain/rpc/settlement/ledger.ts'
import type { Batch } from '../../../domain/settlement/batch.ts'
import type { Attempt, OutboxRow } from '../../../domain/settlement/outbox.ts'
import type { EpochMs } from '../../../domain/units.ts'

/** Hours of the dispute window until the contract says otherwise: its first value (contracts/settlement/PauseClock.sol). */
const firstWindowHours = 168
const hourMs = 3_600_000

/** How far a batch has come. */
export const batchSteps = ['waits', 'sent', 'on chain', 'undisputed', 'refused'] as const
/** One of {@link batchSteps}. */
export type BatchStep = (typeof batchSteps)[number]

/** Where a batch stands on its way to the chain. */
export interface BatchStanding {
  step: BatchStep
  /** Of the outbox; `undefined` while it is in none. */
  row: OutboxRow | undefined
  /** The attempt that counts: the newest. */
  attempt: Attempt | undefined
  /** What the chain says of it; `undefined` while it says nothing. */
  posted: { at: EpochMs; block: number; transaction: string; isFinal: boolean } | undefined
  /** Last moment of the dispute window, pauses of the contract apart; `undefined` before it begins. */
  windowEndsAt: EpochMs | undefined
}

/** Where a batch stands, from the outbox and what the contract told. */
export function standingOf(
  { digest, header }: Pick<Batch, 'digest' | 'header'>,
  outbox: readonly OutboxRow[],
  { events, windows }: { events: readonly ChainEvent[]; windows: Readonly<Record<string, EpochMs>> },
  now: EpochMs,
): BatchStanding {
  const rows = outbox.filter(({ intent }) => isPostingOf(intent, header.statementsRoot))
  // batches that waited long go together: the intent of the single one is superseded then
  const row = rows.find(({ state }) => state !== 'superseded') ?? rows[0]
  const event = events.find(({ name, args }) => name === 'BatchPosted' && isSame(args['digest'], digest))
  const posted = event && {
    at: event.blockAt,
    block: event.block,
    transaction: event.transaction,
    isFinal: event.isFinal,
  }
  // what the chain was not asked yet follows from its settings
  const windowEndsAt = posted && (windows[digest] ?? posted.at + windowHoursAt(events, posted.block) * hourMs)
  return { step: stepOf(row, windowEndsAt, now), row, attempt: row?.attempts.at(-1), posted, windowEndsAt }
}

function stepOf(row: OutboxRow | undefined, windowEndsAt: EpochMs | undefined, now: EpochMs): BatchStep {
  if (windowEndsAt !== undefined) return now > windowEndsAt ? 'undisputed' : 'on chain'
  if (row?.state === 'reverted') return 'refused'
  return row && row.attempts.length > 0 ? 'sent' : 'waits'
}

/** The call, of one batch or of several, holds the root of the batch. */
function isPostingOf({ kind, data }: OutboxRow['intent'], statementsRoot: string): boolean {
  return kind === 'postBatch' && data.includes(statementsRoot.slice(2))
}

function isSame(a: unknown, b: string): boolean {
  return typeof a === 'string' && a.toLowerCase() === b.toLowerCase()
}

/** The window that held when a block was made. */
function windowHoursAt(events: readonly ChainEvent[], block: number): number {
  const set = events.find((event) => event.name === 'WindowSet' && event.block <= block)?.args['windowHours']
  return typeof set === 'string' ? Number(set) : firstWindowHours
}
