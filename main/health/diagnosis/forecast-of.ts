import type { Asset } from '../../../domain/asset.ts'
import { type FailureModeName, failureMode } from '../../../domain/health/failure-modes.ts'
import type { Evidence, FailureForecast, Remaining } from '../../../domain/health/forecast.ts'
import type { PointName } from '../../../domain/points.ts'
import { pointSpec } from '../../../domain/points.ts'
import type { EpochMs } from '../../../domain/units.ts'
import { type Cause, inDirection } from './causes.ts'
import type { Explanation } from './explain.ts'
import type { Departure } from './normal/signal.ts'
import { leversOf, waitingEur } from './worth.ts'

/** What a forecast is written from. */
export interface ForecastParts {
  asset: Asset
  explanation: Explanation
  z: ReadonlyMap<PointName, number>
  /** The newest finding. */
  departures: ReadonlyMap<PointName, Departure>
  remaining: Remaining
  peers: number
  lostEurPerDay: number
  model: FailureForecast['model']
  ruleIds: readonly string[]
}

/** Causes shown, and the least share of one that is. */
const shown = { causes: 5, leastPct: 1 }

/** What changes of a forecast when it is judged anew. */
export function judgedNow(parts: ForecastParts) {
  const { explanation, remaining, model, lostEurPerDay } = parts
  const mode = failureMode(explanation.mode)
  const levers = leversOf(mode, remaining)
  return {
    remaining,
    surePct: Math.round(100 * explanation.sure),
    waitingEur: waitingEur(mode, remaining, { sure: explanation.sure, lostEurPerDay }),
    evidence: evidenceOf(parts),
    causes: causesOf(explanation.causes),
    levers,
    ruleIds: [...parts.ruleIds],
    model,
  }
}

/** A forecast as it is announced. */
export function announced(parts: ForecastParts, { at, sinceAt }: { at: EpochMs; sinceAt: EpochMs }): FailureForecast {
  const { asset, explanation } = parts
  const { repairEur, failureEur } = failureMode(explanation.mode)
  return {
    id: `${asset.id}.${explanation.mode}.${sinceAt}`,
    assetId: asset.id,
    mode: explanation.mode,
    announcedAt: at,
    sinceAt,
    repairEur,
    failureEur,
    verdict: 'open',
    snoozedUntil: null,
    workOrderId: null,
    endedAt: null,
    ...judgedNow(parts),
  }
}

/** Name of an origin for people. */
export function originName({ mode, sensor }: Cause): string {
  return mode === null ? `The sensor of "${pointSpec(sensor).label}" tells something wrong` : failureMode(mode).name
}

function causesOf(causes: readonly Cause[]): FailureForecast['causes'] {
  const ranked = causes
    .slice(0, shown.causes)
    .map((cause) => ({ mode: cause.mode, name: originName(cause), sharePct: Math.round(100 * cause.share) }))
    .filter(({ sharePct }) => sharePct >= shown.leastPct)
  const rest = 100 - ranked.reduce((sum, { sharePct }) => sum + sharePct, 0)
  return rest >= shown.leastPct
    ? [...ranked, { mode: null, name: 'Something else, or nothing', sharePct: rest }]
    : ranked
}

function evidenceOf({ explanation, z, departures, peers }: ForecastParts): Evidence[] {
  const speaks = failureMode(explanation.mode).signs.map((sign) => ({
    sign,
    size: Math.max(0, sign.weight * inDirection(sign, z.get(sign.point) ?? 0)),
  }))
  const total = speaks.reduce((sum, { size }) => sum + size, 0) || 1
  return speaks
    .map(({ sign, size }) => {
      const { point, direction } = sign
      const found = departures.get(point)
      const scales = z.get(point)
      const words = scales === undefined ? 'not known' : departureWords(direction, inDirection(sign, scales), peers)
      const unit = pointSpec(point).unit
      const round = (value: number) => Number(value.toFixed(pointSpec(point).decimals + 1))
      return {
        point,
        words,
        value: found ? round(found.value) : null,
        expected: found ? round(found.expected) : null,
        unit,
        sharePct: Math.round((100 * size) / total),
      }
    })
    .toSorted((a, b) => b.sharePct - a.sharePct)
}

function departureWords(direction: string, scales: number, peers: number): string {
  if (scales < 2) return 'as usual: it should show this failure and does not yet'
  const against = peers > 0 ? `load, air and ${peers} peers` : 'load and air'
  return `${direction} what ${against} explain, ${scales.toFixed(0)} times its usual scatter`
}

/** Price of energy lost where a sign is a power, EUR a day; an estimate when no price is known. */
export function lostEurPerDay(
  mode: FailureModeName,
  departures: ReadonlyMap<PointName, Departure>,
  eurPerMWh: number,
): number {
  let kW = 0
  for (const { point } of failureMode(mode).signs) {
    const found = departures.get(point)
    if (found && pointSpec(point).unit === 'kW') kW = Math.max(kW, Math.abs(found.value - found.expected))
  }
  return (kW * 24 * eurPerMWh) / 1000
}
