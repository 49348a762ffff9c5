import { useMemo } from 'react'
import type { Asset, AssetKind } from '../../../domain/asset.ts'
import { TrendChart } from '../../charts/trend-chart.tsx'
import type { TrendView } from '../../charts/trend-option.ts'
import { Panel } from '../../components/panel.tsx'
import { useTrend } from '../../history/use-trend.ts'
import { useSite } from '../../state/live.ts'
import type { ColourName } from '../../theme/tokens.ts'
import css from './dispatch.module.css'

interface Lane {
  title: string
  note: string
  kinds: readonly AssetKind[]
  colour: ColourName
  /** True where people read the power as what is drawn. */
  isDraw?: true
}

const lanes: readonly Lane[] = [
  { title: 'Wind and sun', note: 'MW produced', kinds: ['wind', 'pv'], colour: 's7' },
  { title: 'Mining', note: 'MW drawn', kinds: ['container'], colour: 's1', isDraw: true },
  {
    title: 'Storage',
    note: 'MW, below 0 charging,',
    kinds: ['battery', 'flywheel', 'hydrogen'],
    colour: 's3',
  },
]

/** What answered in the last hour, kind by kind, on one time axis; for screens with room. */
export function Lanes() {
  const { assets } = useSite()
  const shown = useMemo(
    () =>
      lanes
        .map((lane) => ({ lane, members: assets.filter((asset) => lane.kinds.includes(asset.kind)) }))
        .filter(({ members }) => members.length > 0),
    [assets],
  )
  return (
    <div className={css.lanes}>
      {shown.map(({ lane, members }) => (
        <LanePanel key={lane.title} lane={lane} members={members} />
      ))}
    </div>
  )
}

function LanePanel({ lane, members }: { lane: Lane; members: readonly Asset[] }) {
  const { timeZone } = useSite()
  const ids = useMemo(() => members.map((asset) => asset.id), [members])
  const trend = useTrend(ids, 'activePowerKW')
  const view = useMemo((): TrendView => {
    const { from, stepMs } = trend
    const values = trend.values.map((kW) => (kW === null ? null : (lane.isDraw ? -kW : kW) / 1_000))
    const series = { name: lane.title, colour: lane.colour, from, stepMs, values, isFilled: true }
    return { series: [series], ...trend.window, timeZone, unit: 'MW', decimals: 2, ...(lane.isDraw && { min: 0 }) }
  }, [trend, lane, timeZone])
  return (
    <Panel title={lane.title} note={`${lane.note} ${trend.words}`} isFilling>
      <div className={css.chart}>
        <TrendChart view={view} label={`${lane.title}, ${lane.note} ${trend.words}`} group="dispatch" />
      </div>
    </Panel>
  )
}
