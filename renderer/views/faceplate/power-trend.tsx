import { memo } from 'react'
import type { Asset } from '../../../domain/asset.ts'
import { TrendChart } from '../../charts/trend-chart.tsx'
import type { TrendSeries } from '../../charts/trend-data.ts'
import { assetScale, isReadAsDraw } from '../../components/assets/asset-scale.ts'
import { useNow, useSite } from '../../state/live.ts'
import type { ColourName } from '../../theme/tokens.ts'
import css from './faceplate.module.css'
import { useHourTrend } from './hour-trend.ts'
import type { JoinedTrend } from './trend-tail.ts'

const colourOf: Record<Asset['kind'], ColourName> = {
  grid: 'text',
  pv: 's2',
  wind: 's7',
  load: 's5',
  genset: 's5',
  battery: 's3',
  flywheel: 's4',
  hydrogen: 's4',
  container: 's1',
}

function series(joined: JoinedTrend, asset: Asset, look: Pick<TrendSeries, 'name' | 'colour' | 'line'>): TrendSeries {
  const sign = isReadAsDraw(asset) ? -1 : 1
  return { ...look, ...joined, values: joined.values.map((value) => (value === null ? null : value * sign)) }
}

/** Words for what lies below zero, where anything does. */
function belowZero(asset: Asset): string {
  if (asset.kind === 'grid') return ', below 0 exporting'
  if (asset.kind === 'battery' || asset.kind === 'flywheel') return ', below 0 charging'
  return asset.kind === 'hydrogen' ? ', below 0 drawing' : ''
}

function Setpointless({ asset }: { asset: Asset }) {
  const power = useHourTrend(asset.id, 'activePowerKW')
  return <Pane asset={asset} lines={[series(power, asset, { name: 'power', colour: colourOf[asset.kind] })]} />
}

function WithSetpoint({ asset }: { asset: Asset }) {
  const power = useHourTrend(asset.id, 'activePowerKW')
  const setpoint = useHourTrend(asset.id, 'setpointKW')
  return (
    <Pane
      asset={asset}
      lines={[
        series(power, asset, { name: 'power', colour: colourOf[asset.kind] }),
        series(setpoint, asset, { name: 'setpoint', colour: 'text', line: 'step' }),
      ]}
    />
  )
}

function Pane({ asset, lines }: { asset: Asset; lines: TrendSeries[] }) {
  const { connection, timeZone } = useSite()
  const now = useNow()
  const scale = assetScale(asset, connection)
  const view = { series: lines, from: now - 3_600_000, to: now, timeZone, unit: 'kW', ...scale }
  return (
    <div className={css.trend}>
      <span className={css.label}>kW in the last hour{belowZero(asset)}</span>
      <TrendChart view={view} label={`Power of ${asset.name} in the last hour`} />
    </div>
  )
}

/** Power of the last hour up to now, with the setpoint as a step line where the asset has one. */
export const PowerTrend = memo(function PowerTrend({ asset }: { asset: Asset }) {
  const { points } = useSite()
  const hasSetpoint = points.some((ref) => ref.assetId === asset.id && ref.point === 'setpointKW')
  return hasSetpoint ? <WithSetpoint asset={asset} /> : <Setpointless asset={asset} />
})
