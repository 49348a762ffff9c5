import { useMemo } from 'react'
import type { Asset, AssetKind } from '../../../../domain/asset.ts'
import { TrendChart } from '../../../charts/trend-chart.tsx'
import type { TrendView } from '../../../charts/trend-option.ts'
import { Panel } from '../../../components/panel.tsx'
import { useTrend } from '../../../history/use-trend.ts'
import { useSite } from '../../../state/live.ts'
import css from './trend-strip.module.css'

const stores: ReadonlySet<AssetKind> = new Set<AssetKind>(['battery', 'flywheel', 'hydrogen'])

/** The last hour of grid, mining and storage beneath the diagram, on screens with room for it. */
export function TrendStrip() {
  const { assets, connection, peakShavingAboveKW } = useSite()
  const groups = useMemo(
    () => ({
      grid: assets.filter((a) => a.kind === 'grid'),
      mining: assets.filter((a) => a.kind === 'container'),
      storage: assets.filter((a) => stores.has(a.kind)),
    }),
    [assets],
  )
  const limits = useMemo(
    () => [
      { name: 'agreed import', value: connection.importLimitKW / 1_000 },
      ...(peakShavingAboveKW === undefined ? [] : [{ name: 'peak shaving', value: peakShavingAboveKW / 1_000 }]),
    ],
    [connection, peakShavingAboveKW],
  )
  return (
    <div className={css.strip}>
      <Strip
        title="Grid"
        note="below 0 exporting"
        assets={groups.grid}
        colour="text"
        limits={limits}
        max={(connection.importLimitKW / 1_000) * 1.2}
      />
      {groups.mining.length > 0 && <Strip title="Mining" note="drawn" assets={groups.mining} colour="s1" isDraw />}
      {groups.storage.length > 0 && (
        <Strip title="Storage" note="above 0 giving, below 0 taking" assets={groups.storage} colour="s3" />
      )}
    </div>
  )
}

function Strip(props: {
  title: string
  note: string
  assets: readonly Asset[]
  colour: TrendView['series'][number]['colour']
  limits?: TrendView['limits']
  isDraw?: boolean
  max?: number
}) {
  const { title, note, assets, colour, limits, isDraw, max } = props
  const { timeZone } = useSite()
  const ids = useMemo(() => assets.map((a) => a.id), [assets])
  const trend = useTrend(ids, 'activePowerKW')
  const view = useMemo(
    (): TrendView => ({
      series: [
        {
          name: title,
          colour,
          from: trend.from,
          stepMs: trend.stepMs,
          values: trend.values.map((kW) => (kW === null ? null : (isDraw ? -kW : kW) / 1_000)),
          isFilled: true,
        },
      ],
      ...(limits ? { limits } : {}),
      ...trend.window,
      timeZone,
      unit: 'MW',
      decimals: 2,
      ...(isDraw ? { min: 0 } : {}),
      ...(max === undefined ? {} : { max }),
    }),
    [trend, title, colour, limits, isDraw, max, timeZone],
  )
  return (
    <Panel title={title} note={`MW ${trend.words}, ${note}`} className={css.pane}>
      <div className={css.chart}>
        <TrendChart view={view} label={`${title} ${trend.words}, MW, ${note}`} group="overview" />
      </div>
    </Panel>
  )
}
