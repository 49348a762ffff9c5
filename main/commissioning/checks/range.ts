import { ratedRange } from '../../../domain/asset.ts'
import { type PointName, pointNames, pointSpec } from '../../../domain/points.ts'
import { type Finding, figure, type Look, together, valuesOf } from './look.ts'

/** Values may stand above the rating for a moment; more is another unit. */
const beyondRating = 1.2
/** Powers of ten that units differ by: W, kW, MW. */
const unitSteps = [1_000, 1_000_000, 0.001] as const
/** What can't be otherwise anywhere in the trade, in the point's unit. */
const possible: Partial<Record<PointName, readonly [number, number]>> = {
  voltageV: [20, 150_000],
  frequencyHz: [40, 70],
  socPct: [0, 100],
  sohPct: [0, 110],
  fuelPct: [0, 100],
  fanPct: [0, 110],
  temperatureDegC: [-60, 150],
  ambientDegC: [-60, 70],
  inletDegC: [-60, 120],
  outletDegC: [-60, 150],
  cellVoltageMinV: [0.5, 20],
  cellVoltageMaxV: [0.5, 20],
}
const ratedPoints = new Set<PointName>(['activePowerKW', 'reactivePowerKvar', 'setpointKW', 'minPowerKW', 'maxPowerKW'])

/** Whether each value can be what it says it is; one that fits another unit names the factor. */
export function range(look: Look): Finding {
  const { minKW, maxKW } = ratedRange(look.asset)
  const ratingKW = Math.max(Math.abs(minKW), Math.abs(maxKW))
  const findings = pointNames.flatMap((point) => {
    const values = valuesOf(look, point)
    if (values.length === 0) return []
    const bounds = boundsOf(point, ratingKW)
    return [...(bounds ? within(point, values, bounds) : []), ...suspects(look, point)]
  })
  const read = pointNames.filter((point) => valuesOf(look, point).length > 0).length
  if (read === 0) return { result: 'fail', detail: 'Nothing was read.' }
  return together(findings, { result: 'pass', detail: `${read} points within what can be.` })
}

function boundsOf(point: PointName, ratingKW: number): readonly [number, number] | undefined {
  if (!ratedPoints.has(point)) return possible[point]
  return Number.isFinite(ratingKW) ? [-beyondRating * ratingKW, beyondRating * ratingKW] : undefined
}

function within(point: PointName, values: readonly number[], [low, high]: readonly [number, number]): Finding[] {
  const outside = values.find((value) => value < low || value > high)
  if (outside === undefined) return []
  const { label, unit } = pointSpec(point)
  const factor = unitSteps.find((step) => fits(outside / step, low, high))
  const hint =
    factor === undefined
      ? 'another register or word order?'
      : `it would fit divided by ${figure(factor)}: scale and unit (W, kW, MW) in the definition?`
  return [
    {
      result: 'fail',
      detail: `${label} ${figure(outside)} ${unit} lies outside ${figure(low)} to ${figure(high)} ${unit}; ${hint}`,
    },
  ]
}

/** Divided by a unit step it has to be of the right size, not merely small. */
function fits(value: number, low: number, high: number): boolean {
  return value >= low && value <= high && Math.abs(value) >= 0.01 * Math.max(Math.abs(low), Math.abs(high))
}

function suspects({ series }: Look, point: PointName): Finding[] {
  const suspect = series.get(point)?.find(({ quality }) => quality === 'suspect')
  if (!suspect) return []
  const { label, unit } = pointSpec(point)
  const value = suspect.value === null ? 'no value' : `${figure(suspect.value)} ${unit}`
  return [{ result: 'warn', detail: `${label}: ${value} is outside what its definition calls plausible.` }]
}
