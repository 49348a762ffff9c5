import { scorePlace, scoreText } from './anomaly-words.ts'
import css from './anomalies.module.css'

/** A signed score from the middle to its side, with the threshold on both sides. */
export function ScoreBar({ score }: { score: number }) {
  const place = scorePlace(score)
  return (
    <span className={css.score}>
      <span className={css.track} aria-hidden>
        <i className={css.threshold} style={{ left: `${scorePlace(-1)}%` }} />
        <i className={css.threshold} style={{ left: `${scorePlace(1)}%` }} />
        <i className={css.size} style={{ left: `${Math.min(50, place)}%`, width: `${Math.abs(place - 50)}%` }} />
      </span>
      <span>{scoreText(score)}</span>
    </span>
  )
}
