import type { AlarmCondition } from '../../domain/alarm.ts'
import { type LimitAlarm, limitCodeOf } from '../../domain/alarms/settings.ts'
import { pointSpec } from '../../domain/points.ts'
import type { Asides } from '../../domain/rpc/alarms.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { Image } from '../image.ts'

/** Judges the limits that a site puts on points. */
export interface Limits {
  /** What is beyond its limit now. A value that can't be used raises nothing, and ends nothing that was raised by it. */
  conditions(image: Image): AlarmCondition[]
  /** Limits whose value could not be used in the last call. */
  notEvaluated(): Asides['notEvaluated']
}

/** Values a rate is judged by; at most one a second. */
const mostPast = 60

interface Watched {
  limit: LimitAlarm
  code: string
  name: string
  /** The condition as it was when the limit was left; `undefined` while it is kept. */
  beyond: AlarmCondition | undefined
  isEvaluated: boolean
  /** For a rate: values of the span before now. */
  past: { at: EpochMs; value: number }[]
}

/** Limits of a site file. */
export function createLimits(given: {
  limits: readonly LimitAlarm[]
  assets: readonly { id: string; name: string }[]
}): Limits {
  const watched = given.limits.map((limit): Watched => {
    const name = given.assets.find(({ id }) => id === limit.asset)?.name ?? limit.asset
    return { limit, code: limitCodeOf(limit), name, beyond: undefined, isEvaluated: true, past: [] }
  })
  return {
    conditions: (image) =>
      watched.flatMap((one) => {
        evaluate(one, image)
        return one.beyond ?? []
      }),
    notEvaluated: () =>
      watched
        .filter(({ isEvaluated }) => !isEvaluated)
        .map(({ code, limit, name }) => {
          const text = `${name}: ${pointSpec(limit.point).label} not evaluated, its value can't be used`
          return { code, assetId: limit.asset, text }
        }),
  }
}

function evaluate(one: Watched, image: Image): void {
  const { limit } = one
  const value = image.value(limit.asset, limit.point)
  one.isEvaluated = value !== undefined
  if (value === undefined) {
    one.past = []
    return
  }
  const departure = limit.rate ? rateDeparture(one, limit.rate, value, image.at) : departureOf(limit, value)
  if (departure > 0) one.beyond ??= conditionOf(one, value)
  else if (departure <= -limit.deadband) one.beyond = undefined
}

/** How far the value is beyond its limit, in its unit; negative = within. */
function departureOf({ above, below, outside }: LimitAlarm, value: number): number {
  const [low, high] = outside ?? [below ?? -Infinity, above ?? Infinity]
  return Math.max(value - high, low - value)
}

/** How much more it changed within the span than it may. */
function rateDeparture(one: Watched, rate: { change: number; withinS: number }, value: number, at: EpochMs): number {
  const { past } = one
  while (past[0] !== undefined && past[0].at < at - rate.withinS * 1_000) past.shift()
  const last = past.at(-1)
  if (!last || at - last.at >= Math.max(1_000, (rate.withinS * 1_000) / mostPast)) past.push({ at, value })
  const change = past.reduce((most, before) => Math.max(most, Math.abs(value - before.value)), 0)
  return change - rate.change
}

function conditionOf({ limit, code, name }: Watched, value: number): AlarmCondition {
  const { label, unit, decimals } = pointSpec(limit.point)
  const shown = (number: number): string => `${number.toFixed(decimals)}${unit && ` ${unit}`}`
  const said = limit.text ?? `${label} ${shown(value)}, ${beyondWords(limit, shown)}`
  const { priority, response } = limit
  return { code, priority, assetId: limit.asset, text: `${name}: ${said}`, response }
}

function beyondWords({ above, below, outside, rate }: LimitAlarm, shown: (value: number) => string): string {
  if (rate) return `changed by more than ${shown(rate.change)} within ${rate.withinS} s`
  if (outside) return `outside ${shown(outside[0])} to ${shown(outside[1])}`
  return above === undefined ? `below ${shown(below ?? 0)}` : `above ${shown(above)}`
}
