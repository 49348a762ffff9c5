import { useState } from 'react'
import type { Plan } from '../../../../domain/retail/plan.ts'
import type { ContractRow, RetailNow } from '../../../../domain/rpc/retail/shapes.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { Panel } from '../../../components/panel.tsx'
import { formatNumber } from '../../../format/number.ts'
import { formatDate } from '../../../format/time.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { planName, postingWords } from '../bill-words.ts'
import { ScrollBody } from '../../settlement/scroll-body.tsx'
import css from '../bills.module.css'
import { useConsumers, useContracts } from '../queries.ts'
import { SwitchDialog } from './switch-dialog.tsx'
import { TableHead } from '../parts.tsx'

/** Tariff plans with their prices, and who took which by which signature. */
export function TariffsView({ retail }: { retail: RetailNow }) {
  const { data: contracts } = useContracts()
  const { data: consumers } = useConsumers()
  const obstacle = useObstacle('operator')
  const [isOpen, setOpen] = useState(false)
  const nameOf = (id: string) => consumers?.find((one) => one.id === id)?.name ?? id
  const taken = (plan: number) => consumers?.filter((one) => one.plan === plan).length ?? 0
  return (
    <div className={css.two}>
      <Panel
        title="Plans"
        note={`${retail.plans.length}; a plan never changes, another price is another plan`}
        isFilling
      >
        <ScrollBody label="Plans and their prices">
          {retail.plans.map((plan) => (
            <PlanTable key={plan.id} plan={plan} retail={retail} taken={taken(plan.id)} />
          ))}
        </ScrollBody>
      </Panel>
      <Panel
        title="Contracts and switches"
        note="by signature"
        link={
          <ActButton isPrimary obstacle={obstacle} onClick={() => setOpen(true)}>
            Contract or switch…
          </ActButton>
        }
        isFilling
      >
        {contracts?.length === 0 && (
          <EmptyState title="Nobody signed here yet">
            Consumers have the plan of the site file until they sign a contract or a switch.
          </EmptyState>
        )}
        {contracts && contracts.length > 0 && (
          <ScrollBody label="What was signed">
            <Contracts rows={contracts} retail={retail} nameOf={nameOf} />
          </ScrollBody>
        )}
      </Panel>
      {isOpen && <SwitchDialog retail={retail} onClose={() => setOpen(false)} />}
    </div>
  )
}

function PlanTable({ plan, retail, taken }: { plan: Plan; retail: RetailNow; taken: number }) {
  const ownerOf = (id: number) => retail.parties.find((party) => party.id === id)?.name ?? `party ${id}`
  return (
    <>
      <h3 className={css.sub}>
        {plan.name}{' '}
        <span>
          plan {plan.id}, {taken} consumers
        </span>
      </h3>
      <table className={css.table} aria-label={`Prices of ${plan.name}`}>
        <TableHead columns={['Component', 'Belongs to', ...plan.bands.map((band) => ({ right: band.name }))]} />
        <tbody>
          {plan.components.map((component) => (
            <tr key={component.name}>
              <td>{component.name}</td>
              <td>{ownerOf(component.owner)}</td>
              {component.kind === 'energy' ? (
                plan.bands.map(({ id }) => (
                  <td key={id} className={css.right}>
                    {formatNumber(Number(component.microMinorPerKWh[id]) / 1_000_000, 2)} ct/kWh
                  </td>
                ))
              ) : (
                <td className={css.right} colSpan={plan.bands.length}>
                  {component.kind === 'daily'
                    ? `${formatNumber(Number(component.microMinorPerDay) / 1_000_000, 2)} ct/day`
                    : `${formatNumber(component.ppm / 10_000, 1)} % of everything before it`}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {plan.bands.some(({ windows }) => windows.length > 0) && (
        <p className={css.note}>
          {plan.bands
            .filter(({ windows }) => windows.length > 0)
            .map((band) => `${band.name}: ${hours(band)}`)
            .join('; ')}
          , by the local clock.
        </p>
      )}
    </>
  )
}

function hours(band: Plan['bands'][number]): string {
  return band.windows
    .map(({ from, until, weekdaysOnly }) => `${from} to ${until}${weekdaysOnly ? ' Mon to Fri' : ''}`)
    .join(', ')
}

const kindWords = { signed: 'contract, signed', attested: 'contract, on paper', switch: 'switch' } as const

function Contracts(props: { rows: readonly ContractRow[]; retail: RetailNow; nameOf: (id: string) => string }) {
  const { rows, retail, nameOf } = props
  return (
    <table className={css.table} aria-label="Contracts and switches">
      <TableHead columns={['Consumer', 'What', 'Plan', 'From', 'Signed by', 'Chain']} />
      <tbody>
        {rows.map(({ n, consumer, kind, plan, effectiveAt, signer, posting, person }) => (
          <tr key={n}>
            <td>{nameOf(consumer)}</td>
            <td>{kindWords[kind]}</td>
            <td>{planName(retail, plan)}</td>
            <td>{formatDate(effectiveAt, retail.timeZone)}</td>
            <td>
              {signer === null ? (
                `on paper, noted by ${person}`
              ) : (
                <code title={signer}>
                  {signer.slice(0, 8)}…{signer.slice(-4)}
                </code>
              )}
            </td>
            <td>{postingWords[posting]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
