import { Link } from '@tanstack/react-router'
import { memo, useMemo } from 'react'
import type { Asset } from '../../../domain/asset.ts'
import { TrendChart } from '../../charts/trend-chart.tsx'
import type { TrendSeries } from '../../charts/trend-data.ts'
import type { TrendView } from '../../charts/trend-option.ts'
import { assetColours } from '../../components/assets/asset-colours.ts'
import { assetScale, isReadAsDraw } from '../../components/assets/asset-scale.ts'
import type { JoinedTrend } from '../../history/trend-tail.ts'
import { useTrend, type WindowedTrend } from '../../history/use-trend.ts'
import { useSite } from '../../state/live.ts'
import css from './faceplate.module.css'

function series(joined: JoinedTrend, asset: Asset, look: Pick<TrendSeries, 'name' | 'colour' | 'line'>): TrendSeries {
  const sign = isReadAsDraw(asset) ? -1 : 1
  const { from, stepMs, values } = joined
  return { ...look, from, stepMs, values: values.map((value) => (value === null ? null : value * sign)) }
}

/** Words for what lies below zero, where anything does. */
function belowZero(asset: Asset): string {
  if (asset.kind === 'grid') return ', below 0 exporting'
  if (asset.kind === 'battery' || asset.kind === 'flywheel') return ', below 0 charging'
  return asset.kind === 'hydrogen' ? ', below 0 drawing' : ''
}

function Setpointless({ asset }: { asset: Asset }) {
  return <Pane asset={asset} power={useTrend([asset.id], 'activePowerKW')} />
}

function WithSetpoint({ asset }: { asset: Asset }) {
  const power = useTrend([asset.id], 'activePowerKW')
  const setpoint = useTrend([asset.id], 'setpointKW')
  return <Pane asset={asset} power={power} setpoint={setpoint} />
}

function Pane(props: { asset: Asset; power: WindowedTrend; setpoint?: WindowedTrend }) {
  const { asset, power, setpoint } = props
  const { connection, timeZone } = useSite()
  const view = useMemo((): TrendView => {
    const lines = [series(power, asset, { name: 'power', colour: assetColours[asset.kind] })]
    if (setpoint) lines.push(series(setpoint, asset, { name: 'setpoint', colour: 'text', line: 'step' }))
    return { series: lines, ...power.window, timeZone, unit: 'kW', ...assetScale(asset, connection) }
  }, [asset, power, setpoint, timeZone, connection])
  return (
    <div className={css.trend}>
      <span className={css.label}>
        kW {power.words}
        {belowZero(asset)}
        {'. '}
        <Link className={css.toTrends} to="/trends" search={{ points: `${asset.id}.activePowerKW` }}>
          Open in Trends
        </Link>
      </span>
      <TrendChart view={view} label={`Power of ${asset.name} ${power.words}`} />
    </div>
  )
}

/** Power of the last hour up to now, with the setpoint as a step line where the asset has one. */
export const PowerTrend = memo(function PowerTrend({ asset }: { asset: Asset }) {
  const { points } = useSite()
  const hasSetpoint = points.some((ref) => ref.assetId === asset.id && ref.point === 'setpointKW')
  return hasSetpoint ? <WithSetpoint asset={asset} /> : <Setpointless asset={asset} />
})
