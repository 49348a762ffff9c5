import type { Alarm } from '../../../../domain/alarm.ts'
import type { PointRef } from '../../../../domain/rpc/site.ts'
import { formatAge } from '../../../format/duration.ts'
import { pointText } from '../../../format/point.ts'
import { powerPhrase } from '../../../format/power.ts'
import { useLiveStore, useReading, useSite } from '../../../state/live.ts'
import { pointOf } from '../alarm-point.ts'
import css from './active.module.css'

/** Value now of the point an alarm is about, with its age while it is stale. */
export function RowValue({ alarm }: { alarm: Alarm }) {
  const ref = pointOf(alarm, useSite())
  return ref ? <Now point={ref} /> : null
}

function Now({ point: { assetId, point } }: { point: PointRef }) {
  const store = useLiveStore()
  const { assets } = useSite()
  const { value, quality, at } = useReading(assetId, point)
  const asset = assets.find((a) => a.id === assetId)
  if (value === null || quality === 'bad' || !asset) return <span className={css.missing}>no value</span>
  const text = point === 'activePowerKW' ? powerPhrase(asset.kind, value) : pointText(point, value)
  return (
    <span className={css.reading} data-quality={quality}>
      <span>{text}</span>
      {quality === 'stale' && <span>stale {formatAge(store.now() - at)}</span>}
    </span>
  )
}
