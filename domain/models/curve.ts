/** A place of a {@link Curve}: at `x` the quantity has the value `y`. */
export type CurvePoint = readonly [x: number, y: number]

/** A quantity over another as straight lines between places in rising order of x; flat beyond both ends. */
export type Curve = readonly CurvePoint[]

/** The value of a curve at `x`, in the unit of its `y`. A curve without places is 0. */
export function valueAt(curve: Curve, x: number): number {
  let before: CurvePoint = curve[0] ?? [0, 0]
  if (!(x > before[0])) return before[1]
  for (let i = 1; i < curve.length; i++) {
    const next: CurvePoint = curve[i] ?? before
    if (x <= next[0]) return before[1] + ((next[1] - before[1]) * (x - before[0])) / (next[0] - before[0])
    before = next
  }
  return before[1]
}
