import type { Quality } from '../../domain/reading.ts'
import css from './value.module.css'

/**
 * A number with its unit and state word, marked by its quality: hatched and dimmed when stale, `no value` when bad,
 * dotted when simulated. A bad value never shows a number.
 */
export function Value(props: {
  /** The number as text; `undefined` shows `no value`. */
  value: string | undefined
  unit: string
  quality: Quality
  word?: string | undefined
  size?: 'figure' | 'value' | 'small' | 'text'
}) {
  const { value, unit, quality, word, size = 'small' } = props
  const isMissing = quality === 'bad' || value === undefined
  return (
    <span className={css.value} data-size={size} data-quality={isMissing ? 'bad' : quality}>
      <span className={css.cell}>
        <span className={css.number}>{isMissing ? 'no value' : value}</span>
        {!isMissing && unit !== '' && <span className={css.unit}>{unit}</span>}
      </span>
      {!isMissing && word !== undefined && <span className={css.word}>{word}</span>}
    </span>
  )
}
