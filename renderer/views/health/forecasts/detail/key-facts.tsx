import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { failureMode } from '../../../../../domain/health/failure-modes.ts'
import type { FailureForecast } from '../../../../../domain/health/forecast.ts'
import { formatDuration } from '../../../../format/duration.ts'
import { formatEuro, euroText } from '../../../../format/money.ts'
import { formatDay } from '../../../../format/time.ts'
import { useNow, useSite } from '../../../../state/live.ts'
import { useCalendar } from '../../queries.ts'
import { dayText, daysText, expectedDays, intervalText } from '../forecast-words.ts'
import css from './detail.module.css'

const minuteMs = 60_000
const dayMs = 86_400_000

/** When it fails, since when it shows, and what repair and failure cost. */
export function KeyFacts({ forecast }: { forecast: FailureForecast }) {
  const { timeZone } = useSite()
  const now = useNow(minuteMs)
  const { remaining, sinceAt, repairEur, failureEur } = forecast
  const expected = expectedDays(remaining, timeZone)
  const isNow = daysText(remaining.medianDays) === 'now'
  return (
    <dl className={css.facts}>
      <Fact label="Fails in" value={daysText(remaining.medianDays)} unit={isNow ? '' : 'days'}>
        {intervalText(remaining)}
        {!isNow && <> (90&nbsp;%)</>}
      </Fact>
      <Fact label="Around" value={expected.middle}>
        {expected.interval}
      </Fact>
      <Fact label="Since" value={dayText(sinceAt, now, timeZone)}>
        {formatDuration(Math.floor((now - sinceAt) / dayMs) * dayMs)}
      </Fact>
      <Fact label="Repair now / after failure" value={formatEuro(repairEur).number} unit={`/ ${euroText(failureEur)}`}>
        <NextWindow forecast={forecast} />
      </Fact>
    </dl>
  )
}

function Fact(props: { label: string; value: string; unit?: string; children: ReactNode }) {
  const { label, value, unit, children } = props
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <strong>{value}</strong>
        {unit !== undefined && <> {unit}</>}
        <span>{children}</span>
      </dd>
    </div>
  )
}

/** When it could be taken out at least cost; the calendar says more. */
function NextWindow({ forecast }: { forecast: FailureForecast }) {
  const { timeZone } = useSite()
  const hours = failureMode(forecast.mode).repairH
  const { data } = useCalendar({ assetId: forecast.assetId, hours })
  const best = data?.windows[0]
  return (
    <Link
      className={css.link}
      to="/health/calendar"
      search={{ assetId: forecast.assetId, hours, forecastId: forecast.id }}
    >
      {best ? `cheapest window ${formatDay(best.from, timeZone)}` : 'find a window'}
    </Link>
  )
}
