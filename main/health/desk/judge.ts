import type { Person } from '../../../domain/access.ts'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { failureMode, type FailureModeName } from '../../../domain/health/failure-modes.ts'
import { type FailureForecast, verdictKinds } from '../../../domain/health/forecast.ts'
import type { VerdictInput } from '../../../domain/rpc/health/work.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { AnomalyBook } from '../anomalies.ts'
import type { Forecasts } from '../diagnosis/forecasts.ts'
import type { AssetWatch } from '../diagnosis/asset-watch.ts'
import { announcing } from '../diagnosis/standing.ts'
import type { Feedback } from '../feedback/feedback.ts'
import type { Verdict } from '../feedback/verdict-table.ts'
import { dayMs } from '../history.ts'
import type { ForecastTable } from '../keep/forecast-table.ts'

/** What judging is made of. */
export interface JudgeNeeds {
  forecasts: Forecasts
  table: ForecastTable
  anomalies: AnomalyBook
  feedback: Feedback
  watches: ReadonlyMap<string, AssetWatch>
  audit: WriteAudit
  clock: Clock
}

/** Known work and a snooze last so long unless a person says else. */
const usualMs = 7 * dayMs

/**
 * Takes a technician's word on a forecast or an anomaly: kept with the person, in the audit trail, and used from then on.
 * @throws PowerchainError `Config.NotFound`, `Store.Failed`
 */
export function judge(needs: JudgeNeeds, person: Person, { id, verdict, until, note }: VerdictInput): void {
  const { table, anomalies, feedback, audit, clock } = needs
  const now = clock.now()
  const forecast = table.get(id)
  const anomaly = forecast ? undefined : anomalies.get(id)
  const about = forecast ?? anomaly
  if (!about) throw new PowerchainError('Config.NotFound', `There is no forecast or anomaly "${id}".`)
  const lasts = verdict === 'snoozed' || verdict === 'knownWork'
  const said: Verdict = {
    about: id,
    source: anomaly ? anomaly.detector : 'forecast',
    assetId: about.assetId,
    mode: forecast?.mode ?? null,
    strength: anomaly ? anomaly.peak : strengthOf(forecast?.surePct ?? 0),
    verdict,
    until: lasts ? (until ?? now + usualMs) : null,
    person: person.name,
    note,
    at: now,
  }
  const what = forecast ? failureMode(forecast.mode).name : (anomaly?.reason ?? '')
  const detail = `${what}: ${verdictKinds[verdict].toLowerCase()}${note ? `. ${note}` : '.'}`
  audit({ person: person.name, action: 'HealthJudged', assetId: about.assetId, detail })
  feedback.add(said)
  if (forecast) follow(needs, forecast, said, now)
}

/** What the word changes of the forecast and of what counts as normal. */
function follow({ forecasts, watches }: JudgeNeeds, forecast: FailureForecast, said: Verdict, now: EpochMs): void {
  const { verdict, until } = said
  const endedAt = verdict === 'rejected' || verdict === 'knownWork' ? (forecast.endedAt ?? now) : forecast.endedAt
  forecasts.change({ ...forecast, verdict, endedAt, snoozedUntil: verdict === 'snoozed' ? until : null })
  // what was taken for a failure is how this machine is
  if (verdict === 'rejected') acceptSigns(watches.get(forecast.assetId), forecast.mode)
}

function acceptSigns(watch: AssetWatch | undefined, mode: FailureModeName): void {
  for (const { point } of failureMode(mode).signs) watch?.signals.get(point)?.accept()
}

/** Odds beside those that announce: 1 = just announced. */
function strengthOf(surePct: number): number {
  return odds(surePct / 100) / odds(announcing.sure)
}

function odds(sure: number): number {
  return sure / Math.max(0.005, 1 - sure)
}
