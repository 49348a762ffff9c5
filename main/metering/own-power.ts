import type { RegisterName, Wh } from '../../domain/metering/meter.ts'
import { type Quarter, quarterMs, quarterOf, quarterStart } from '../../domain/metering/quarter.ts'
import type { Reading } from '../../domain/reading.ts'
import type { EpochMs, KW, Ms } from '../../domain/units.ts'

/** A device's own power summed within a quarter; several rows of one quarter add up, as after a restart. */
export interface PowerSum {
  pointId: string
  quarter: Quarter
  /** When summing began: the key among the rows of a quarter. */
  from: EpochMs
  /** Energy into the bus and out of it, Wh. */
  injectedWh: Wh
  absorbedWh: Wh
  /** How much of the quarter it was known. */
  coveredMs: Ms
}

/** A power holds until the next reading, not longer than this. */
const holdMs: Ms = 60_000
/** With less of a quarter known its sum is no estimate. */
const leastCoveredMs: Ms = 0.95 * quarterMs

/** Sums the powers that devices show; `keep` takes what is over. Positive = into the bus. */
export function createOwnPower(pointIds: readonly string[], keep: (sums: readonly PowerSum[]) => void) {
  const open = new Map<string, PowerSum>()
  const last = new Map<string, { at: EpochMs; powerKW: KW }>()
  function add(pointId: string, from: EpochMs, spanMs: Ms, powerKW: KW): void {
    const quarter = quarterOf(from)
    const sum = open.get(pointId)
    if (sum && sum.quarter !== quarter) keep([sum])
    const current =
      sum?.quarter === quarter ? sum : { pointId, quarter, from, injectedWh: 0, absorbedWh: 0, coveredMs: 0 }
    current[powerKW > 0 ? 'injectedWh' : 'absorbedWh'] += (Math.abs(powerKW) * spanMs) / 3_600
    current.coveredMs += spanMs
    open.set(pointId, current)
  }
  return {
    /** Takes the newest powers; the same reading again is passed over. */
    observe(reading: (pointId: string) => Reading): void {
      for (const pointId of pointIds) {
        const { value, at, quality } = reading(pointId)
        const before = last.get(pointId)
        if (quality !== 'good' || value === null || at === before?.at) continue
        last.set(pointId, { at, powerKW: value })
        if (!before || at < before.at || at - before.at > holdMs) continue
        // a span over the end of a quarter belongs to both
        const edge = Math.min(at, quarterStart(quarterOf(before.at) + 1))
        add(pointId, before.at, edge - before.at, before.powerKW)
        if (edge < at) add(pointId, edge, at - edge, before.powerKW)
      }
    },
    /** Keeps what is open, as before a stop. */
    stop(): void {
      keep([...open.values()])
      open.clear()
    },
  }
}

/** Energy of a register by the sums of its quarter, whole Wh; `undefined` when too little of it is known. */
export function ownPowerWh(sums: readonly PowerSum[], register: RegisterName): Wh | undefined {
  const coveredMs = sums.reduce((all, sum) => all + sum.coveredMs, 0)
  if (coveredMs < leastCoveredMs) return undefined
  const isInto = register === 'import' || register === 'injected'
  const wh = sums.reduce((all, { injectedWh, absorbedWh }) => all + (isInto ? injectedWh : absorbedWh), 0)
  return Math.round((wh * quarterMs) / coveredMs)
}
