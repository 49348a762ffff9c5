import { SegmentedControl } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { RetailNow } from '../../../domain/rpc/retail/shapes.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { problemOf } from '../../connection/problem.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { ActButton } from '../operate/act-button.tsx'
import css from './bills.module.css'
import { ConsumersView } from './consumers/consumers-view.tsx'
import { ImportDialog } from './payments/import-dialog.tsx'
import { PaymentsView } from './payments/payments-view.tsx'
import { useRetail } from './queries.ts'
import { RatesView } from './rates/rates-view.tsx'
import { RunDialog } from './runs/run-dialog.tsx'
import { RunsView } from './runs/runs-view.tsx'
import type { BillsSearch, BillView } from './search.ts'
import { TariffsView } from './tariffs/tariffs-view.tsx'
import { BillTiles } from './tiles.tsx'

const viewNames: Readonly<Record<BillView, string>> = {
  consumers: 'Consumers',
  runs: 'Runs',
  payments: 'Payments',
  tariffs: 'Tariffs',
  rates: 'Rates',
}

/** Retail bills: who owes what and why, what was paid, how it was divided. */
export function BillsTab() {
  const { data: retail, error } = useRetail()
  if (retail) return <Bills retail={retail} />
  if (retail === null)
    return (
      <EmptyState title="No consumer is supplied here">
        The site file has no section “retail”. With one, bills of its consumers are made here, divided among the parties
        and followed until they are paid.
      </EmptyState>
    )
  return (
    <EmptyState title={error ? 'It cannot be read' : 'Reading the books…'}>
      {error ? problemOf(error).message : undefined}
    </EmptyState>
  )
}

function Bills({ retail }: { retail: RetailNow }) {
  const search = useSearch({ from: '/settlement/bills' })
  const navigate = useNavigate()
  const obstacle = useObstacle('operator')
  const [dialog, setDialog] = useState<'run' | 'import'>()
  const view = search.view ?? 'consumers'
  const go = (next: BillsSearch) => void navigate({ to: '/settlement/bills', search: next, replace: true })
  return (
    <div className={css.page}>
      <BillTiles retail={retail} />
      <div className={css.bar}>
        <SegmentedControl
          aria-label="What is shown"
          data={Object.entries(viewNames).map(([value, label]) => ({ value, label }))}
          value={view}
          onChange={(value) => go(value === 'consumers' ? {} : { view: value as BillView })}
        />
        {retail.isSimulated && <span className={css.note}>Practice: the energies of this street are made up.</span>}
        <span className={css.end}>
          <ActButton obstacle={obstacle} onClick={() => setDialog('import')}>
            Import payments…
          </ActButton>
          <ActButton isPrimary obstacle={obstacle} onClick={() => setDialog('run')}>
            Run bills…
          </ActButton>
        </span>
      </div>
      {view === 'consumers' && <ConsumersView retail={retail} search={search} go={go} />}
      {view === 'runs' && <RunsView retail={retail} />}
      {view === 'payments' && <PaymentsView retail={retail} />}
      {view === 'tariffs' && <TariffsView retail={retail} />}
      {view === 'rates' && <RatesView />}
      {dialog === 'run' && <RunDialog retail={retail} corrects={0} onClose={() => setDialog(undefined)} />}
      {dialog === 'import' && <ImportDialog retail={retail} onClose={() => setDialog(undefined)} />}
    </div>
  )
}
