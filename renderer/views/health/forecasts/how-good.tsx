import type { Precision } from '../../../../domain/rpc/health/forecasts.ts'
import { formatNumber } from '../../../format/number.ts'
import css from './forecasts.module.css'

interface Figure {
  label: string
  value: string | undefined
  unit: string
  note: string
}

const share = (ratio: number | null) => (ratio === null ? undefined : formatNumber(ratio * 100))

function figuresOf(p: Precision): Figure[] {
  return [
    { label: 'Precision', value: share(p.precision), unit: '%', note: `${p.confirmed} of ${p.judged}` },
    {
      label: 'Missed failures',
      value: p.failures === 0 ? undefined : formatNumber(p.missed),
      unit: '',
      note: `of ${p.failures}`,
    },
    {
      label: 'Median lead',
      value: p.medianLeadDays === null ? undefined : formatNumber(p.medianLeadDays),
      unit: 'days',
      note: '',
    },
    { label: 'Inside the interval', value: share(p.insideInterval), unit: '%', note: 'aim 90' },
    { label: 'False', value: p.judged === 0 ? undefined : formatNumber(p.falsePerWeek, 1), unit: 'a week', note: '' },
  ]
}

/** The figures of how often we were right; what is not judged yet says so. */
export function GoodFigures({ precision }: { precision: Precision }) {
  return (
    <dl className={css.figures}>
      {figuresOf(precision).map(({ label, value, unit, note }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value === undefined ? (
              <span className={css.none}>not yet</span>
            ) : (
              <>
                <strong>{value}</strong> {unit} <span>{note}</span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** How often we were right over the last year. */
export function HowGood({ precision, learning }: { precision: Precision; learning: string }) {
  return (
    <section className={css.good} aria-labelledby="how-good">
      <h3 id="how-good">
        How good we are <span>last 12 months, judged by technicians</span>
      </h3>
      <GoodFigures precision={precision} />
      {learning !== '' && <p>{learning}</p>}
    </section>
  )
}
