import { Link } from '@tanstack/react-router'
import { type Deadline, deadlineKinds } from '../../../../domain/settlement/deadline.ts'
import { Panel } from '../../../components/panel.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useDeadlines } from '../queries.ts'
import page from '../settlement.module.css'

/** Moments after which something can't be done any more, the next first, counting down. */
export function DeadlinesPanel() {
  const { data: deadlines } = useDeadlines()
  return (
    <Panel title="Deadlines" note={deadlines ? formatNumber(deadlines.length) : 'reading…'}>
      {deadlines?.length === 0 ? (
        <p className={page.quiet}>No window is open, and nothing has to be answered.</p>
      ) : (
        <table className={page.lines}>
          <thead>
            <tr>
              <th scope="col">Left</th>
              <th scope="col">At</th>
              <th scope="col">What ends</th>
              <th scope="col">Agreement</th>
            </tr>
          </thead>
          <tbody>
            {deadlines?.map((one) => (
              <Line key={`${one.kind} ${one.agreement} ${one.at}`} deadline={one} />
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

function Line({ deadline: { kind, at, isKnown, agreement, words } }: { deadline: Deadline }) {
  const { timeZone } = useSite()
  const now = useNow()
  return (
    <tr>
      <th scope="row">{at > now ? formatDuration(at - now) : 'over'}</th>
      <td title={isKnown ? undefined : 'worked out from the times of the contracts: the chain could not be asked yet'}>
        {isKnown ? '' : 'about '}
        {formatWhen(at, now, timeZone)}
      </td>
      <td className={page.wide} title={words}>
        {deadlineKinds[kind]}
      </td>
      <td>
        <Link className={page.goTo} to="/settlement/agreements" search={{ id: agreement }}>
          {agreement}
        </Link>
      </td>
    </tr>
  )
}
