import type { VerdictKind } from '../../../../domain/health/forecast.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { DetailPanel } from '../detail-panel.tsx'
import detail from '../forecasts/detail/detail.module.css'
import page from '../health.module.css'
import { useAssetName } from '../names.ts'
import { VerdictBar } from '../verdict/verdict-bar.tsx'
import { AnomalyTrend } from './anomaly-trend.tsx'
import { anomalyTitle, type ListedAnomaly, pointLabel, scoreText, urgency } from './anomaly-words.ts'

/** The chosen anomaly: why we say so, which signals speak for it, how they look, and what the technician says. */
export function AnomalyDetail({ anomaly }: { anomaly: ListedAnomaly | undefined }) {
  const nameOf = useAssetName()
  if (!anomaly)
    return (
      <aside className={page.panel} aria-label="Anomaly">
        <div className={page.empty}>
          <EmptyState title="No anomaly to look into">
            When something is unusual, its signals and the reason stand here.
          </EmptyState>
        </div>
      </aside>
    )
  return (
    <DetailPanel
      label="Anomaly"
      title={`${nameOf(anomaly.assetId)}: ${anomalyTitle(anomaly)}`}
      assetId={anomaly.assetId}
      body="Why we say so"
      foot={<VerdictBar id={anomaly.id} verdict={anomaly.verdict as VerdictKind} until={null} />}
    >
      <p className={detail.reason}>{anomaly.reason}</p>
      <Facts anomaly={anomaly} />
      <AnomalyTrend anomaly={anomaly} />
      <section className={detail.section} aria-labelledby="signals">
        <h3 id="signals">Signals, the strongest first</h3>
        <ul className={detail.speaks}>
          {anomaly.signals.map(({ point, words, sharePct }) => (
            <li key={point}>
              <span className={detail.words} title={`${pointLabel(point)}, ${words}`}>
                {pointLabel(point)} <span>{words}</span>
              </span>
              <span />
              <span className={detail.share} aria-hidden>
                <i style={{ width: `${sharePct}%` }} />
              </span>
              <span className={detail.pct}>{formatNumber(sharePct)}&nbsp;%</span>
            </li>
          ))}
        </ul>
      </section>
    </DetailPanel>
  )
}

function Facts({ anomaly }: { anomaly: ListedAnomaly }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const { score, peak, sinceAt, count, severity } = anomaly
  return (
    <dl className={detail.facts}>
      <div>
        <dt>Score</dt>
        <dd>
          <strong>{scoreText(score)}</strong>
          <span>at most {formatNumber(Math.abs(peak), 1)} so far</span>
        </dd>
      </div>
      <div>
        <dt>Since</dt>
        <dd>
          <strong>{formatDuration(now - sinceAt)}</strong>
          <span>{formatWhen(sinceAt, now, timeZone)}</span>
        </dd>
      </div>
      <div>
        <dt>When to look</dt>
        <dd>
          <strong>{urgency[severity]}</strong>
          <span>{count === 1 ? 'came once' : `came ${formatNumber(count)} times`}</span>
        </dd>
      </div>
    </dl>
  )
}
