import { useMemo } from 'react'
import type { Remaining } from '../../../../../domain/health/forecast.ts'
import { TrendChart } from '../../../../charts/trend-chart.tsx'
import type { TrendView } from '../../../../charts/trend-option.ts'
import { useSite } from '../../../../state/live.ts'
import { equalSteps } from '../../evidence/evidence-view.ts'
import css from './detail.module.css'

/** How the forecast moved: what was foreseen on each day since it was announced. */
export function Moved({ history }: { history: readonly Remaining[] }) {
  const { timeZone } = useSite()
  const view = useMemo((): TrendView => {
    const at = history.map((one) => one.at)
    const { from, stepMs, columns } = equalSteps(at, {
      median: history.map(({ medianDays }) => medianDays),
      low: history.map(({ p90Days }) => p90Days[0]),
      high: history.map(({ p90Days }) => p90Days[1]),
    })
    return {
      series: [{ name: 'Days left', colour: 'process', from, stepMs, values: columns.median }],
      band: { from, stepMs, low: columns.low, high: columns.high },
      from,
      to: at.at(-1) ?? from + 1,
      timeZone,
      unit: 'days',
      min: 0,
    }
  }, [history, timeZone])
  if (history.length < 2) return null
  return (
    <section className={css.section} aria-labelledby="moved">
      <h3 id="moved">
        How the forecast moved <span>days left as foreseen then; band 90&nbsp;%</span>
      </h3>
      <div className={css.moved}>
        <TrendChart view={view} label="Days left as foreseen on each day since it was announced" />
      </div>
    </section>
  )
}
