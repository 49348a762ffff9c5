import { Link } from '@tanstack/react-router'
import { ChevronRight } from 'lucide-react'
import { useMemo } from 'react'
import type { EvidenceChart } from '../../../../domain/rpc/health/forecasts.ts'
import { TrendChart } from '../../../charts/trend-chart.tsx'
import { assetColours } from '../../../components/assets/asset-colours.ts'
import { formatNumber } from '../../../format/number.ts'
import { useSite } from '../../../state/live.ts'
import css from './evidence.module.css'
import { evidenceView } from './evidence-view.ts'

/** What the band is, or where the limit lies that is not drawn. */
function noteOf(farLimit: number | null): string {
  if (farLimit === null) return 'band: what is normal'
  return `limit ${formatNumber(farLimit, Number.isInteger(farLimit) ? 0 : 1)} lies beyond`
}

/** A signal over time against the band of what is normal, with its limit and a way into the trends. */
export function EvidenceFigure({ chart, assetId, group }: { chart: EvidenceChart; assetId: string; group: string }) {
  const { timeZone, assets } = useSite()
  const asset = assets.find(({ id }) => id === assetId)
  const colour = asset ? assetColours[asset.kind] : 's1'
  const { view, isLimitFar } = useMemo(() => evidenceView(chart, { colour, timeZone }), [chart, colour, timeZone])
  const title = `${chart.label}${chart.unit === '' ? '' : `, ${chart.unit}`}`
  const { from, to } = view
  return (
    <div className={css.figure}>
      <p className={css.title}>
        <strong>{title}</strong> <span>{noteOf(isLimitFar ? chart.limit : null)}</span>
        <Link to="/trends" search={{ points: `${assetId}.${chart.point}`, from, to }} title={`${title} in the trends`}>
          Trends
          <ChevronRight size={12} aria-hidden />
        </Link>
      </p>
      <div className={css.plot}>
        <TrendChart view={view} label={`${title} over time, with the band of what is normal`} group={group} />
      </div>
    </div>
  )
}
