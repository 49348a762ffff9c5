import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useMemo } from 'react'
import { type PointName, pointNames, pointSpec } from '../../../../domain/points.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { TrendChart } from '../../../charts/trend-chart.tsx'
import { seriesOf } from '../../../charts/trend-data.ts'
import type { TrendView } from '../../../charts/trend-option.ts'
import { assetColours } from '../../../components/assets/asset-colours.ts'
import { isReadAsDraw } from '../../../components/assets/asset-scale.ts'
import { useClient } from '../../../connection/connected.tsx'
import { useNow, useSite } from '../../../state/live.ts'
import evidence from '../evidence/evidence.module.css'
import detail from '../forecasts/detail/detail.module.css'
import type { ListedAnomaly } from './anomaly-words.ts'

const leastMs: Ms = 3_600_000

/** What is looked at: the time it has gone on, and half of that before. */
function around(sinceAt: EpochMs, now: EpochMs): { from: EpochMs; to: EpochMs } {
  const lasts = Math.max(leastMs, now - sinceAt)
  return { from: Math.round(now - lasts * 1.5), to: now }
}

/** The strongest signal since before the anomaly began, as it is stored. */
export function AnomalyTrend({ anomaly }: { anomaly: ListedAnomaly }) {
  const { points } = useSite()
  const named = [anomaly.point, ...anomaly.signals.map(({ point }) => point)].find(
    (point) => point !== null && points.some((ref) => ref.assetId === anomaly.assetId && ref.point === point),
  )
  if (!pointNames.includes(named as PointName)) return null
  return <Stored anomaly={anomaly} point={named as PointName} />
}

function Stored({ anomaly, point }: { anomaly: ListedAnomaly; point: PointName }) {
  const client = useClient()
  const { timeZone, assets } = useSite()
  const asset = assets.find(({ id }) => id === anomaly.assetId)
  const { assetId, sinceAt } = anomaly
  const { from, to } = around(sinceAt, useNow(60_000))
  const { data } = useQuery({
    queryKey: ['health', 'around', assetId, point, to],
    queryFn: () => client.history.trend({ assetId, point, from, to, buckets: 300 }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  const spec = pointSpec(point)
  const turn = spec.unit === 'kW' && asset && isReadAsDraw(asset) ? -1 : 1
  const colour = asset ? assetColours[asset.kind] : 's1'
  const view = useMemo(
    (): TrendView | undefined =>
      data && {
        series: [seriesOf(data, { name: spec.label, colour }, (value) => value * turn)],
        marks: [{ name: 'since', at: sinceAt, colour: 'text' }],
        from: data.from,
        to: data.from + data.stepMs * data.mean.length,
        timeZone,
        unit: spec.unit,
        decimals: spec.decimals,
      },
    [data, spec, colour, turn, sinceAt, timeZone],
  )
  const title = `${spec.label}${spec.unit === '' ? '' : `, ${spec.unit}`}${turn < 0 ? ' drawn' : ''}`
  return (
    <div className={detail.section}>
      <div className={evidence.figure}>
        <p className={evidence.title}>
          <strong>{title}</strong>
          <Link to="/trends" search={{ points: `${assetId}.${point}`, from, to }}>
            Trends at that time
            <ChevronRight size={12} aria-hidden />
          </Link>
        </p>
        <div className={evidence.plot}>
          {view && <TrendChart view={view} label={`${title} since before it began`} />}
        </div>
      </div>
    </div>
  )
}
