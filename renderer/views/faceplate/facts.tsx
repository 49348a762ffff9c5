import type { ReactNode } from 'react'
import type { Asset } from '../../../domain/asset.ts'
import { type PointName, pointSpec } from '../../../domain/points.ts'
import type { Reading } from '../../../domain/reading.ts'
import { AnalogBar } from '../../components/analog-bar.tsx'
import { Sparkline } from '../../components/sparkline.tsx'
import { Value } from '../../components/value.tsx'
import { type Quantity, quantityText } from '../../format/number.ts'
import { formatPoint } from '../../format/point.ts'
import { useReading } from '../../state/live.ts'
import css from './faceplate.module.css'
import { useSparkline } from '../../history/use-trend.ts'

/** A line of the faceplate: what, and its words. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{label}</dt>
      <dd className={css.words}>{children}</dd>
    </div>
  )
}

/** Scale on which a value is read. */
export interface FactScale {
  min: number
  max: number
  normal?: readonly [number, number]
  limitHigh?: number
}

/** A line for one point: value, where it stands in its scale, and its trend of the last hour. */
export function PointFact(props: {
  asset: Asset
  point: PointName
  label?: string
  scale: FactScale
  format?: (value: number) => Quantity
}) {
  const { asset, point, scale, label = pointSpec(point).label } = props
  const format = props.format ?? ((value: number) => formatPoint(point, value))
  const reading = useReading(asset.id, point)
  const trend = useSparkline(asset.id, point)
  const shown = reading.value === null ? undefined : format(reading.value)
  const words = shown ? quantityText(shown) : 'no value'
  return (
    <div className={css.fact}>
      <dt>{label}</dt>
      <dd className={css.number}>
        <Value value={shown?.number} unit={shown?.unit ?? ''} quality={reading.quality} size="text" />
      </dd>
      <dd>
        <AnalogBar
          {...scale}
          value={reading.value ?? undefined}
          quality={reading.quality}
          label={`${label} ${words}, scale ${scale.min} to ${scale.max}`}
        />
      </dd>
      <dd>
        <Sparkline values={trend} label={`${label} in the last hour`} />
      </dd>
    </div>
  )
}

/** Text of a reading, `no value` when there is none; a stale one says so. */
export function readingText(point: PointName, { value, quality }: Reading, format = formatPoint): string {
  if (value === null) return 'no value'
  const text = quantityText(format(point, value))
  return quality === 'stale' ? `${text} (stale)` : text
}
