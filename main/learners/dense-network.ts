import { createDraw, type Draw } from './random.ts'
import { adamStep } from './adam.ts'
import { backward, forward, type Layer, slopesOf } from './layer.ts'
import { type Matrix, zeros } from './matrix.ts'
import { type Scales, scalesOf, standardRows } from './standard.ts'

/** A dense network with one output and rectified hidden layers, on standardised columns. */
export interface DenseNetwork {
  scales: Scales
  /** Mean and spread of the target. */
  mean: number
  spread: number
  layers: readonly Layer[]
}

/** How it is learned. */
export interface NetworkSettings {
  /** Widths of the hidden layers. */
  hidden: readonly number[]
  epochs: number
  batch: number
  /** Step of Adam; it falls to a tenth over the epochs, along half a cosine. */
  step: number
  /** Share of the step by which weights shrink. */
  decay: number
  seed: number
}

/** Learns `target` from columns of the same length. Same seed, same network, bit for bit. */
export function fitNetwork(
  columns: readonly Float64Array[],
  target: Float64Array,
  settings: NetworkSettings,
): DenseNetwork {
  const draw = createDraw(settings.seed)
  const scales = scalesOf(columns)
  const own = scalesOf([target])
  const [mean, spread] = [own.means[0] ?? 0, own.spreads[0] ?? 1]
  const rows = standardRows(columns, scales)
  const layers = drawLayers([columns.length, ...settings.hidden, 1], draw)
  const slopes = layers.map(slopesOf)
  const order = Uint32Array.from(target, (_, row) => row)
  const batches = Math.ceil(order.length / settings.batch)
  for (let turn = 0; turn < settings.epochs * batches; turn++) {
    if (turn % batches === 0) shuffle(order, draw)
    const chosen = order.subarray((turn % batches) * settings.batch, ((turn % batches) + 1) * settings.batch)
    const outputs = forward(layers, gather(rows, chosen))
    const errors = zeros(chosen.length, 1)
    outputs.at(-1)?.values.forEach((value, i) => {
      errors.values[i] = (value - ((target[chosen[i] ?? 0] ?? 0) - mean) / spread) / chosen.length
    })
    backward(layers, slopes, outputs, errors)
    const along = turn / (settings.epochs * batches)
    const step = settings.step * (0.1 + 0.45 * (1 + Math.cos(Math.PI * along)))
    for (const [i, layer] of layers.entries()) {
      const own = slopes[i]
      if (own) adamStep(layer, own, { step, decay: settings.decay, turn: turn + 1 })
    }
  }
  return { scales, mean, spread, layers }
}

/** What the network says for each row of the columns. */
export function predictNetwork(network: DenseNetwork, columns: readonly Float64Array[]): Float64Array {
  const rows = standardRows(columns, network.scales)
  const out = forward(network.layers, rows).at(-1)
  return Float64Array.from(out?.values ?? [], (value) => network.mean + network.spread * value)
}

/** Weights drawn as He et al. propose for rectifiers (ICCV 2015). */
function drawLayers(widths: readonly number[], draw: Draw): Layer[] {
  return widths.slice(1).map((outs, i) => {
    const ins = widths[i] ?? 0
    const scale = Math.sqrt(2 / Math.max(1, ins))
    const weights = zeros(outs, ins)
    weights.values.forEach((_, at) => {
      weights.values[at] = scale * normal(draw)
    })
    return { weights, shifts: new Float64Array(outs) }
  })
}

function normal(draw: Draw): number {
  return Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
}

function shuffle(order: Uint32Array, draw: Draw): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(draw() * (i + 1))
    const kept = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = kept
  }
}

function gather({ values, columns }: Matrix, chosen: Uint32Array): Matrix {
  const near = zeros(chosen.length, columns)
  chosen.forEach((row, i) => near.values.set(values.subarray(row * columns, (row + 1) * columns), i * columns))
  return near
}
