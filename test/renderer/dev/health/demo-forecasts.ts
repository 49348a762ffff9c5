import { failureMode } from '../../../../domain/health/failure-modes.ts'
import type { FailureForecast, Remaining } from '../../../../domain/health/forecast.ts'
import { pointSpec } from '../../../../domain/points.ts'
import type { EvidenceChart, EvidenceDetail } from '../../../../domain/rpc/health/forecasts.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { wave } from '../wave.ts'
import { courseAt, normalAt } from './told/course.ts'
import type { Drawn, Foreseen } from './told/foreseen.ts'

export const dayMs = 86_400_000
const horizonDays = 270
const chartDays = 90

/** Share of a normal distribution below `x` (logistic fit, good to a hundredth). */
const below = (x: number) => 1 / (1 + Math.exp(-1.702 * x))

function remainingOf({ medianDays, sigma, healthPct }: Foreseen, at: EpochMs, shift = 0): Remaining {
  const median = medianDays * (1 + shift)
  const end = (z: number) => Math.min(horizonDays, median * Math.exp(z * sigma * (1 + Math.abs(shift))))
  return {
    at,
    medianDays: median,
    p50Days: [end(-0.674), end(0.674)],
    p90Days: [end(-1.645), end(1.645)],
    healthPct: Math.min(100, healthPct * (1 + shift)),
    horizonDays,
  }
}

/** Id of a forecast of the demonstration. */
export const forecastId = ({ assetId, mode }: Pick<Foreseen, 'assetId' | 'mode'>) => `${assetId} ${mode}`

/** A failure as it is foreseen now: numbers move a little as they do when every hour brings new readings. */
export function forecastOf(told: Foreseen, { now, startedAt }: { now: EpochMs; startedAt: EpochMs }): FailureForecast {
  const mode = failureMode(told.mode)
  const remaining = remainingOf(told, now, 0.006 * wave(now, told.medianDays, 240_000) - (now - startedAt) / 3e11)
  const atRisk = below((Math.log(30) - Math.log(remaining.medianDays)) / told.sigma)
  return {
    id: forecastId(told),
    assetId: told.assetId,
    mode: told.mode,
    announcedAt: startedAt - told.announcedDays * dayMs,
    sinceAt: startedAt - told.sinceDays * dayMs,
    remaining,
    surePct: told.surePct,
    waitingEur: (told.surePct / 100) * atRisk * (mode.failureEur - mode.repairEur),
    repairEur: mode.repairEur,
    failureEur: mode.failureEur,
    evidence: told.evidence.map((e) => ({ ...e, unit: pointSpec(e.point).unit })),
    causes: told.causes.map(([cause, name, sharePct]) => ({ mode: cause, name, sharePct })),
    levers: mode.levers.map(({ words, rateRatio }) => ({
      words,
      gainDays: Math.round(told.medianDays * (1 / rateRatio - 1)),
    })),
    ruleIds: [...told.ruleIds],
    model: { id: `remaining-${told.mode}`, version: 4 },
    verdict: 'open',
    snoozedUntil: null,
    workOrderId: null,
    endedAt: null,
  }
}

/** A signal with its band of what is normal over the last 90 days; it departs when the failure begins. */
export function chartOf(drawn: Drawn, { now, sinceDays }: { now: EpochMs; sinceDays: number }): EvidenceChart {
  const { point, scatter, limit = null } = drawn
  const stepMs = dayMs / 4
  const steps = chartDays * 4
  const at = Array.from({ length: steps }, (_, i) => now - (steps - 1 - i) * stepMs)
  const normal = at.map((t) => normalAt(drawn, t))
  const value = at.map((t) => courseAt({ drawn, sinceDays }, t, now))
  const { label, unit } = pointSpec(point)
  const room = 2.2 * scatter
  return {
    point,
    label,
    unit,
    at,
    // Two days in which the historian had no good value.
    value: value.map((v, i) => (i > 96 && i < 105 ? null : v)),
    low: normal.map((v) => v - room),
    high: normal.map((v) => v + room),
    limit,
  }
}

function peersOf({ peers, assetId }: Foreseen, site: SiteDescription): EvidenceDetail['peers'] {
  if (!peers) return []
  const { label, unit } = pointSpec(peers.point)
  const others = site.assets.filter(({ kind, id }) => kind === 'container' && id !== assetId)
  const own = site.assets.find(({ id }) => id === assetId)
  const rows = peers.values.map((value, i) => {
    const isLast = i === peers.values.length - 1
    if (peers.isUnits)
      return { assetId: isLast ? assetId : `${assetId}-${i + 1}`, name: `Unit ${isLast ? 4 : i + 5}`, value }
    const asset = isLast ? own : others[i]
    return { assetId: asset?.id ?? `other-${i}`, name: asset?.name ?? `Other ${i + 1}`, value }
  })
  return [{ point: peers.point, label, unit, rows }]
}

/** What lies behind a forecast. */
export function evidenceOf(
  told: Foreseen,
  given: { forecast: FailureForecast; now: EpochMs; site: SiteDescription; rules: EvidenceDetail['rules'] },
): EvidenceDetail {
  const { forecast, now, site, rules } = given
  return {
    forecast,
    charts: told.charts.map((drawn) => chartOf(drawn, { now, sinceDays: told.sinceDays })),
    peers: peersOf(told, site),
    cases: told.cases.map(({ assetId, daysAgo, verdict, leadDays, words }, i) => ({
      forecastId: `${forecast.id} ${i}`,
      assetId,
      mode: told.mode,
      announcedAt: now - daysAgo * dayMs,
      verdict,
      leadDays,
      words,
    })),
    history: Array.from({ length: told.announcedDays + 1 }, (_, i) => {
      const daysAgo = told.announcedDays - i
      const shift =
        daysAgo / told.medianDays + 0.25 * Math.exp(-i / 5) + 0.03 * wave(i * dayMs, told.medianDays, 9 * dayMs)
      return remainingOf(told, now - daysAgo * dayMs, shift)
    }),
    rules,
  }
}
