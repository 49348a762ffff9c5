import { Link } from '@tanstack/react-router'
import type { Consumption } from '../../../../domain/rpc/health/consumption.ts'
import { energySumText } from '../../../format/energy.ts'
import { euroText } from '../../../format/money.ts'
import { formatNumber } from '../../../format/number.ts'
import { powerText } from '../../../format/power.ts'
import { formatDay } from '../../../format/time.ts'
import { useSite } from '../../../state/live.ts'
import { useAssetName } from '../names.ts'
import page from '../health.module.css'
import css from './consumption.module.css'

/** Equipment that draws too much: how much, since when, at what cost, and why. */
export function ExcessTable({ excess }: Pick<Consumption, 'excess'>) {
  const { timeZone } = useSite()
  const nameOf = useAssetName()
  if (excess.length === 0) return <p className={page.quiet}>Nothing draws more than it should.</p>
  return (
    <ul className={css.list}>
      {excess
        .toSorted((a, b) => (b.excessEur ?? 0) - (a.excessEur ?? 0))
        .map(({ id, assetId, sinceAt, excessKW, excessKWh, excessEur, reason, causes }) => (
          <li key={id}>
            <span className={page.what}>
              <Link to="/health/assets/$assetId" params={{ assetId }}>
                {nameOf(assetId)}
              </Link>
              <span>{reason}</span>
              <span>{causes.map(({ name, sharePct }) => `${name} ${formatNumber(sharePct)}\u00A0%`).join(', ')}</span>
            </span>
            <span className={css.figures}>
              <strong>{powerText(excessKW)} more</strong>
              <span>since {formatDay(sinceAt, timeZone)}</span>
              <span>
                {energySumText(excessKWh)}
                {excessEur === null ? ', no price known' : `, ${euroText(excessEur)}`}
              </span>
            </span>
          </li>
        ))}
    </ul>
  )
}
