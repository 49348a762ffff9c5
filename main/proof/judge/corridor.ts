import { type OrderKind, placeAt, type ProofOrder } from '../../../domain/dispatch/proof.ts'
import type { PowerRange } from '../../../domain/setpoint.ts'
import { clamp, type EpochMs, type KW } from '../../../domain/units.ts'

/** As much of an order as says what is right at an instant. */
export type Ordered = Pick<ProofOrder, 'kind' | 'from' | 'steps' | 'startKW' | 'terms'>

/**
 * Powers that count as delivered at an instant: around what is ordered, and while the time allowed for a step runs
 * anything between the old and the new value. A bound is kept by everything on its right side.
 */
export function corridorAt({ kind, from, steps, startKW, terms }: Ordered, at: EpochMs): PowerRange {
  const { fullMs, toleranceKW } = terms
  const last = Math.max(0, placeAt(steps, at))
  const now = steps[last]?.powerKW ?? 0
  let [minKW, maxKW] = [now, now]
  const include = (powerKW: KW): void => {
    minKW = Math.min(minKW, powerKW)
    maxKW = Math.max(maxKW, powerKW)
  }
  // A value held within the time allowed when the step after it had not ended it before.
  for (let i = last; i > 0 && (steps[i]?.from ?? 0) > at - fullMs; i--) include(steps[i - 1]?.powerKW ?? now)
  const isStarting = at < from + fullMs
  if (isStarting) include(startKW ?? now)
  const isOpen = isStarting && startKW === null
  if (isOpen) [minKW, maxKW] = [-Infinity, Infinity]
  const range = { minKW: minKW - toleranceKW, maxKW: maxKW + toleranceKW }
  switch (kind) {
    case 'setpoint':
      return range
    case 'atMost':
      return { minKW: -Infinity, maxKW: range.maxKW }
    case 'atLeast':
      return { minKW: range.minKW, maxKW: Infinity }
    case 'within': {
      const sizeKW = Math.max(Math.abs(minKW), Math.abs(maxKW)) + toleranceKW
      return { minKW: -sizeKW, maxKW: sizeKW }
    }
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
