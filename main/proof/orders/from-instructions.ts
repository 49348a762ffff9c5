import type { OrderKind } from '../../../domain/dispatch/proof.ts'
import { beginOf, type Instruction, subjectOf } from '../../../domain/instruction.ts'
import type { KW } from '../../../domain/units.ts'
import type { RunningOrder } from '../recorder/running-order.ts'

/** Instructions as orders: those that hold, and those that are over. The plan's own are no promise to anybody. */
export function ordersOf(instructions: readonly Instruction[]): RunningOrder[] {
  return instructions.flatMap((instruction) => {
    const { id, source, owner, reason, assetId, feederId = '', until, state, supersededBy } = instruction
    if (source === 'plan' || state === 'far' || state === 'near') return []
    return [
      {
        orderId: `instruction:${id}`,
        service: '',
        source,
        owner,
        reason,
        ...askedOf(instruction),
        subject: subjectOf(instruction),
        assetId,
        feederId,
        from: beginOf(instruction),
        until,
        ...(state === 'active' && supersededBy === undefined ? {} : { ended: endWords(instruction) }),
      },
    ]
  })
}

/** What an instruction asks for in the one frame; limits at the site as a whole are magnitudes whose subject names the direction. */
function askedOf(instruction: Instruction): { kind: OrderKind; powerKW: KW } {
  const { kind, powerKW } = instruction
  if (kind === 'setpoint') return { kind, powerKW }
  const sizeKW = Math.abs(powerKW)
  switch (subjectOf(instruction)) {
    case 'importLimit':
    case 'generationLimit':
      return { kind: 'atMost', powerKW: sizeKW }
    case 'exportLimit':
    case 'loadLimit':
      return { kind: 'atLeast', powerKW: -sizeKW }
    case 'feederLimit':
      return { kind: 'within', powerKW: sizeKW }
    default:
      return powerKW > 0 ? { kind: 'atMost', powerKW } : { kind: 'atLeast', powerKW }
  }
}

function endWords({ state, outcomeDetail, supersededBy, optOut }: Instruction): string {
  if (optOut) return `opted out by ${optOut.by}: ${optOut.note}`
  if (supersededBy !== undefined) return `another instruction holds in its place: ${supersededBy}`
  return state === 'completed' ? 'by itself, its time was over' : outcomeDetail || 'cancelled'
}
