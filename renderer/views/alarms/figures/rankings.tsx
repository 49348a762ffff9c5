import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AlarmKpis } from '../../../../domain/rpc/alarms.ts'
import { Panel } from '../../../components/panel.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { type JournalSearch, said } from '../search.ts'
import { priorityAims } from './bands.ts'
import css from './figures.module.css'

const percent = (share: number) => `${formatNumber(share * 100, 1)}\u00A0%`

interface Ranked {
  id: string
  name: ReactNode
  note: string
  value: string
  share?: number
  search: JournalSearch
}

function Ranking({ rows, none }: { rows: readonly Ranked[]; none: string }) {
  if (rows.length === 0) return <p className={css.none}>{none}</p>
  return (
    <ol className={css.ranking}>
      {rows.map((row) => (
        <li key={row.id}>
          <Link to="/alarms/journal" search={row.search}>
            <span className={css.name}>{row.name}</span>
            <span className={css.note}>{row.note}</span>
            <span className={css.value}>{row.value}</span>
            {row.share !== undefined && (
              <span className={css.share} aria-hidden>
                <span style={{ width: `${100 * row.share}%` }} />
              </span>
            )}
          </Link>
        </li>
      ))}
    </ol>
  )
}

function useNames() {
  const { assets, name } = useSite()
  return (assetId: string | undefined) => assets.find((a) => a.id === assetId)?.name ?? assetId ?? name
}

/** The ten alarms that came most, with their share of all. */
export function TopTen({ kpis }: { kpis: AlarmKpis }) {
  const nameOf = useNames()
  const { from, to } = kpis
  const rows = kpis.top.slice(0, 10).map(({ code, assetId, count, share }) => ({
    id: `${code} ${assetId}`,
    name: nameOf(assetId),
    note: code,
    value: `${formatNumber(count)}, ${percent(share)}`,
    share,
    search: said<JournalSearch>({ from, to, code, assetId, event: 'raised' }),
  }))
  return (
    <Panel
      title="Worst ten"
      note={rows.length === 0 ? undefined : `together ${percent(kpis.topShare)} of all; borne is 5 %`}
    >
      <Ranking rows={rows} none="No alarm was announced." />
    </Panel>
  )
}

/** Alarms that came three times or more within a minute. */
export function Chattering({ kpis }: { kpis: AlarmKpis }) {
  const nameOf = useNames()
  const { from, to } = kpis
  const rows = kpis.chattering.slice(0, 10).map(({ code, assetId, count }) => ({
    id: `${code} ${assetId}`,
    name: nameOf(assetId),
    note: code,
    value: `${formatNumber(count)} ${count === 1 ? 'time' : 'times'}`,
    search: said<JournalSearch>({ from, to, code, assetId }),
  }))
  return (
    <Panel title="Chattering" note="three times or more within a minute">
      <Ranking rows={rows} none="None." />
    </Panel>
  )
}

/** Occurrences that stood longer than a day. */
export function Standing({ kpis }: { kpis: AlarmKpis }) {
  const nameOf = useNames()
  const rows = kpis.standing.slice(0, 10).map(({ alarmId, code, assetId, text, raisedAt, forMs }) => ({
    id: alarmId,
    name: nameOf(assetId),
    note: text,
    value: formatDuration(forMs),
    search: said<JournalSearch>({ from: raisedAt, code, assetId }),
  }))
  return (
    <Panel title="Standing" note="longer than 24 hours">
      <Ranking rows={rows} none="None." />
    </Panel>
  )
}

/** Each flood: when, how long, how many, the worst ten minutes. */
export function Floods({ kpis }: { kpis: AlarmKpis }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  const { floods } = kpis
  const rows = floods.list.slice(0, 10).map(({ from, to, alarms, most }) => ({
    id: String(from),
    name: formatWhen(from, now, timeZone),
    note: `${formatDuration(to - from)}, at most ${formatNumber(most)} in 10 min`,
    value: `${formatNumber(alarms)} alarms`,
    search: { from, to, event: 'raised' } as const,
  }))
  const note =
    floods.count === 0 ? undefined : `${formatDuration(floods.durationMs)} in all, ${percent(floods.share)} of the time`
  return (
    <Panel title="Floods" note={note ?? 'more than 10 alarms in 10 minutes'}>
      <Ranking rows={rows} none="None." />
    </Panel>
  )
}

/** Shares of the priorities against what is aimed at. */
export function PriorityMix({ kpis }: { kpis: AlarmKpis }) {
  const { from, to } = kpis
  const countOf = (priority: number) => kpis.priorities.find((p) => p.priority === priority)?.count ?? 0
  return (
    <Panel title="Priorities" note="share of all, aimed at 80 low, 15 medium, 5 high">
      <ul className={css.mix}>
        {priorityAims.map(({ words, priorities, share }) => {
          const count = priorities.reduce((sum, priority) => sum + countOf(priority), 0)
          const is = kpis.announced === 0 ? 0 : count / kpis.announced
          return (
            <li key={words}>
              <div className={css.mixLine}>
                <span>
                  {words},{' '}
                  {priorities.map((priority, i) => (
                    <span key={priority}>
                      {i > 0 && ' and '}
                      <Link to="/alarms/journal" search={{ from, to, priority, event: 'raised' }}>
                        {formatNumber(countOf(priority))}
                      </Link>
                    </span>
                  ))}
                </span>
                <strong>{percent(is)}</strong>
                <span className={css.aim}>aim {percent(share)}</span>
              </div>
              <svg className={css.mixBar} aria-hidden>
                <rect className={css.track} width="100%" y="4" height="8" rx="2" />
                <rect className={css.bar} width={`${100 * is}%`} y="6" height="4" />
                <rect className={css.mark} x={`${100 * share}%`} y="2" width="1.5" height="12" />
              </svg>
            </li>
          )
        })}
      </ul>
    </Panel>
  )
}
