import type { Commitment } from '../../../domain/dispatch/commitment.ts'
import type { Order } from '../../../domain/dispatch/order.ts'
import type { OrderKind } from '../../../domain/dispatch/proof.ts'
import type { Instruction } from '../../../domain/instruction.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { RunningOrder } from '../recorder/running-order.ts'

/** What the loop says of orders in one cycle. */
export interface OrdersNow {
  now: EpochMs
  orders: readonly Order[]
  /** Those that ended lately among them. */
  instructions: readonly Instruction[]
  commitments: readonly Commitment[]
}

/** A service ends when it is recalled: until then its end is thought to be so far away. */
const openEndMs: Ms = 3_600_000
/** A swing of frequency that asked for less than this share of what is promised leaves no record of its own. */
const recordedShare = 0.2

/** Orders to be proven: those that hold, and the instructions that are over. The plan is a promise to nobody. */
export function provenOrders(given: OrdersNow): RunningOrder[] {
  const { orders, instructions } = given
  const holding = orders.filter(({ by }) => by !== 'plan')
  const ids = new Set(holding.map(({ id }) => id))
  const over = instructions.filter(({ id, state }) => state !== 'far' && state !== 'near' && !ids.has(orderIdOf(id)))
  return [...holding.map((order) => running(order, given)), ...over.map(ended)]
}

function running(order: Order, { now, instructions, commitments }: OrdersNow): RunningOrder {
  const { id, by, sourceId, owner, assetId, subject, service = '', since, until } = order
  const instruction = by === 'instruction' ? instructions.find((i) => i.id === sourceId) : undefined
  const commitment = by === 'commitment' ? commitments.find((c) => c.id === sourceId) : undefined
  return {
    orderId: id,
    service,
    source: by === 'instruction' ? (instruction?.source ?? 'grid') : by,
    owner,
    reason: instruction?.reason ?? commitment?.label ?? owner,
    ...askedOf(order),
    subject,
    assetId,
    feederId: instruction?.feederId ?? '',
    from: since,
    until: until ?? now + openEndMs,
    ...(instruction?.givenAt !== undefined && { givenAt: instruction.givenAt }),
    // A contract was known long before, and the plan reckons with it.
    ...(commitment && { givenAt: 0 }),
    ...(commitment && { agreed: commitment }),
    ...(by === 'service' && { leastChangeKW: recordedShare * Math.abs(order.fullKW - (order.baselineKW ?? 0)) }),
  }
}

function ended(instruction: Instruction): RunningOrder {
  const { id, source, owner, reason, subject = 'asset', assetId, feederId = '', powerKW, from, until } = instruction
  const of = {
    orderId: orderIdOf(id),
    service: '',
    source,
    owner,
    reason,
    subject,
    assetId,
    feederId,
    powerKW,
    from,
    until,
  }
  return { ...of, kind: 'setpoint', ended: endWords(instruction) }
}

function orderIdOf(instructionId: string): string {
  return `instruction:${instructionId}`
}

/** What an order asks for in the one frame; of limits of load, generation and feeders the magnitude is given. */
function askedOf({ kind, subject, targetKW }: Order): { kind: OrderKind; powerKW: KW } {
  if (kind === 'setpoint') return { kind, powerKW: targetKW }
  const sizeKW = Math.abs(targetKW)
  switch (subject) {
    case 'importLimit':
    case 'generationLimit':
      return { kind: 'atMost', powerKW: sizeKW }
    case 'exportLimit':
    case 'loadLimit':
      return { kind: 'atLeast', powerKW: -sizeKW }
    case 'feederLimit':
      return { kind: 'within', powerKW: sizeKW }
    default:
      return { kind: targetKW > 0 ? 'atMost' : 'atLeast', powerKW: targetKW }
  }
}

function endWords({ state, outcomeDetail, supersededBy, optOut }: Instruction): string {
  if (optOut) return `opted out by ${optOut.by}: ${optOut.note}`
  if (supersededBy !== undefined) return `another instruction holds in its place: ${supersededBy}`
  return state === 'completed' ? 'by itself, its time was over' : outcomeDetail || 'cancelled'
}
