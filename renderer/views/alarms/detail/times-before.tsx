import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Alarm } from '../../../../domain/alarm.ts'
import { useClient } from '../../../connection/connected.tsx'
import { formatNumber } from '../../../format/number.ts'
import { formatDay } from '../../../format/time.ts'
import { useLiveStore, useSite } from '../../../state/live.ts'
import { said, type JournalSearch } from '../search.ts'
import css from './detail.module.css'
import { perDay } from './per-day.ts'

const days = 30
const dayMs = 86_400_000
const most = 500

function useTimes(alarm: Alarm) {
  const client = useClient()
  const store = useLiveStore()
  return useQuery({
    queryKey: ['alarms', 'times', alarm.code, alarm.assetId, alarm.id],
    queryFn: async () => {
      const now = Math.round(store.now())
      const of = said<JournalSearch>({ code: alarm.code, assetId: alarm.assetId })
      const rows = await client.alarms.journal({ ...of, event: 'raised', from: now - days * dayMs, limit: most })
      return { now, rows }
    },
    staleTime: 60_000,
  })
}

/** How often the same alarm came in the last 30 days, day by day, and the way to all of it in the journal. */
export function TimesBefore({ alarm }: { alarm: Alarm }) {
  const { timeZone } = useSite()
  const { data } = useTimes(alarm)
  if (!data) return null
  const { now, rows } = data
  const counts = perDay(
    rows.map((row) => row.at),
    { now, days },
  )
  const highest = Math.max(1, ...counts)
  const words = `${rows.length >= most ? 'At least ' : ''}${formatNumber(rows.length)} ${rows.length === 1 ? 'time' : 'times'} in 30 days`
  const search = said<JournalSearch>({ code: alarm.code, assetId: alarm.assetId, from: now - days * dayMs })
  return (
    <section className={css.section} aria-label="Times before">
      <h3 className={css.label}>{words}</h3>
      <svg className={css.days} viewBox={`0 0 ${days * 8} 24`} preserveAspectRatio="none" aria-hidden>
        {counts.map((count, i) => (
          // Days keep their places.
          // oxlint-disable-next-line react/no-array-index-key
          <rect key={i} x={i * 8 + 1} width="6" y={24 - (22 * count) / highest} height={(22 * count) / highest} />
        ))}
        <rect className={css.base} x="0" y="23" width={days * 8} height="1" />
      </svg>
      <div className={css.span}>
        <span>{formatDay(now - (days - 1) * dayMs, timeZone)}</span>
        <Link to="/alarms/journal" search={search}>
          All of them in the journal
        </Link>
        <span>today</span>
      </div>
    </section>
  )
}
