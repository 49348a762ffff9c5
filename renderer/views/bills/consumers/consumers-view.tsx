import type { BillRow, ConsumerRow, RetailNow } from '../../../../domain/rpc/retail/shapes.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { type ChoiceColumn, ChoiceList, TwoLines } from '../../../components/list/choice-list.tsx'
import { Panel } from '../../../components/panel.tsx'
import { FileMenu } from '../../field/file-menu.tsx'
import { BillPanel } from '../bill/bill-panel.tsx'
import { StateChip } from '../bill/state-chip.tsx'
import { centsText, periodText, planName } from '../bill-words.ts'
import css from '../bills.module.css'
import { useBills, useConsumers } from '../queries.ts'
import type { BillsSearch } from '../search.ts'
import { ReadingButton } from './reading-dialog.tsx'

const consumerColumns = (retail: RetailNow): ChoiceColumn<ConsumerRow>[] => [
  {
    id: 'name',
    head: 'Consumer',
    cell: ({ name, plan, supply }) => (
      <TwoLines first={name} second={`${planName(retail, plan)}${supply === 'readings' ? ', read by people' : ''}`} />
    ),
  },
  {
    id: 'due',
    head: `Outstanding, ${retail.currency}`,
    isRight: true,
    cell: ({ outstanding, overdue, advance }) => (
      <span className={css.amount}>
        {outstanding === '0' && advance !== '0' ? `${centsText(advance)} ahead` : centsText(outstanding)}
        {overdue !== '0' && <span className={css.overdue}>{centsText(overdue)} overdue</span>}
      </span>
    ),
  },
]

/** A bill as a row that can be chosen. */
interface BillChoice extends Omit<BillRow, 'id'> {
  id: string
}

function choiceOf(row: BillRow): BillChoice {
  return { ...row, id: String(row.id) }
}

const billColumns = (retail: RetailNow): ChoiceColumn<BillChoice>[] => [
  {
    id: 'bill',
    head: 'Bill',
    cell: ({ number, fromQuarter, toQuarter }) => (
      <TwoLines first={periodText(fromQuarter, toQuarter, retail.timeZone)} second={number} />
    ),
  },
  { id: 'state', head: 'State', cell: ({ state }) => <StateChip state={state} /> },
  {
    id: 'total',
    head: retail.currency,
    isRight: true,
    cell: ({ total }) => <span className={css.amount}>{centsText(total)}</span>,
  },
]

/** Consumers with what is due, the bills of the chosen one, and one bill down to the readings. */
export function ConsumersView(props: { retail: RetailNow; search: BillsSearch; go: (search: BillsSearch) => void }) {
  const { retail, search, go } = props
  const { data: consumers } = useConsumers()
  const chosen = consumers?.find(({ id }) => id === search.consumer) ?? consumers?.[0]
  const { data: bills } = useBills(chosen?.id)
  const bill = bills?.find(({ id }) => id === search.bill) ?? bills?.[0]
  const open = (next: { consumer?: string | undefined; bill?: number }) =>
    go({
      ...(next.consumer !== undefined && { consumer: next.consumer }),
      ...(next.bill !== undefined && { bill: next.bill }),
    })
  return (
    <div className={css.three}>
      <Panel title="1 Consumers" note={consumers ? `${consumers.length}` : ''} isFilling>
        <div className={css.list}>
          <ChoiceList
            label="Consumers"
            columns={consumerColumns(retail)}
            template="minmax(0, 1fr) auto"
            rows={consumers ?? []}
            chosenId={chosen?.id}
            onChoose={(consumer) => open({ consumer })}
          />
        </div>
      </Panel>
      <Panel
        title="2 Bills"
        note={chosen?.name ?? ''}
        link={chosen && <ConsumerActs consumer={chosen} retail={retail} />}
        isFilling
      >
        {bills?.length === 0 && <EmptyState title="No bill yet">The first one comes with the next run.</EmptyState>}
        {bills && bills.length > 0 && (
          <div className={css.list}>
            <ChoiceList
              label="Bills"
              columns={billColumns(retail)}
              template="minmax(0, 1fr) auto 76px"
              rows={bills.map(choiceOf)}
              chosenId={bill && String(bill.id)}
              onChoose={(id) => open({ consumer: chosen?.id, bill: Number(id) })}
            />
          </div>
        )}
      </Panel>
      <BillPanel retail={retail} id={bill?.id} isCompany={chosen?.isCompany ?? false} />
    </div>
  )
}

function ConsumerActs({ consumer, retail }: { consumer: ConsumerRow; retail: RetailNow }) {
  return (
    <span className={css.acts}>
      {consumer.supply === 'readings' && <ReadingButton consumer={consumer} retail={retail} />}
      <FileMenu
        label="Export"
        formats={{ html: 'Page for the consumer, HTML', json: 'Document that verifies, JSON' }}
        make={(client, format) => client.retail.exportConsumer({ consumer: consumer.id, format })}
      />
    </span>
  )
}
