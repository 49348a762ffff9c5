import { useMemo } from 'react'
import type { WhatIfAnswer } from '../../../../domain/rpc/plan.ts'
import { TrendChart } from '../../../charts/trend-chart.tsx'
import type { TrendView } from '../../../charts/trend-option.ts'
import { useSite } from '../../../state/live.ts'
import { plannedColumn } from '../plan/model/plan-columns.ts'
import { comparedFigures } from './compare-words.ts'
import css from './what-if.module.css'

/** Both plans: what was changed, the figures side by side, and the power of the connection. */
export function Compared({ answer, changes }: { answer: WhatIfAnswer; changes: readonly string[] }) {
  const { assets } = useSite()
  const containers = assets.filter((a) => a.kind === 'container').map((a) => a.id)
  return (
    <>
      <p className={css.said}>
        With {changes.join('; ')}. Nothing is applied: limits, prices and assets are changed where they are kept.
      </p>
      <div className={css.both}>
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">Over the horizon</th>
              <th scope="col">As it is</th>
              <th scope="col">What if</th>
              <th scope="col">Difference</th>
            </tr>
          </thead>
          <tbody>
            {comparedFigures(answer, containers).map(({ label, before, after, difference }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{before}</td>
                <td>{after}</td>
                <td data-same={difference === 'the same' || undefined}>{difference}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Chart answer={answer} />
      </div>
    </>
  )
}

function Chart({ answer: { before, after } }: { answer: WhatIfAnswer }) {
  const { timeZone } = useSite()
  const view = useMemo((): TrendView => {
    const lineOf = (plan: typeof before.plan, name: string) => {
      const column = plannedColumn({ plan, earlier: [] }, (one, t) => one.gridKW[t] ?? Number.NaN)
      const values = Array.from(column.mean.subarray(0, -1), (kW) => (Number.isNaN(kW) ? null : kW / 1_000))
      return { name, from: column.from, stepMs: column.stepMs, values }
    }
    const now = lineOf(before.plan, 'as it is')
    const series = [
      { ...now, colour: 'text' as const, line: 'dashed' as const },
      { ...lineOf(after.plan, 'what if'), colour: 's1' as const },
    ]
    const to = after.plan.edges.at(-1) ?? now.from
    return { series, from: now.from, to, timeZone, unit: 'MW', decimals: 2 }
  }, [before, after, timeZone])
  return (
    <div className={css.chart}>
      <TrendChart view={view} label="Power of the connection in both plans, MW, below 0 exporting" />
    </div>
  )
}
