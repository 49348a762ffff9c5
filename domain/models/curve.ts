/** A place of a {@link Curve}: at `x` the quantity has the value `y`. */
export type CurvePoint = readonly [x: number, y: number]

/** A quantity over another as straight lines between places in rising order of x; flat beyond both ends. */
export type Curve = readonly CurvePoint[]

/** The value of a curve at `x`, in the unit of its `y`. A curve without places is 0. */
export function valueAt(curve: Curve, x: number): number {
  let [fromX, fromY] = curve[0] ?? [0, 0]
  if (!(x > fromX)) return fromY
  for (const [toX, toY] of curve) {
    if (x <= toX && toX > fromX) return fromY + ((toY - fromY) * (x - fromX)) / (toX - fromX)
    fromX = toX
    fromY = toY
  }
  return fromY
}
