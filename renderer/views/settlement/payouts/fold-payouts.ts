import type { ChainEvent } from '../../../../domain/rpc/settlement/ledger.ts'
import type { EpochMs } from '../../../../domain/units.ts'

/** A list of payments on chain: funded once, then pushed in chunks or claimed one by one. Amounts are units, 1e-18 POWEC. */
export interface PayoutList {
  id: string
  payer: string
  mode: 'push' | 'claim'
  total: string
  /** How many are to be paid. */
  count: number
  fundedAt: EpochMs
  expiresAt: EpochMs
  /** Paid so far; what was claimed back counts apart. */
  paid: string
  paidCount: number
  reclaimed: string
  left: string
  isFinal: boolean
  payments: Payment[]
}

/** Tokens that left a list. */
export interface Payment {
  at: EpochMs
  /** Account that claimed; `null` for a chunk. */
  account: string | null
  payees: number
  units: string
  transaction: string
}

const pushMode = '1'

/** Payout lists from what the contract told, the newest first; `events` come in any order. */
export function foldPayouts(events: readonly ChainEvent[]): PayoutList[] {
  const lists = new Map<string, PayoutList>()
  const inOrder = events.toSorted((a, b) => a.block - b.block)
  for (const event of inOrder) if (event.name === 'ListFunded') lists.set(textOf(event, 'list'), funded(event))
  for (const event of inOrder) {
    const list = lists.get(textOf(event, 'list'))
    if (list) take(list, event)
  }
  return [...lists.values()].toReversed()
}

function funded(event: ChainEvent): PayoutList {
  const total = textOf(event, 'total')
  return {
    id: textOf(event, 'list'),
    payer: textOf(event, 'payer'),
    mode: textOf(event, 'mode') === pushMode ? 'push' : 'claim',
    total,
    count: Number(textOf(event, 'count')),
    fundedAt: event.blockAt,
    expiresAt: Number(textOf(event, 'expiresAt')) * 1_000,
    paid: '0',
    paidCount: 0,
    reclaimed: '0',
    left: total,
    isFinal: event.isFinal,
    payments: [],
  }
}

function take(list: PayoutList, event: ChainEvent): void {
  const units = textOf(event, 'units')
  if (event.name === 'ListReclaimed') {
    list.reclaimed = plus(list.reclaimed, units)
    list.left = minus(list.left, units)
  } else if (event.name === 'ChunkPushed' || event.name === 'Claimed') {
    const isChunk = event.name === 'ChunkPushed'
    const payees = isChunk ? Number(textOf(event, 'payees')) : 1
    list.paid = plus(list.paid, units)
    list.left = minus(list.left, units)
    list.paidCount += payees
    list.payments.push({
      at: event.blockAt,
      account: isChunk ? null : textOf(event, 'account'),
      payees,
      units,
      transaction: event.transaction,
    })
  }
}

function textOf({ args }: ChainEvent, name: string): string {
  const value = args[name]
  return typeof value === 'string' ? value : '0'
}

const plus = (a: string, b: string) => String(BigInt(a) + BigInt(b))
const minus = (a: string, b: string) => String(BigInt(a) - BigInt(b))
