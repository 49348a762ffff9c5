import { memo } from 'react'
import type { Asset } from '../../../../domain/asset.ts'
import type { Quality } from '../../../../domain/reading.ts'
import type { KW } from '../../../../domain/units.ts'
import { useReading } from '../../../state/live.ts'
import { usePowerSum } from '../use-sums.ts'
import type { ContainerBlock } from './one-line-layout.ts'
import css from './ribbon.module.css'

type Side = 'above' | 'below'

/** Flow between an asset and the bus. */
export function AssetRibbon({ asset, side }: { asset: Asset; side: Side }) {
  const { value, quality } = useReading(asset.id, 'activePowerKW')
  return <Ribbon powerKW={value} quality={quality} side={side} />
}

/** Flow between the bus and all that hangs on a feeder. */
export function BlockRibbon({ block }: { block: ContainerBlock }) {
  const { powerKW, quality } = usePowerSum(block.members)
  return <Ribbon powerKW={powerKW} quality={quality} side="below" />
}

/** A line as wide as the power is large, chevrons in its direction. The cards say the same in words. */
const Ribbon = memo(function Ribbon(props: { powerKW: KW | null; quality: Quality; side: Side }) {
  const { powerKW, quality, side } = props
  const isFlowing = powerKW !== null && Math.abs(powerKW) >= 0.5
  const isDown = side === 'above' ? (powerKW ?? 0) > 0 : (powerKW ?? 0) < 0
  const width = `max(2px, ${Math.abs(powerKW ?? 0) / 1_000} * var(--px-per-mw) * 1px)`
  return (
    <div className={css.place} aria-hidden="true">
      <div
        className={css.ribbon}
        data-quality={quality}
        data-flowing={isFlowing || undefined}
        style={{ width: `calc(${width})` }}
      />
      {isFlowing && (
        <svg
          className={css.chevrons}
          style={{ width: `calc(${width} + 8px)` }}
          viewBox="0 0 10 12"
          preserveAspectRatio="none"
          data-up={!isDown || undefined}
        >
          <path d="M0 0.5 5 5 10 .5M0 6.5 5 11 10 6.5" vectorEffect="non-scaling-stroke" />
        </svg>
      )}
    </div>
  )
})
