import type { Learned, LearnedQuantity, StoreReading } from '../../domain/models/learned.ts'
import { energyKWh, type Ms } from '../../domain/units.ts'
import { fitPlane, type Fit, type Observation } from './regression.ts'

/** Learns a store from its readings, one after the other; keeps spans, not readings. */
export interface StoreLearner {
  /** Takes the next reading. A gap begins a new span; so does a state of charge that jumps by more than power can move. */
  take(reading: StoreReading): void
  /** What is known by now; nothing before it can be told from noise. */
  learned(assetId: string): Learned[]
}

/**
 * Length of a span. It ends by the clock and not when the state of charge has moved: where its last decimal turns over lies
 * differently on the way up and down, and would be taken for capacity.
 */
const spanMs: Ms = 900_000
/** Thirty days: what is older is another battery. */
const keptSpans = 30 * 96
/** More than this from one reading to the next no power has moved. */
const jumpPct = 2
const longestGapMs: Ms = 10_000
/** Two-sided 95 % of a normal distribution. */
const sigmas = 1.96

interface Span {
  from: StoreReading
  last: StoreReading
  inKWh: number
  outKWh: number
}

/**
 * A store's balance is linear: change of charge = a x energy in - b x energy out - c x time, with a = efficiency in over
 * capacity, b = 1 over (efficiency out x capacity), c = loss over capacity. So a / b is the round trip and 1 / sqrt(a b) the
 * capacity (both ways taken as equally good); their intervals follow from the covariance of the fit.
 */
export function createStoreLearner(): StoreLearner {
  const observations: Observation[] = []
  let open: Span | undefined
  const close = ({ from, last, inKWh, outKWh }: Span) => {
    const hours = (last.at - from.at) / 3_600_000
    if (hours > 0) observations.push({ x: [inKWh, -outKWh, -hours], y: (last.socPct - from.socPct) / 100 })
    if (observations.length > keptSpans) observations.shift()
  }
  return {
    take(reading) {
      const gapMs = open ? reading.at - open.last.at : Infinity
      if (!open || gapMs <= 0 || gapMs > longestGapMs || Math.abs(reading.socPct - open.last.socPct) > jumpPct) {
        open = { from: reading, last: reading, inKWh: 0, outKWh: 0 }
        return
      }
      const movedKWh = energyKWh((reading.powerKW + open.last.powerKW) / 2, gapMs)
      if (movedKWh > 0) open.outKWh += movedKWh
      else open.inKWh -= movedKWh
      open.last = reading
      if (reading.at - open.from.at < spanMs) return
      close(open)
      open = { from: reading, last: reading, inKWh: 0, outKWh: 0 }
    },
    learned(assetId) {
      const fit = fitPlane(observations)
      return fit ? learnedOf(fit, assetId, observations.length) : []
    },
  }
}

function learnedOf({ coefficients: [a, b, c], covariance }: Fit, assetId: string, count: number): Learned[] {
  if (!(a > 0 && b > 0)) return []
  const capacityKWh = 1 / Math.sqrt(a * b)
  const made = (quantity: LearnedQuantity, value: number, gradient: readonly number[]): Learned => {
    const spread = sigmas * Math.sqrt(varianceOf(gradient, covariance))
    return { assetId, quantity, value, low: value - spread, high: value + spread, count }
  }
  return [
    made('capacityKWh', capacityKWh, [-capacityKWh / (2 * a), -capacityKWh / (2 * b), 0]),
    made('roundTripRatio', a / b, [1 / b, -a / b ** 2, 0]),
    made('standbyLossKW', c * capacityKWh, [(-c * capacityKWh) / (2 * a), (-c * capacityKWh) / (2 * b), capacityKWh]),
  ]
}

/** Of a function of the coefficients with this gradient (delta method). */
function varianceOf(gradient: readonly number[], covariance: readonly (readonly number[])[]): number {
  let variance = 0
  for (const [i, row] of covariance.entries())
    for (const [j, value] of row.entries()) variance += (gradient[i] ?? 0) * (gradient[j] ?? 0) * value
  return Math.max(0, variance)
}
