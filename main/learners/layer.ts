import { type Matrix, timesTransposed, transposed, zeros } from './matrix.ts'

/** A layer of a dense network: a row of `weights` for each output, with one weight for each input. */
export interface Layer {
  weights: Matrix
  shifts: Float64Array
}

/** Slopes of the error along each weight of a layer, and their running first and second moments. */
export interface Slopes {
  weights: Float64Array
  shifts: Float64Array
  moments: readonly [first: Float64Array, second: Float64Array, firstShifts: Float64Array, secondShifts: Float64Array]
}

/** Room for the slopes of a layer. */
export function slopesOf({ weights, shifts }: Layer): Slopes {
  return {
    weights: like(weights.values),
    shifts: like(shifts),
    moments: [like(weights.values), like(weights.values), like(shifts), like(shifts)],
  }
}

function like(values: Float64Array): Float64Array {
  return new Float64Array(values.length)
}

/** Outputs of all layers for rows of inputs, the inputs first. All but the last are rectified. */
export function forward(layers: readonly Layer[], inputs: Matrix): Matrix[] {
  const outputs = [inputs]
  layers.forEach(({ weights, shifts }, i) => {
    const out = timesTransposed(outputs[i] ?? inputs, weights)
    shift(out, shifts, i < layers.length - 1)
    outputs.push(out)
  })
  return outputs
}

/** Puts in `slopes` how the error grows with each weight, from its slope at the output. */
export function backward(
  layers: readonly Layer[],
  slopes: readonly Slopes[],
  outputs: readonly Matrix[],
  errors: Matrix,
): void {
  let above = errors
  for (let i = layers.length - 1; i >= 0; i--) {
    const [layer, own, input] = [layers[i], slopes[i], outputs[i]]
    if (!layer || !own || !input) return
    const turned = transposed(above)
    own.weights = timesTransposed(turned, transposed(input)).values
    own.shifts = Float64Array.from(own.shifts, (_, o) => sumOfRow(turned, o))
    above = i === 0 ? zeros(0, 0) : below(above, layer, input)
  }
}

/** Slopes at the inputs of a layer; a rectified input that is zero has none. */
function below(above: Matrix, { weights }: Layer, input: Matrix): Matrix {
  const slopes = timesTransposed(above, transposed(weights))
  for (let at = 0; at < slopes.values.length; at++) if (input.values[at] === 0) slopes.values[at] = 0
  return slopes
}

function shift({ rows, columns, values }: Matrix, shifts: Float64Array, isRectified: boolean): void {
  for (let row = 0; row < rows; row++) {
    for (let o = 0; o < columns; o++) {
      const shifted = (values[row * columns + o] ?? 0) + (shifts[o] ?? 0)
      values[row * columns + o] = isRectified && shifted < 0 ? 0 : shifted
    }
  }
}

function sumOfRow({ values, columns }: Matrix, row: number): number {
  let sum = 0
  for (let i = row * columns; i < (row + 1) * columns; i++) sum += values[i] ?? 0
  return sum
}
