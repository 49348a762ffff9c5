import { useQueryClient } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import type { Alarm, AlarmAside } from '../../../../domain/alarm.ts'
import type { Asides } from '../../../../domain/rpc/alarms.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { PriorityMark } from '../../../components/priority-mark.tsx'
import { SetAsideMark } from '../../../components/alarms/set-aside-mark.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatWhen } from '../../../format/time.ts'
import { useAlarms, useNow, useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { ReasonDialog } from '../../operate/reason-dialog.tsx'
import css from './aside.module.css'
import { useAsides } from './use-asides.ts'

/** Alarms that are not in the list, by why: shelved, suppressed by design, out of service. */
export function AsideTab() {
  const { pathname } = useLocation()
  const { data, error } = useAsides()
  if (error && !data)
    return <EmptyState title="What is set aside could not be read">{problemOf(error).message}</EmptyState>
  if (!data) return null
  if (pathname.endsWith('shelved')) return <SetAside kind="shelved" asides={data} />
  return pathname.endsWith('suppressed') ? <Suppressed asides={data} /> : <SetAside kind="outOfService" asides={data} />
}

const words = {
  shelved: { title: 'Shelved', note: 'put away for a time; they come back by themselves', none: 'Nothing is shelved.' },
  outOfService: {
    title: 'Out of service',
    note: 'taken out by an engineer until they are given back',
    none: 'Nothing is out of service.',
  },
} as const

function SetAside({ kind, asides }: { kind: AlarmAside['kind']; asides: Asides }) {
  const rows = asides.setAside.filter((aside) => aside.kind === kind)
  const [giving, setGiving] = useState<Asides['setAside'][number]>()
  const queries = useQueryClient()
  const { title, note, none } = words[kind]
  return (
    <Panel title={title} note={note} isFilling>
      {rows.length === 0 ? (
        <EmptyState title={none} />
      ) : (
        <Table heads={['', 'Alarm', 'Reason', 'By', kind === 'shelved' ? 'Comes back' : 'Since', '']} label={title}>
          {rows.map((aside) => (
            <Row key={aside.id} aside={aside} alarms={asides.alarms as Alarm[]} onGive={() => setGiving(aside)} />
          ))}
        </Table>
      )}
      {giving && (
        <ReasonDialog
          title={kind === 'shelved' ? 'Take from the shelf' : 'Give back into service'}
          act="Give back"
          explanation={`${giving.text}: from now on it is shown and sounded again.`}
          call={(client, reason) =>
            kind === 'shelved'
              ? client.alarms.unshelve({ id: giving.id, reason })
              : client.alarms.inService({ id: giving.id, reason })
          }
          onClose={() => {
            setGiving(undefined)
            void queries.invalidateQueries({ queryKey: ['alarms', 'asides'] })
          }}
        />
      )}
    </Panel>
  )
}

function Row({
  aside,
  alarms,
  onGive,
}: {
  aside: Asides['setAside'][number]
  alarms: readonly Alarm[]
  onGive: () => void
}) {
  const { timeZone } = useSite()
  const now = useNow()
  const names = useName()
  const obstacle = useObstacle(aside.kind === 'shelved' ? 'operator' : 'engineer')
  const holds = alarms.some(
    (alarm) =>
      (aside.code === '*' || alarm.code === aside.code) &&
      alarm.assetId === aside.assetId &&
      alarm.aside === aside.kind,
  )
  return (
    <tr>
      <td>
        <SetAsideMark />
      </td>
      <th scope="row">
        {names(aside.assetId)}
        <span className={css.second}>
          {aside.code === '*' ? 'every alarm of it' : aside.text}
          {holds && ', its condition holds now'}
        </span>
      </th>
      <td>{aside.reason}</td>
      <td>
        {aside.by}
        <span className={css.second}>{formatWhen(aside.at, now, timeZone)}</span>
      </td>
      <td>
        {aside.until === undefined ? formatWhen(aside.at, now, timeZone) : formatWhen(aside.until, now, timeZone)}
        <span className={css.second}>
          {aside.until === undefined ? formatDuration(now - aside.at) : `${formatDuration(aside.until - now)} left`}
        </span>
      </td>
      <td className={css.act}>
        <ActButton obstacle={obstacle} onClick={onGive}>
          Give back…
        </ActButton>
      </td>
    </tr>
  )
}

function useName() {
  const { assets, name } = useSite()
  return (assetId: string | undefined) => assets.find((asset) => asset.id === assetId)?.name ?? assetId ?? name
}

/** Alarms that another one explains, under it, and limits that cannot be judged now. */
function Suppressed({ asides }: { asides: Asides }) {
  const names = useName()
  const { timeZone } = useSite()
  const now = useNow(10_000)
  const listed = useAlarms()
  const rows = (asides.alarms as Alarm[]).filter((alarm) => alarm.aside === 'suppressed')
  const root = (id: string | undefined) => listed.find((alarm) => alarm.id === id)
  return (
    <Panel title="Suppressed by design" note="another alarm explains them; they are kept in the journal" isFilling>
      {rows.length === 0 && asides.notEvaluated.length === 0 ? (
        <EmptyState title="Nothing is suppressed." />
      ) : (
        <Table heads={['', 'Alarm', 'Explained by', 'Since']} label="Suppressed by design">
          {rows.map((alarm) => (
            <tr key={alarm.id}>
              <td>
                <PriorityMark priority={alarm.priority} state="activeAcknowledged" isSteady />
              </td>
              <th scope="row">
                {names(alarm.assetId)}
                <span className={css.second}>{alarm.text}</span>
              </th>
              <td>
                {alarm.rootId === undefined ? (
                  'the state of its asset'
                ) : (
                  <Link className={css.link} to="/alarms" search={{ alarm: alarm.rootId }}>
                    {root(alarm.rootId)?.text ?? 'an alarm beyond the list'}
                  </Link>
                )}
              </td>
              <td>
                {formatWhen(alarm.raisedAt, now, timeZone)}
                <span className={css.second}>{formatDuration(now - alarm.raisedAt)}</span>
              </td>
            </tr>
          ))}
          {asides.notEvaluated.map((limit) => (
            <tr key={`${limit.code} ${limit.assetId}`}>
              <td>
                <SetAsideMark />
              </td>
              <th scope="row">
                {names(limit.assetId)}
                <span className={css.second}>{limit.text}</span>
              </th>
              <td>not judged: its value is missing or not good</td>
              <td>now</td>
            </tr>
          ))}
        </Table>
      )}
    </Panel>
  )
}

function Table({ heads, label, children }: { heads: readonly string[]; label: string; children: ReactNode }) {
  return (
    <div className={css.scroll}>
      <table className={css.table} aria-label={label}>
        <thead>
          <tr>
            {heads.map((head, i) =>
              // Columns keep their places; those of marks and acts have no name.
              head === '' ? (
                // oxlint-disable-next-line react/no-array-index-key, jsx-a11y/control-has-associated-label
                <td key={i} />
              ) : (
                <th key={head} scope="col">
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
