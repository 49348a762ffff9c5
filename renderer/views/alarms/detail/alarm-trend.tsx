import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Alarm } from '../../../../domain/alarm.ts'
import { pointSpec } from '../../../../domain/points.ts'
import type { Trend } from '../../../../domain/rpc/history.ts'
import type { PointRef } from '../../../../domain/rpc/site.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { TrendChart } from '../../../charts/trend-chart.tsx'
import { seriesOf } from '../../../charts/trend-data.ts'
import type { TrendView } from '../../../charts/trend-option.ts'
import { useClient } from '../../../connection/connected.tsx'
import { formatClock } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { pointOf } from '../alarm-point.ts'
import css from './detail.module.css'

const beforeMs: Ms = 600_000
const afterMs: Ms = 600_000
const leastAfterMs: Ms = 60_000

/** What is looked at: from ten minutes before the alarm to ten after it, as far as that is past. */
function spanOf(raisedAt: EpochMs, now: EpochMs): { from: EpochMs; to: EpochMs } {
  return { from: raisedAt - beforeMs, to: Math.min(raisedAt + afterMs, Math.max(now, raisedAt + leastAfterMs)) }
}

/** The point an alarm is about, around the moment it came. */
export function AlarmTrend({ alarm }: { alarm: Alarm }) {
  const site = useSite()
  const ref = pointOf(alarm, site)
  return ref ? <Around alarm={alarm} point={ref} /> : null
}

function useAround(alarm: Alarm, { assetId, point }: PointRef): Trend | undefined {
  const client = useClient()
  const now = useNow(10_000)
  const { from, to } = spanOf(alarm.raisedAt, now)
  const { data } = useQuery({
    queryKey: ['alarms', 'around', alarm.id, point, to],
    queryFn: () =>
      client.history.trend({ assetId, point, from, to, buckets: Math.max(60, Math.round((to - from) / 5_000)) }),
    placeholderData: keepPreviousData,
    retry: false,
  })
  return data
}

function Around({ alarm, point: ref }: { alarm: Alarm; point: PointRef }) {
  const { timeZone, assets } = useSite()
  const trend = useAround(alarm, ref)
  const spec = pointSpec(ref.point)
  const asset = assets.find((a) => a.id === ref.assetId)
  const draws = spec.unit === 'kW' && (asset?.kind === 'container' || asset?.kind === 'load')
  const view = useMemo((): TrendView | undefined => {
    if (!trend) return undefined
    const line = seriesOf(trend, { name: spec.label, colour: 's1' }, (value) => (draws ? -value : value))
    return {
      series: [line],
      marks: [{ name: formatClock(alarm.raisedAt, timeZone), at: alarm.raisedAt, colour: `p${alarm.priority}` }],
      from: trend.from,
      to: trend.from + trend.stepMs * trend.mean.length,
      timeZone,
      unit: spec.unit,
      decimals: spec.decimals,
    }
  }, [trend, spec, draws, alarm.raisedAt, alarm.priority, timeZone])
  const title = `${spec.label}${spec.unit === '' ? '' : `, ${spec.unit}`}${draws ? ' drawn' : ''}`
  return (
    <div className={css.trend}>
      <span className={css.label}>{title}</span>
      <div className={css.chart}>{view && <TrendChart view={view} label={`${title} around the alarm`} />}</div>
    </div>
  )
}
