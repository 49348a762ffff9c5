import { clamp, type KW } from '../../../../domain/units.ts'

/** What is usual in an hour: the draw, and what else explains it, such as the cold. */
export interface UsualHour {
  kW: KW
  features: number[]
}

/** Usual of each hour, on working days and on days off; `null` where nothing is known. Kept as plain data. */
export interface Timetable {
  kinds: { hours: (UsualHour | null)[]; days: number }[]
}

/** Places of the kinds of days. */
export const [working, off] = [0, 1] as const

/** How fast the usual follows, once it is known. */
const followRatio = 0.04

/** Nothing is known yet. */
export function emptyTimetable(): Timetable {
  return { kinds: [working, off].map(() => ({ hours: Array.from({ length: 24 }, () => null), days: 0 })) }
}

/**
 * The kind of day that a day resembles by its shape, whatever the calendar says: a holiday is a day off, and a Saturday
 * with a shift a working day. Its height does not count, so that what draws too much all day long is not taken for another kind.
 */
export function kindOf(timetable: Timetable, hours: readonly (KW | null)[], byCalendar: number): number {
  const [a, b] = timetable.kinds.map((kind) => (kind.days < 2 ? undefined : unlike(hours, kind.hours)))
  if (a === undefined || b === undefined) return byCalendar
  // a shape must be clearly nearer to overrule the calendar
  const [own, other] = byCalendar === working ? [a, b] : [b, a]
  return other < 0.5 * own ? 1 - byCalendar : byCalendar
}

/** Mean absolute difference of the shapes, kW. */
function unlike(hours: readonly (KW | null)[], usual: readonly (UsualHour | null)[]): number {
  const pairs = hours.flatMap((kW, h) => {
    const known = usual[h]
    return kW === null || !known ? [] : [kW - known.kW]
  })
  if (pairs.length === 0) return 0
  const mean = pairs.reduce((sum, value) => sum + value, 0) / pairs.length
  return pairs.reduce((sum, value) => sum + Math.abs(value - mean), 0) / pairs.length
}

/** Learns a day of a kind by its hours; one far from usual counts as not so far. */
export function learnDay(
  timetable: Timetable,
  kind: number,
  hours: readonly (UsualHour & { hour: number })[],
  mostOffKW: KW,
): void {
  const into = timetable.kinds[kind]
  if (!into) return
  into.days += 1
  const rate = Math.max(followRatio, 1 / into.days)
  for (const { hour, kW, features } of hours) {
    const known = into.hours[hour]
    if (!known) {
      into.hours[hour] = { kW, features: [...features] }
      continue
    }
    const offKW = into.days <= 3 ? kW - known.kW : clamp(kW - known.kW, -mostOffKW, mostOffKW)
    known.kW += rate * offKW
    known.features = known.features.map((value, i) => value + rate * ((features[i] ?? 0) - value))
  }
}
