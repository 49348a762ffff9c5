import { clamp } from '../../../domain/units.ts'

/**
 * How a quantity is looked at. Places count quarters of an hour from the begin of its history; `issue` is the last
 * quarter whose value is known, `target` the one that is foreseen. Nothing here may look past `issue`, except into
 * what was published before.
 */
export interface Shape {
  /** Values as they came, NaN where missing. */
  values: Float64Array
  /** What is expected without learning. */
  base(issue: number, target: number): number
  /** Size that departures from the base are measured in; never zero. */
  scale(base: number): number
  /** Departures are held inside this range, in scales. */
  range: readonly [number, number]
  /** Least and most that can come where this is the base: no sun at night, no load that gives. */
  limits(base: number): readonly [number, number]
  /** What a departure may depend on; NaN where not known. */
  features: readonly ((issue: number, target: number) => number)[]
  /** Part of the day a quarter is in, 0 to 3, for the width of bands. */
  partOfDay(target: number): number
}

/** The departure of a value from the base, in scales; NaN when the value is missing. */
export function departure(shape: Shape, issue: number, target: number): number {
  const base = shape.base(issue, target)
  return clamp(((shape.values[target] ?? Number.NaN) - base) / shape.scale(base), ...shape.range)
}

/** The value that a departure stands for. */
export function valueOf(shape: Shape, issue: number, target: number, departs: number): number {
  const base = shape.base(issue, target)
  return clamp(base + departs * shape.scale(base), ...shape.limits(base))
}
