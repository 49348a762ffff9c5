import { useMemo } from 'react'
import type { Asset, AssetKind } from '../../../domain/asset.ts'
import { TrendChart } from '../../charts/trend-chart.tsx'
import { Panel } from '../../components/panel.tsx'
import { useSite } from '../../state/live.ts'
import type { ColourName } from '../../theme/tokens.ts'
import { useHourSum } from '../overview/strip/use-hour-sum.ts'
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
  { title: 'Wind and sun', note: 'MW produced in the last hour', kinds: ['wind', 'pv'], colour: 's7' },
  { title: 'Mining', note: 'MW drawn in the last hour', kinds: ['container'], colour: 's1', isDraw: true },
  {
    title: 'Storage',
    note: 'MW in the last hour, below 0 charging',
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
  const sum = useHourSum(members)
  const view = useMemo(() => {
    const values = sum.values.map((kW) => (kW === null ? null : (lane.isDraw ? -kW : kW) / 1_000))
    const series = { name: lane.title, colour: lane.colour, from: sum.from, stepMs: sum.stepMs, values, isFilled: true }
    const to = sum.from + sum.stepMs * values.length
    return { series: [series], from: sum.from, to, timeZone, unit: 'MW', decimals: 2 }
  }, [sum, lane, timeZone])
  return (
    <Panel title={lane.title} note={lane.note} isFilling>
      <div className={css.chart}>
        <TrendChart view={view} label={`${lane.title}, ${lane.note}`} group="dispatch" />
      </div>
    </Panel>
  )
}
