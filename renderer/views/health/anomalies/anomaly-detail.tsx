import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import type { VerdictKind } from '../../../../domain/health/forecast.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
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
  const name = nameOf(anomaly.assetId)
  return (
    <aside className={page.panel} aria-label="Anomaly">
      <header className={detail.head}>
        <h2>
          {name}: {anomalyTitle(anomaly)}
        </h2>
        <Link className={detail.open} to="/health/assets/$assetId" params={{ assetId: anomaly.assetId }}>
          Asset’s health
          <ChevronRight size={14} aria-hidden />
        </Link>
      </header>
      {/* A part that scrolls is reached by the keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={page.scroll} tabIndex={0} aria-label="Why we say so">
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
      </section>
      <footer className={page.foot}>
        <div className={page.acts}>
          <VerdictBar id={anomaly.id} verdict={anomaly.verdict as VerdictKind} until={null} />
        </div>
      </footer>
    </aside>
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
