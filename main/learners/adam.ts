import type { Layer, Slopes } from './layer.ts'

/** Memory of the moments, as the authors propose. */
const [beta1, beta2, least] = [0.9, 0.999, 1e-8]

/** One step down the slopes, weights shrunk apart from them (Adam: D. Kingma, J. Ba, 2015; AdamW: I. Loshchilov, F. Hutter, 2019). */
export function adamStep(
  layer: Layer,
  { weights, shifts, moments }: Slopes,
  how: { step: number; decay: number; turn: number },
): void {
  move(layer.weights.values, weights, [moments[0], moments[1]], how)
  move(layer.shifts, shifts, [moments[2], moments[3]], { ...how, decay: 0 })
}

function move(
  values: Float64Array,
  slopes: Float64Array,
  [first, second]: readonly [Float64Array, Float64Array],
  { step, decay, turn }: { step: number; decay: number; turn: number },
): void {
  const [debias1, debias2] = [1 - beta1 ** turn, 1 - beta2 ** turn]
  for (let i = 0; i < values.length; i++) {
    const slope = slopes[i] ?? 0
    const m = beta1 * (first[i] ?? 0) + (1 - beta1) * slope
    const v = beta2 * (second[i] ?? 0) + (1 - beta2) * slope * slope
    first[i] = m
    second[i] = v
    const value = values[i] ?? 0
    values[i] = value - step * (m / debias1 / (Math.sqrt(v / debias2) + least) + decay * value)
  }
}
