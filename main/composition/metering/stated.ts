import type { Clock } from '../../../domain/clock.ts'
import type { MeterPoint } from '../../../domain/metering/meter.ts'
import { type Quarter, quarterOf } from '../../../domain/metering/quarter.ts'
import type { SettlementConfig } from '../../../domain/settlement/settings.ts'
import type { Metering } from '../../metering/metering.ts'
import type { PastRegisters } from './past-registers.ts'

/** The meter points whose energies are stated: those that the site file names, else all. */
export function statedPoints(points: readonly MeterPoint[], { meterPoints }: SettlementConfig): MeterPoint[] {
  return points.filter(({ id }) => meterPoints?.includes(id) ?? true)
}

/** What statements ask of metering. */
export function statedOf(metering: Metering, points: readonly MeterPoint[]) {
  const keys = points.flatMap(({ id, registers }) => registers.map((register) => ({ pointId: id, register })))
  return {
    registers: keys.length,
    intervalsOf: (quarter: Quarter) => keys.flatMap((key) => metering.intervals(key, quarter, quarter + 1)),
  }
}

/** First quarter stated at a first start: the one that runs began without us, but where a past is made up before it. */
export function firstWhole(past: PastRegisters, clock: Pick<Clock, 'now'>): Quarter {
  return past.isAwaited() ? past.firstQuarter : quarterOf(clock.now()) + 1
}
