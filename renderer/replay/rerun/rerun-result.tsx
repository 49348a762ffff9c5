import { SegmentedControl } from '@mantine/core'
import { useMemo, useState } from 'react'
import { type Comparison, type Rerun, rerunKinds } from '../../../domain/rpc/past/rerun.ts'
import { TrendChart } from '../../charts/trend-chart.tsx'
import type { TrendSeries } from '../../charts/trend-data.ts'
import { formatNumber } from '../../format/number.ts'
import { useSite } from '../../state/live.ts'
import { figureRows } from './figure-rows.ts'
import css from './rerun.module.css'

const words: Record<Rerun['kind'], string> = {
  recorded: 'As recorded',
  asIs: 'Calculated, settings of now',
  changed: 'Calculated, other settings',
}
const looks: Record<Rerun['kind'], Pick<TrendSeries, 'name' | 'colour' | 'line'>> = {
  recorded: { name: 'recorded', colour: 'text' },
  asIs: { name: 'of now', colour: 'text3', line: 'dashed' },
  changed: { name: 'other', colour: 's1' },
}

type Curve = 'gridKW' | 'storageKW' | 'miningKW'
const curves: { value: Curve; label: string; note: string }[] = [
  { value: 'gridKW', label: 'Grid', note: 'below 0 exporting' },
  { value: 'storageKW', label: 'Storage', note: 'above 0 giving, below 0 taking' },
  { value: 'miningKW', label: 'Mining', note: 'drawn' },
]

/** The runs beside each other: curves, figures, and what the calculation rests on. */
export function RerunResult({ comparison }: { comparison: Comparison }) {
  const { timeZone } = useSite()
  const [curve, setCurve] = useState<Curve>('gridKW')
  const { from, to, stepMs, runs, knownRatio, notes } = comparison
  const view = useMemo(
    () => ({
      series: runs.map((run): TrendSeries => ({
        ...looks[run.kind],
        from,
        stepMs,
        values: run[curve].map((kW) => (kW === null ? null : kW / 1_000)),
      })),
      from,
      to,
      timeZone,
      unit: 'MW',
      decimals: 2,
    }),
    [runs, curve, from, to, stepMs, timeZone],
  )
  const { label = '', note = '' } = curves.find(({ value }) => value === curve) ?? {}
  const known =
    knownRatio < 0.995
      ? [`The grid power is known for ${formatNumber(knownRatio * 100)} % of the time; figures are of that part.`]
      : []
  return (
    <section className={css.result} aria-label="Comparison">
      <div className={css.row}>
        <SegmentedControl
          aria-label="Curve"
          size="xs"
          data={curves}
          value={curve}
          onChange={(value) => setCurve(value as Curve)}
        />
        <span className={css.why}>MW, {note}</span>
      </div>
      <div className={css.chart}>
        <TrendChart view={view} label={`${label} power of the runs`} />
      </div>
      <Figures comparison={comparison} />
      <ul className={css.notes}>
        {[...known, ...notes].map((it) => (
          <li key={it}>{it}</li>
        ))}
      </ul>
    </section>
  )
}

function Figures({ comparison }: { comparison: Comparison }) {
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">Figure</th>
          {rerunKinds.map((kind) => (
            <th key={kind} scope="col" className={css.number}>
              {words[kind]}
            </th>
          ))}
          <th scope="col" className={css.number}>
            Change by the settings
          </th>
        </tr>
      </thead>
      <tbody>
        {figureRows(comparison).map(({ label, unit, values, change }) => (
          <tr key={label}>
            <th scope="row">{unit === '' ? label : `${label}, ${unit}`}</th>
            {rerunKinds.map((kind) => (
              <td key={kind} className={css.number}>
                {values[kind]}
              </td>
            ))}
            <td className={css.change}>{change}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
