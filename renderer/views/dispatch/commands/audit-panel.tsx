import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatClock, formatDay } from '../../../format/time.ts'
import { useClient } from '../../../connection/connected.tsx'
import type { EngineClient } from '../../../connection/connection.ts'
import { problemOf } from '../../../connection/problem.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { actionWords } from './audit-words.ts'
import css from '../dispatch.module.css'

type Row = Awaited<ReturnType<EngineClient['history']['audit']>>[number]

type Whose = 'people' | 'all'

/** The newest rows of the audit trail: who did what, with values and reason. */
export function AuditPanel() {
  const client = useClient()
  const [whose, setWhose] = useState<Whose>('people')
  const { data, error } = useQuery({
    queryKey: ['audit', 'recent'],
    queryFn: () => client.history.audit({ limit: 300 }),
    refetchInterval: 4_000,
  })
  // The engine's own setpoints would push what people did out of sight within seconds.
  const rows = useMemo(
    () => (data ?? []).filter((row) => whose === 'all' || row.person !== 'engine').slice(0, 60),
    [data, whose],
  )
  return (
    <Panel
      title="Recent commands"
      note="from the audit trail"
      link={
        <SegmentedControl
          role="radiogroup"
          aria-label="Whose"
          value={whose}
          onChange={(value) => setWhose(value as Whose)}
          data={[
            { value: 'people', label: 'People' },
            { value: 'all', label: 'All' },
          ]}
        />
      }
      isFilling
    >
      {error && !data && <EmptyState title="The trail cannot be read">{problemOf(error).message}</EmptyState>}
      {data && <Rows rows={rows} />}
    </Panel>
  )
}

function Rows({ rows }: { rows: Row[] }) {
  const { timeZone } = useSite()
  const today = formatDay(useNow(60_000), timeZone)
  const when = (at: number) => {
    const day = formatDay(at, timeZone)
    return day === today ? formatClock(at, timeZone) : `${day} ${formatClock(at, timeZone)}`
  }
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css.scroll} tabIndex={0} aria-label="Rows of the audit trail">
      <table className={css.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            <th scope="col">Who</th>
            <th scope="col">What</th>
            <th scope="col">Detail</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.n}>
              <td className={css.when}>{when(row.at)}</td>
              <td>{row.person}</td>
              <td>{actionWords(row.action)}</td>
              <td className={css.detail} title={row.detail}>
                {row.detail}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className={css.none}>Nobody has given a command yet.</p>}
    </section>
  )
}
