import type { ReactNode } from 'react'
import { type AssetOf, socLimits } from '../../../../domain/asset.ts'
import { LevelBar } from '../../../components/level-bar.tsx'
import { Value } from '../../../components/value.tsx'
import { formatNumber } from '../../../format/number.ts'
import { useReading } from '../../../state/live.ts'
import css from '../faceplate.module.css'

/** State of charge as a level with its forbidden parts, and beside it the facts of the storage. */
export function StorageLevel(props: {
  asset: AssetOf<'battery' | 'flywheel' | 'hydrogen'>
  label: string
  children: ReactNode
}) {
  const { asset, label, children } = props
  const soc = useReading(asset.id, 'socPct')
  const { minSocPct, maxSocPct } = socLimits(asset)
  const number = soc.value === null ? undefined : formatNumber(soc.value)
  return (
    <div className={css.storage}>
      <LevelBar
        min={0}
        max={100}
        value={soc.value ?? undefined}
        floor={minSocPct}
        ceiling={maxSocPct}
        quality={soc.quality}
        height={132}
        label={`${label} ${number ?? 'no value'} %, allowed ${minSocPct} to ${maxSocPct} %`}
      />
      <div className={css.storageFacts}>
        <div className={css.soc}>
          <Value value={number} unit="%" quality={soc.quality} word={label} size="value" />
          <span>
            {minSocPct} to {maxSocPct} %
          </span>
        </div>
        <dl className={css.facts}>{children}</dl>
      </div>
    </div>
  )
}
