import { useMemo } from 'react'
import { TrendChart } from '../../charts/trend-chart.tsx'
import type { TrendView } from '../../charts/trend-option.ts'
import { Panel } from '../../components/panel.tsx'
import { formatMW, powerPhrase } from '../../format/power.ts'
import { useTrend } from '../../history/use-trend.ts'
import { useReading, useSite } from '../../state/live.ts'
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
  const trend = useTrend([assetId], 'activePowerKW')
  const view = useMemo((): TrendView => {
    const { from, stepMs } = trend
    const values = trend.values.map((value) => (value === null ? null : value / 1_000))
    const lowest = Math.min(0, ...values.filter((value) => value !== null))
    // The export limit is drawn only once power comes near it; else the hour would be a flat line.
    const isExporting = lowest < -connection.exportLimitKW / 2_000
    const ends = niceEnds(isExporting ? -connection.exportLimitKW / 1_000 : lowest, connection.importLimitKW / 910)
    const limits = limitLines(connection, peakShavingAboveKW).filter((limit) => limit.value >= ends.min)
    const series = [{ name: 'grid', colour: 'text' as const, from, stepMs, values, isFilled: true }]
    return { series, limits, ...trend.window, ...ends, timeZone, unit: 'MW', decimals: 2 }
  }, [trend, connection, peakShavingAboveKW, timeZone])
  return (
    <Panel
      title="Grid power against limits"
      note={`MW ${trend.words}, below 0 exporting`}
      link={<Doing assetId={assetId} />}
      isFilling
    >
      <div className={css.chart}>
        <TrendChart group="dispatch" label={`Grid power ${trend.words}`} view={view} />
      </div>
    </Panel>
  )
}

function Doing({ assetId }: { assetId: string }) {
  const { value } = useReading(assetId, 'activePowerKW')
  return <strong className={css.doing}>{value === null ? 'no value' : powerPhrase('grid', value)}</strong>
}
