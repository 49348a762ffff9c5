import { useState } from 'react'
import type { Rate } from '../../../../domain/rpc/retail/money-shapes.ts'
import type { Proposal } from '../../../../domain/rpc/retail/shapes.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { ScrollBody } from '../../settlement/scroll-body.tsx'
import css from '../bills.module.css'
import { useRates, useRenewRetail } from '../queries.ts'
import { RateDialog } from './rate-dialog.tsx'
import { ProblemLine, TableHead } from '../parts.tsx'

const stateWords = {
  none: 'none is fixed: invoices name no tokens',
  fresh: 'usable for 24 hours from its time',
  stale: 'older than 24 hours: not used any more',
} as const

/** What a token costs, by whom and when it was fixed, and what waits for a second person. */
export function RatesView() {
  const { data } = useRates()
  const role = useObstacle('engineer')
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={css.two}>
      <Panel
        title="Rates of POWEC"
        note={data ? stateWords[data.state] : ''}
        link={
          <ActButton isPrimary obstacle={role} onClick={() => setOpen(true)}>
            Fix a rate…
          </ActButton>
        }
        isFilling
      >
        {data?.rates.length === 0 && <EmptyState title="No rate yet">Invoices in tokens need one.</EmptyState>}
        <ScrollBody label="Rates and their sources">
          <Rates rates={data?.rates ?? []} />
        </ScrollBody>
      </Panel>
      <Panel title="Waiting for a second person" note="write-offs, large steps of a rate, held readings" isFilling>
        {data?.proposals.length === 0 && <EmptyState title="Nothing waits" />}
        <ScrollBody label="What waits">
          <Proposals proposals={data?.proposals ?? []} />
        </ScrollBody>
      </Panel>
      {isOpen && <RateDialog onClose={() => setOpen(false)} />}
    </div>
  )
}

function Rates({ rates }: { rates: readonly Rate[] }) {
  const { timeZone } = useSite()
  const now = useNow(60_000)
  if (rates.length === 0) return null
  return (
    <table className={css.table} aria-label="Rates">
      <TableHead columns={['Time', { right: 'Cents per POWEC' }, 'Source', 'By']} />
      <tbody>
        {rates.map(({ n, at, minorPerToken, source, person, secondPerson }) => (
          <tr key={n}>
            <td>{formatWhen(at, now, timeZone)}</td>
            <td className={css.right}>{minorPerToken}</td>
            <td>{source}</td>
            <td>{secondPerson === null ? person : `${person} and ${secondPerson}`}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Proposals({ proposals }: { proposals: readonly Proposal[] }) {
  const { timeZone, person } = useSite()
  const now = useNow(60_000)
  const role = useObstacle('engineer')
  const renew = useRenewRetail()
  const { run, isBusy, problem } = useCommand(async (client, n: number) => {
    await client.retail.approve({ n })
    await renew()
  })
  if (proposals.length === 0) return null
  return (
    <>
      <ProblemLine problem={problem} />
      <table className={css.table} aria-label="Proposals">
        <tbody>
          {proposals.map(({ n, at, person: by, words, approvedBy }) => (
            <tr key={n}>
              <td>{formatWhen(at, now, timeZone)}</td>
              <td>
                {words}, {by}
              </td>
              <td className={css.right}>
                {approvedBy === null ? (
                  <ActButton
                    isBusy={isBusy}
                    obstacle={
                      role ??
                      (by === person.name ? 'It needs a second person: not the one who proposed it.' : undefined)
                    }
                    onClick={() => void run(n)}
                  >
                    Approve
                  </ActButton>
                ) : (
                  `approved by ${approvedBy}`
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
