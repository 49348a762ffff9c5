import { type OrderKind, placeAt, type PowerStep, type ProofOrder } from '../../../domain/dispatch/proof.ts'
import type { PowerRange } from '../../../domain/setpoint.ts'
import { clamp, type EpochMs, type KW } from '../../../domain/units.ts'

/** As much of an order as says what is right at an instant. */
export type Ordered = Pick<ProofOrder, 'kind' | 'from' | 'steps' | 'startKW' | 'terms'>

/** Lowest and highest of the values ordered from one place to another, both among them. */
type RangeOf = (first: number, last: number) => PowerRange

/**
 * Powers that count as delivered at an instant: around what is ordered, and while the time allowed for a step runs
 * anything between the old and the new value. A bound is kept by everything on its right side.
 */
export function corridorAt(order: Ordered, at: EpochMs): PowerRange {
  return allowedAt(order, at, (first, last) => {
    const range = { minKW: Infinity, maxKW: -Infinity }
    for (let i = first; i <= last; i++) widen(range, order.steps[i]?.powerKW ?? 0)
    return range
  })
}

/** The same for many instants, each at or after the one before: every value is looked at once. */
export function createCorridor(order: Ordered): (at: EpochMs) => PowerRange {
  const lowest = createSlidingExtreme(order.steps, (a, b) => a <= b)
  const highest = createSlidingExtreme(order.steps, (a, b) => a >= b)
  return (at) => allowedAt(order, at, (first, last) => ({ minKW: lowest(first, last), maxKW: highest(first, last) }))
}

function allowedAt({ kind, from, steps, startKW, terms }: Ordered, at: EpochMs, rangeOf: RangeOf): PowerRange {
  const last = Math.max(0, placeAt(steps, at))
  // the value that held when the time allowed began; one that a step ended just then is over
  const first = Math.min(last, Math.max(0, placeAt(steps, at - terms.fullMs)))
  const range = rangeOf(first, last)
  if (at < from + terms.fullMs) {
    if (startKW === null) return { minKW: -Infinity, maxKW: Infinity }
    widen(range, startKW)
  }
  return around(kind, range, terms.toleranceKW)
}

function around(kind: OrderKind, { minKW, maxKW }: PowerRange, toleranceKW: KW): PowerRange {
  switch (kind) {
    case 'setpoint':
      return { minKW: minKW - toleranceKW, maxKW: maxKW + toleranceKW }
    case 'atMost':
      return { minKW: -Infinity, maxKW: maxKW + toleranceKW }
    case 'atLeast':
      return { minKW: minKW - toleranceKW, maxKW: Infinity }
    case 'within': {
      const sizeKW = Math.max(Math.abs(minKW), Math.abs(maxKW)) + toleranceKW
      return { minKW: -sizeKW, maxKW: sizeKW }
    }
  }
}

function widen(range: PowerRange, powerKW: KW): void {
  range.minKW = Math.min(range.minKW, powerKW)
  range.maxKW = Math.max(range.maxKW, powerKW)
}

/** Extreme of a window whose ends only move on: places that a later one beats leave the queue for good. */
function createSlidingExtreme(
  steps: readonly PowerStep[],
  beats: (a: KW, b: KW) => boolean,
): (first: number, last: number) => KW {
  const queue: number[] = []
  let [head, next] = [0, 0]
  const valueAt = (place: number | undefined) => steps[place ?? 0]?.powerKW ?? 0
  return (first, last) => {
    for (; next <= last; next++) {
      while (queue.length > head && beats(valueAt(next), valueAt(queue.at(-1)))) queue.pop()
      queue.push(next)
    }
    while ((queue[head] ?? first) < first) head += 1
    return valueAt(queue[head])
  }
}

/** Instants between which the corridor is the same, in order of time. */
export function corridorCuts({ from, steps, terms }: Ordered): EpochMs[] {
  const cuts = [from + terms.fullMs, ...steps.flatMap((step) => [step.from, step.from + terms.fullMs])]
  return [...new Set(cuts)].toSorted((a, b) => a - b)
}

/** Distance of a power from a range, kW, never negative. */
export function outsideKW({ minKW, maxKW }: PowerRange, powerKW: KW): KW {
  return Math.max(0, minKW - powerKW, powerKW - maxKW)
}

/** Distance from what is ordered itself, kW; of a bound only what is beyond it. Positive = more into the bus. */
export function deviationKW(kind: OrderKind, orderedKW: KW, powerKW: KW): KW {
  return powerKW - followed(kind, orderedKW, powerKW)
}

/** The power nearest to `powerKW` that follows the order to the letter. */
export function followed(kind: OrderKind, orderedKW: KW, powerKW: KW): KW {
  switch (kind) {
    case 'setpoint':
      return orderedKW
    case 'atMost':
      return Math.min(powerKW, orderedKW)
    case 'atLeast':
      return Math.max(powerKW, orderedKW)
    case 'within':
      return clamp(powerKW, -Math.abs(orderedKW), Math.abs(orderedKW))
  }
}
