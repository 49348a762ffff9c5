import type { AlarmCondition } from '../../domain/alarm.ts'
import { pairLimitWh } from '../../domain/metering/accuracy.ts'
import type { CheckedQuarter, Interval, MeterPoint, RegisterName, Wh } from '../../domain/metering/meter.ts'
import { type Quarter, quarterStart } from '../../domain/metering/quarter.ts'
import type { Estimates } from './estimate.ts'
import type { Key, MeteringStore } from './metering-store.ts'
import { ownPowerWh } from './own-power.ts'

/** A second meter on the energy of a meter point. */
export interface CheckMeter {
  /** The meter point that it checks, and its name for people. */
  of: string
  name: string
  /** Its own registers; kept under this id, stated and billed nowhere. */
  point: MeterPoint
  /** What both may differ by, percent of the energy. */
  limitPct: number
}

/** Quarters that are judged together: an hour evens out what the grain of registers makes of a quarter. */
const judgedQuarters = 4
const quartersADay = 96

/** What check meters say of quarters, and where they disagree with the meters that are billed. */
export function createCheckMeters(checks: readonly CheckMeter[], store: Pick<MeteringStore, 'intervals' | 'powers'>) {
  let differing: AlarmCondition[] = []
  const measuredIn = (key: Key, from: Quarter, to: Quarter): Map<Quarter, Wh> =>
    new Map(store.intervals(key, from, to).flatMap((found) => (isMeasured(found) ? [[found.quarter, found.wh]] : [])))
  const checkOf = ({ pointId, register }: Key): CheckMeter | undefined =>
    checks.find(({ of, point }) => of === pointId && point.registers.includes(register))

  /** Quarters in [from, to) that both meters measured, in order. */
  function compare(key: Key, from: Quarter, to: Quarter): CheckedQuarter[] {
    const check = checkOf(key)
    if (!check) return []
    const theirs = measuredIn({ pointId: check.point.id, register: key.register }, from, to)
    return [...measuredIn(key, from, to)].flatMap(([quarter, ourWh]) => {
      const checkWh = theirs.get(quarter)
      return checkWh === undefined ? [] : [{ ...key, quarter, ...judged(check, ourWh, checkWh) }]
    })
  }

  return {
    /** Quarters in [from, to) that meters and their check meters measured, point by point in order of time. */
    checked: (from: Quarter, to: Quarter): CheckedQuarter[] =>
      checks.flatMap(({ of, point }) =>
        point.registers.flatMap((register) => compare({ pointId: of, register }, from, to)),
      ),
    /** What is known of a register's quarters beside its own readings. */
    estimatesOf(key: Key): Estimates {
      const check = checkOf(key)
      return {
        ...(check && {
          checkMeter: (quarter) =>
            measuredIn({ pointId: check.point.id, register: key.register }, quarter, quarter + 1).get(quarter),
        }),
        ownPower: (quarter) => ownPowerWh(store.powers(key.pointId, quarter), key.register),
      }
    },
    /** Judges the newest hour of each pair before a quarter. */
    judge(to: Quarter): void {
      differing = checks.flatMap((check) =>
        check.point.registers.flatMap((register) => {
          const newest = compare({ pointId: check.of, register }, to - quartersADay, to).slice(-judgedQuarters)
          return newest.length < judgedQuarters ? [] : conditionOf(check, register, newest)
        }),
      )
    },
    conditions: (): AlarmCondition[] => differing,
  }
}

function isMeasured(found: Interval): found is Interval & { wh: Wh } {
  return found.quality === 'measured' && found.wh !== null
}

function judged({ limitPct }: CheckMeter, ourWh: Wh, checkWh: Wh) {
  const limitWh = pairLimitWh(limitPct, ourWh, checkWh)
  return { ourWh, checkWh, limitWh, differs: Math.abs(ourWh - checkWh) > limitWh }
}

function conditionOf(check: CheckMeter, register: RegisterName, quarters: readonly CheckedQuarter[]): AlarmCondition[] {
  const [ourWh, checkWh] = [sumOf(quarters, 'ourWh'), sumOf(quarters, 'checkWh')]
  if (!judged(check, ourWh, checkWh).differs) return []
  const since = new Date(quarterStart(quarters[0]?.quarter ?? 0)).toISOString().slice(0, 16)
  const words = `${kWh(ourWh)} (${register}) against ${kWh(checkWh)} of its check meter`
  return [
    {
      code: 'metering.checkDiffers',
      priority: 3,
      assetId: check.of,
      text: `${check.name}: in four quarters from ${since}Z on ${words}; ${check.limitPct} % are allowed`,
      response: 'Compare wiring, transformer ratios and classes of both meters; see the quarters on Settlement.',
    },
  ]
}

function sumOf(quarters: readonly CheckedQuarter[], field: 'ourWh' | 'checkWh'): Wh {
  return quarters.reduce((sum, quarter) => sum + quarter[field], 0)
}

function kWh(wh: Wh): string {
  return `${(wh / 1_000).toFixed(1)} kWh`
}
