import type { Interval, MeterPoint } from '../../../domain/metering/meter.ts'
import { dayOf, type Quarter, quarterStart } from '../../../domain/metering/quarter.ts'
import { type SupplierLine, supplierLimitWh } from '../../../domain/metering/supplier.ts'
import type { SupplierDay } from '../../../domain/rpc/metering/supplier.ts'
import type { Decision, TheirWh } from './supplier-lines.ts'

/** The supplier's energies of a register beside ours; a decision counts only on the energies it was made on. */
export function compareLines(
  pointId: MeterPoint['id'],
  theirs: readonly TheirWh[],
  ours: readonly Pick<Interval, 'quarter' | 'wh'>[],
  decisions: ReadonlyMap<Quarter, Decision>,
): SupplierLine[] {
  const ourWhOf = new Map(ours.map(({ quarter, wh }) => [quarter, wh]))
  return theirs.map(({ register, quarter, wh: theirWh }) => {
    const common = { pointId, register, quarter, theirWh, person: null, reason: null }
    const ourWh = ourWhOf.get(quarter) ?? null
    if (ourWh === null) return { ...common, ourWh, differenceWh: null, state: 'unknown' }
    const differenceWh = ourWh - theirWh
    const compared = { ...common, ourWh, differenceWh }
    if (Math.abs(differenceWh) <= supplierLimitWh(theirWh, ourWh)) return { ...compared, state: 'agrees' }
    const decision = decisions.get(quarter)
    if (decision?.theirWh !== theirWh || decision.ourWh !== ourWh) return { ...compared, state: 'open' }
    const { state, person, reason } = decision
    return { ...compared, state, person, reason }
  })
}

/** Lines summed by day on the clock of a zone and by register, over the quarters that both meters know. */
export function daysOf(lines: readonly SupplierLine[], timeZone: string): SupplierDay[] {
  const days = new Map<string, SupplierDay>()
  for (const { pointId, register, quarter, theirWh, ourWh, state } of lines) {
    if (ourWh === null) continue
    const day = dayOf(quarterStart(quarter), timeZone)
    const key = `${day}/${pointId}/${register}`
    const sum = days.get(key) ?? { ...nothing, day, pointId, register }
    sum.compared += 1
    sum.differing += state === 'agrees' ? 0 : 1
    sum.open += state === 'open' ? 1 : 0
    sum.theirWh += theirWh
    sum.ourWh += ourWh
    sum.isSumOff = Math.abs(sum.ourWh - sum.theirWh) > supplierLimitWh(sum.theirWh, sum.ourWh)
    days.set(key, sum)
  }
  return [...days.values()]
}

const nothing = { compared: 0, differing: 0, open: 0, theirWh: 0, ourWh: 0, isSumOff: false }
