import { Button, UnstyledButton } from '@mantine/core'
import type { ProofSummary } from '../../../../domain/rpc/dispatch/proof.ts'
import { Chip } from '../../../components/chip.tsx'
import { formatWhen } from '../../../format/time.ts'
import { useNow, useSite } from '../../../state/live.ts'
import page from '../dispatch.module.css'
import { orderTitle, outcomeNames } from './proof-words.ts'
import css from './proofs.module.css'

/** Proofs line by line; those that run first. */
export function ProofTable(props: {
  rows: readonly ProofSummary[]
  chosenId: string | undefined
  onChoose: (id: string) => void
  older: (() => void) | undefined
}) {
  const { rows, chosenId, onChoose, older } = props
  const site = useSite()
  const now = useNow(60_000)
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={page.scroll} tabIndex={0} aria-label="Proofs line by line">
      <table className={page.table}>
        <thead>
          <tr>
            <th scope="col">Begin</th>
            <th scope="col">Order</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, order, orderedKW, verdict, n }) => (
            <tr key={id} data-on={id === chosenId || undefined}>
              <td className={page.when}>{formatWhen(order.from, now, site.timeZone)}</td>
              <td className={page.detail}>
                <UnstyledButton
                  className={css.open}
                  onClick={() => onChoose(id)}
                  aria-current={id === chosenId}
                  title={`${order.owner}: ${order.reason}`}
                >
                  {orderTitle(order, orderedKW, site)}
                </UnstyledButton>
              </td>
              <td>
                <Chip kind={n === null ? 'active' : 'outline'}>
                  {n === null ? 'running' : outcomeNames[verdict.outcome]}
                </Chip>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {older && (
        <p className={page.none}>
          <Button onClick={older}>Read older ones</Button>
        </p>
      )}
    </section>
  )
}
