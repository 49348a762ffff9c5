import { type Commitment, commitmentsAt } from '../../../domain/dispatch/commitment.ts'
import type { Order } from '../../../domain/dispatch/order.ts'
import { gridServiceOf } from '../../../domain/dispatch/services.ts'
import { askedAt, beginOf, type Instruction, subjectOf } from '../../../domain/instruction.ts'
import { gridAssetOf } from '../../../domain/site.ts'
import type { KW } from '../../../domain/units.ts'
import type { ControllerInput } from '../controllers/controller.ts'
import { usablePlan } from '../controllers/economy/usable-plan.ts'
import { frequencyShift } from '../controllers/grid/frequency-share.ts'

/** What a cycle knows of orders. */
export type OrderInput = Omit<ControllerInput, 'ranges' | 'out'>

/** What connection and assets are ordered to do, cycle by cycle; remembers what was found when each order began. */
export function createOrders(): (input: OrderInput) => Order[] {
  let baselines = new Map<string, KW | null>()
  return (input) => {
    const orders = ordersNow(input)
    const known = new Map<string, KW | null>()
    for (const order of orders) {
      order.baselineKW ??= baselines.get(order.id) ?? (order.by === 'instruction' ? null : (input.gridKW ?? null))
      known.set(order.id, order.baselineKW)
    }
    baselines = known
    return orders
  }
}

function ordersNow(input: OrderInput): Order[] {
  const { instructions, now, site, memory } = input
  const gridId = gridAssetOf(site).id
  const orders = instructions.map((i) => ofInstruction(i, now))
  if (input.mode === 'manual') return orders
  const atGrid = { assetId: gridId, subject: 'gridPower', kind: 'setpoint', baselineKW: null } as const
  for (const c of commitmentsAt(input.outside.commitments ?? [], now).filter(isMeasurable))
    orders.push({
      ...atGrid,
      ...(c.assets?.[0] !== undefined && { assetId: c.assets[0], subject: 'asset' }),
      id: `commitment:${c.id}`,
      by: 'commitment',
      sourceId: c.id,
      owner: c.counterparty,
      targetKW: c.powerKW,
      fullKW: c.powerKW,
      since: c.from,
      until: c.until,
    })
  const { deviation } = memory.frequency
  for (const { offered, upKW } of deviation ? frequencyShift(input).by : []) {
    const { baselineKW = 0, since = now } = deviation ?? {}
    orders.push({
      ...atGrid,
      id: `service:${offered.id}:${since}`,
      by: 'service',
      sourceId: offered.id,
      service: offered.service,
      owner: gridServiceOf(offered.service).label,
      targetKW: baselineKW - upKW,
      fullKW: baselineKW - (upKW > 0 ? offered.upKW : -offered.downKW),
      baselineKW,
      since,
      until: null,
    })
  }
  const { plan } = usablePlan(input)
  if (plan)
    orders.push({
      ...atGrid,
      id: `plan:${plan.planId}:${plan.stepFrom}`,
      by: 'plan',
      sourceId: plan.planId,
      owner: 'plan',
      targetKW: plan.gridKW,
      fullKW: plan.gridKW,
      since: plan.stepFrom,
      until: plan.stepUntil,
    })
  return orders
}

/** Power at the connection or of one asset; how several share theirs is decided anew in each cycle. */
function isMeasurable({ assets, powerKW }: Commitment): boolean {
  return assets === undefined || (assets.length === 1 && powerKW !== 0)
}

function ofInstruction(instruction: Instruction, now: number): Order {
  const { id, owner, assetId, kind, powerKW, until, baselineKW } = instruction
  const sign = subjectOf(instruction) === 'exportLimit' ? -1 : 1
  return {
    id: `instruction:${id}`,
    by: 'instruction',
    sourceId: id,
    owner,
    assetId,
    subject: subjectOf(instruction),
    kind,
    targetKW: sign * askedAt(instruction, now),
    fullKW: sign * powerKW,
    baselineKW: baselineKW === undefined ? null : sign * baselineKW,
    since: beginOf(instruction),
    until,
  }
}
