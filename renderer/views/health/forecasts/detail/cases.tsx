import { type VerdictKind, verdictKinds } from '../../../../../domain/health/forecast.ts'
import type { EvidenceDetail } from '../../../../../domain/rpc/health/forecasts.ts'
import { Chip } from '../../../../components/chip.tsx'
import { formatDate } from '../../../../format/time.ts'
import { useSite } from '../../../../state/live.ts'
import { useAssetName } from '../../names.ts'
import { daysText } from '../forecast-words.ts'
import page from '../../health.module.css'
import css from './detail.module.css'

/** A verdict in words; what is not known as one stands as it is. */
export function verdictText(verdict: string): string {
  return verdictKinds[verdict as VerdictKind] ?? verdict
}

/** Earlier cases like this one. */
export function Cases({ cases, hasHead = true }: Pick<EvidenceDetail, 'cases'> & { hasHead?: boolean }) {
  const { timeZone } = useSite()
  const nameOf = useAssetName()
  return (
    <section className={hasHead ? css.section : undefined} aria-label="Seen before">
      {hasHead && <h3>Seen before</h3>}
      {cases.length === 0 && <p className={page.quiet}>No earlier case like this one at the site.</p>}
      <ul className={css.cases}>
        {cases.map(({ forecastId, assetId, announcedAt, verdict, leadDays, words }) => (
          <li key={forecastId}>
            <span>{formatDate(announcedAt, timeZone)}</span>
            <span>
              <strong>{nameOf(assetId)}</strong> {words}
            </span>
            <span>{leadDays === null || leadDays === 0 ? '' : `${daysText(leadDays)} days ahead`}</span>
            <Chip kind="track">{verdictText(verdict)}</Chip>
          </li>
        ))}
      </ul>
    </section>
  )
}
