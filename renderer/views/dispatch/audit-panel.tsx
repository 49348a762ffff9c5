import { useQuery } from '@tanstack/react-query'
import { EmptyState } from '../../components/empty-state.tsx'
import { Panel } from '../../components/panel.tsx'
import { formatClock, formatDay } from '../../format/time.ts'
import { useClient } from '../../connection/connected.tsx'
import { problemOf } from '../../connection/problem.ts'
import { useNow, useSite } from '../../state/live.ts'
import css from './dispatch.module.css'

/** `InstructionGiven` as `instruction given`. */
export function actionWords(action: string): string {
  return action
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .trim()
}

/** The newest rows of the audit trail: who did what, with values and reason. */
export function AuditPanel() {
  const client = useClient()
  const { timeZone, assets } = useSite()
  const now = useNow()
  const { data, error } = useQuery({
    queryKey: ['audit', 'recent'],
    queryFn: () => client.history.audit({ limit: 40 }),
    refetchInterval: 3_000,
  })
  const today = formatDay(now, timeZone)
  const when = (at: number) => {
    const day = formatDay(at, timeZone)
    return day === today ? formatClock(at, timeZone) : `${day} ${formatClock(at, timeZone)}`
  }
  const nameOf = (id: string | undefined) => assets.find((asset) => asset.id === id)?.name ?? ''
  return (
    <Panel title="Recent commands" note="from the audit trail" isFilling className={css.audit}>
      {error && !data ? <EmptyState title="The trail cannot be read">{problemOf(error).message}</EmptyState> : null}
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section className={css.scroll} tabIndex={0} aria-label="Rows of the audit trail">
        <table className={css.table}>
          <thead>
            <tr>
              <th scope="col">Time</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Asset</th>
              <th scope="col">Detail</th>
            </tr>
          </thead>
          <tbody>
            {(data ?? []).map((row) => (
              <tr key={row.n}>
                <td className={css.when}>{when(row.at)}</td>
                <td>{row.person}</td>
                <td>{actionWords(row.action)}</td>
                <td>{nameOf(row.assetId)}</td>
                <td className={css.detail} title={row.detail}>
                  {row.detail}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Panel>
  )
}
