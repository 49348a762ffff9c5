import { useState } from 'react'
import type { RetailNow } from '../../../../domain/rpc/retail/shapes.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatWhen } from '../../../format/time.ts'
import { useNow } from '../../../state/live.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { centsText, periodText, postingWords, signOf } from '../bill-words.ts'
import { ScrollBody } from '../../settlement/scroll-body.tsx'
import css from '../bills.module.css'
import { useRuns } from '../queries.ts'
import { RunDialog } from './run-dialog.tsx'
import { TableHead } from '../parts.tsx'

/** Runs of bills, their roots and where these stand. */
export function RunsView({ retail }: { retail: RetailNow }) {
  const { data: runs } = useRuns()
  const now = useNow(60_000)
  const obstacle = useObstacle('operator')
  const [corrected, setCorrected] = useState<number>()
  return (
    <Panel title="Runs of bills" note={runs ? `${runs.length}` : ''} isFilling>
      {runs?.length === 0 && <EmptyState title="No run yet">“Run bills” makes the first one.</EmptyState>}
      {runs && runs.length > 0 && (
        <ScrollBody label="Runs and their bills">
          <table className={css.table} aria-label="Runs of bills">
            <TableHead
              columns={[
                'Run',
                'Period',
                { right: 'Bills' },
                { right: signOf(retail.currency) },
                'Corrects',
                'Made',
                'Root',
                'Chain',
                'Act',
              ]}
            />
            <tbody>
              {runs.map((run) => (
                <tr key={run.run}>
                  <td>{run.run}</td>
                  <td>{periodText(run.fromQuarter, run.toQuarter, retail.timeZone)}</td>
                  <td className={css.right}>{run.count}</td>
                  <td className={css.right}>{centsText(run.total)}</td>
                  <td>{run.corrects === 0 ? '' : `run ${run.corrects}`}</td>
                  <td>
                    {formatWhen(run.madeAt, now, retail.timeZone)}, {run.person}
                  </td>
                  <td>
                    <code title={run.root}>{run.root.slice(0, 14)}…</code>
                  </td>
                  <td>{postingWords[run.posting]}</td>
                  <td>
                    <ActButton obstacle={obstacle} onClick={() => setCorrected(run.run)}>
                      Correct…
                    </ActButton>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBody>
      )}
      {corrected !== undefined && (
        <RunDialog retail={retail} corrects={corrected} onClose={() => setCorrected(undefined)} />
      )}
    </Panel>
  )
}
