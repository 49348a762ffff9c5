import { Link } from '@tanstack/react-router'
import type { Anomaly } from '../../../../domain/health/anomaly.ts'
import { formatRoughDuration } from '../../../format/duration.ts'
import { useNow } from '../../../state/live.ts'
import { anomalyTitle } from '../anomalies/anomaly-words.ts'
import { ScoreBar } from '../anomalies/score-bar.tsx'
import page from '../health.module.css'
import css from './asset-health.module.css'

/** What is unusual at one asset now. */
export function AssetAnomalies({ anomalies }: { anomalies: readonly Anomaly[] }) {
  const now = useNow(60_000)
  if (anomalies.length === 0) return <p className={page.quiet}>Nothing unusual now.</p>
  return (
    <ul className={css.list}>
      {anomalies.map((anomaly) => (
        <li key={anomaly.id}>
          <span className={page.what}>
            <Link to="/health/anomalies" search={{ id: anomaly.id }}>
              {anomalyTitle(anomaly)}
            </Link>
            <span>{anomaly.reason}</span>
          </span>
          <ScoreBar score={anomaly.score} />
          <span className={css.since}>{formatRoughDuration(now - anomaly.sinceAt)}</span>
        </li>
      ))}
    </ul>
  )
}
