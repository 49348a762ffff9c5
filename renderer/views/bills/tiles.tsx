import type { RetailNow } from '../../../domain/rpc/retail/shapes.ts'
import { Panel } from '../../components/panel.tsx'
import { amountText, centsText, signOf } from './bill-words.ts'
import css from './bills.module.css'

/** What was billed, paid, is due, and waits to be known whose it is. */
export function BillTiles({ retail }: { retail: RetailNow }) {
  const { currency, billed, paid, outstanding, overdue, advance, suspense, consumers, chain } = retail
  return (
    <div className={css.tiles}>
      <Tile title="Billed" note={`${consumers} consumers`} minor={billed} currency={currency}>
        {amountText(paid, currency)} of it paid
      </Tile>
      <Tile title="Outstanding" note="arrears" minor={outstanding} currency={currency}>
        {overdue === '0' ? 'none of it overdue' : `${amountText(overdue, currency)} of it overdue`}
      </Tile>
      <Tile title="Paid in advance" note="not divided yet" minor={advance} currency={currency}>
        taken by the next bills
      </Tile>
      <Tile title="Suspense account" note="unassigned" minor={suspense} currency={currency}>
        {suspense === '0' ? 'every payment is known' : 'waits for a person: see Payments'}
      </Tile>
      <Panel title="Chain" note={chain.contract === null ? 'no contract' : 'RetailBilling'} className={css.tile}>
        <p className={css.chain}>{chain.words}</p>
      </Panel>
    </div>
  )
}

function Tile(props: { title: string; note: string; minor: string; currency: string; children: string | string[] }) {
  const { title, note, minor, currency, children } = props
  return (
    <Panel title={title} note={note} className={css.tile}>
      <p className={css.figure}>
        <strong>{centsText(minor)}</strong> {signOf(currency)}
      </p>
      <p className={css.second}>{children}</p>
    </Panel>
  )
}
