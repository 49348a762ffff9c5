import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { WorkOrder } from '../../../../domain/health/work.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { FileMenu } from '../../field/file-menu.tsx'
import { ActButton } from '../../operate/act-button.tsx'
import page from '../health.module.css'
import { useWorkOrders } from '../queries.ts'
import { OrderDialog } from './order-dialog.tsx'
import { OrderGrid } from './order-grid.tsx'

/** What people do about forecasts: due when, with which parts, and whether the maintenance system has it. */
export function WorkTab() {
  const { id } = useSearch({ from: '/health/work' })
  const navigate = useNavigate()
  const obstacle = useObstacle('operator')
  const { data, error, refetch } = useWorkOrders()
  const [isNew, setNew] = useState(false)
  const [edited, setEdited] = useState<WorkOrder>()
  const choose = (next: string) => void navigate({ to: '/health/work', search: { id: next }, replace: true })
  const chosen = data?.find((order) => order.id === id)
  const open = data?.filter(({ state }) => state === 'open' || state === 'planned').length ?? 0
  return (
    <section className={page.panel} style={{ flex: '1 1 0' }} aria-label="Work orders">
      <div className={page.bar}>
        <h2>Work orders</h2>
        <span className={page.note}>{data ? `${open} of ${data.length} still to be done` : ''}</span>
        <span className={page.end}>
          <ActButton
            obstacle={obstacle ?? (chosen ? undefined : 'Choose one in the list.')}
            onClick={() => setEdited(chosen)}
          >
            Change…
          </ActButton>
          <FileMenu
            label="Export"
            formats={{ csv: 'CSV', xlsx: 'Excel' }}
            make={(client, format) => client.health.work.export({ format })}
          />
          <ActButton isPrimary obstacle={obstacle} onClick={() => setNew(true)}>
            New work order
          </ActButton>
        </span>
      </div>
      {data?.length === 0 && <Nothing title="No work orders">A forecast’s button makes the first.</Nothing>}
      {error && !data && (
        <Nothing title="Work orders could not be read" onAgain={() => void refetch()}>
          {problemOf(error).message}
        </Nothing>
      )}
      {data && data.length > 0 && (
        <OrderGrid
          orders={data}
          chosenId={chosen?.id}
          onChoose={choose}
          onOpen={(order) => {
            choose(order.id)
            if (obstacle === undefined) setEdited(order)
          }}
        />
      )}
      {isNew && <OrderDialog onClose={() => setNew(false)} />}
      {edited && <OrderDialog order={edited} onClose={() => setEdited(undefined)} />}
    </section>
  )
}

function Nothing({ title, children, onAgain }: { title: string; children: string; onAgain?: () => void }) {
  return (
    <div className={page.empty}>
      <EmptyState title={title} action={onAgain && <Button onClick={onAgain}>Again</Button>}>
        {children}
      </EmptyState>
    </div>
  )
}
