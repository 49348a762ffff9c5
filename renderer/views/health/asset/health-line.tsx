import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { formatNumber } from '../../../format/number.ts'
import { useStatus } from '../../../state/live.ts'
import { useFromHealth } from '../queries.ts'
import css from './health-line.module.css'

/** Health of an asset in one line that leads to all of it, of several the worst; nothing while nothing is known, or in a replay. */
export function HealthLine({ assetIds }: { assetIds: readonly string[] }) {
  const { isReplay } = useStatus()
  const worst = useFromHealth(({ assets }) => {
    const known = assets.filter(({ assetId, healthPct }) => assetIds.includes(assetId) && healthPct !== null)
    return known.toSorted((a, b) => (a.healthPct ?? 0) - (b.healthPct ?? 0))[0]
  })
  if (isReplay || worst?.healthPct == null) return null
  return (
    <Link className={css.line} to="/health/assets/$assetId" params={{ assetId: worst.assetId }}>
      <span>Health</span>
      <strong>{formatNumber(worst.healthPct)}&nbsp;%</strong>
      <span className={css.words}>{worst.words}</span>
      <ChevronRight size={14} aria-hidden />
    </Link>
  )
}
