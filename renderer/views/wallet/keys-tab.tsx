import { EmptyState } from '../../components/empty-state.tsx'
import { problemOf } from '../../connection/problem.ts'
import page from '../settlement/settlement.module.css'
import { useWallet } from '../settlement/queries.ts'
import { BalancesPanel } from './balances-panel.tsx'
import { EpochsPanel } from './epochs-panel.tsx'
import { KeyPanel } from './key-panel.tsx'
import { TransfersPanel } from './transfers-panel.tsx'

/** Balances, the two keys of the site with their backups, epochs of the controller, and tokens that move. */
export function KeysTab() {
  const { data: wallet, error } = useWallet()
  if (!wallet)
    return (
      <EmptyState title={error ? 'It cannot be read' : 'Reading…'}>
        {error ? problemOf(error).message : undefined}
      </EmptyState>
    )
  return (
    // Focusable, so that the keyboard can scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={page.scrolling} tabIndex={0} aria-label="Wallet and keys">
      <BalancesPanel wallet={wallet} />
      <div className={page.columns}>
        <KeyPanel name="operator" known={wallet.operator} isPractice={wallet.isPractice} />
        <KeyPanel name="controller" known={wallet.controller} isPractice={wallet.isPractice} />
        {wallet.next && <KeyPanel name="next" known={wallet.next} isPractice={false} />}
        <EpochsPanel wallet={wallet} />
        <TransfersPanel transfers={wallet.transfers} />
      </div>
    </section>
  )
}
