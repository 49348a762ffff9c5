import { TrendChart } from '../../charts/trend-chart.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatMW, powerPhrase } from '../../format/power.ts'
import { useNow, useReading, useSite } from '../../state/live.ts'
import { useHourTrend } from '../faceplate/hour-trend.ts'
import css from './dispatch.module.css'
import { niceEnds } from './nice-ends.ts'

const line = (words: string, kW: number) => ({ name: `${words} ${formatMW(kW)}`, value: kW / 1_000 })

function limitLines(connection: { importLimitKW: number; exportLimitKW: number }, shavingKW: number | undefined) {
  return [
    line('import limit', connection.importLimitKW),
    { ...line('export limit', connection.exportLimitKW), value: -connection.exportLimitKW / 1_000 },
    ...(shavingKW === undefined ? [] : [line('peak shaving above', shavingKW)]),
  ]
}

/** Power of the grid connection in the last hour, against what is agreed. */
export function GridPanel() {
  const site = useSite()
  const grid = site.assets.find((asset) => asset.kind === 'grid')
  return grid ? <GridTrend assetId={grid.id} /> : null
}

function GridTrend({ assetId }: { assetId: string }) {
  const { connection, peakShavingAboveKW, timeZone } = useSite()
  const now = useNow()
  const reading = useReading(assetId, 'activePowerKW')
  const joined = useHourTrend(assetId, 'activePowerKW')
  const values = joined.values.map((value) => (value === null ? null : value / 1_000))
  const lowest = Math.min(0, ...values.filter((value) => value !== null))
  // The export limit is drawn only once power comes near it; else the hour would be a flat line.
  const isExporting = lowest < -connection.exportLimitKW / 2_000
  const { min, max } = niceEnds(
    isExporting ? -connection.exportLimitKW / 1_000 : lowest,
    connection.importLimitKW / 910,
  )
  const limits = limitLines(connection, peakShavingAboveKW).filter((limit) => limit.value >= min)
  const doing = reading.value === null ? 'no value' : powerPhrase('grid', reading.value)
  return (
    <Panel
      title="Grid power against limits"
      note="MW in the last hour, below 0 exporting"
      link={<strong className={css.doing}>{doing}</strong>}
      isFilling
    >
      <div className={css.chart}>
        <TrendChart
          group="dispatch"
          label={`Grid power in the last hour, now ${doing}`}
          view={{
            series: [{ ...joined, values, name: 'grid', colour: 'text', isFilled: true }],
            limits,
            from: now - 3_600_000,
            to: now,
            timeZone,
            unit: 'MW',
            decimals: 2,
            min,
            max,
          }}
        />
      </div>
    </Panel>
  )
}
