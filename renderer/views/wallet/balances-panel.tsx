import { useState } from 'react'
import type { WalletNow } from '../../../domain/rpc/settlement/wallet.ts'
import { Panel } from '../../components/panel.tsx'
import { formatDuration } from '../../format/duration.ts'
import { etherText, powecText } from '../../format/token.ts'
import { useNow } from '../../state/live.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import { ActButton } from '../operate/act-button.tsx'
import page from '../settlement/settlement.module.css'
import { MoveDialog } from './move-dialog.tsx'
import css from './wallet.module.css'

/** What the account holds, what lies in the vault, and how much may still move today. */
export function BalancesPanel({ wallet }: { wallet: WalletNow }) {
  const { balances, caps, isPractice } = wallet
  const now = useNow()
  const obstacle = useObstacle('operator')
  const blocked = obstacle ?? (wallet.operator.state === 'unlocked' ? undefined : 'Unlock the operator key first')
  const [moving, setMoving] = useState<'deposit' | 'withdraw'>()
  return (
    <Panel
      title="Balances"
      note={
        balances === null
          ? 'the chain was never asked'
          : `${isPractice ? 'practice tokens, worth nothing; ' : ''}as of ${formatDuration(now - balances.at)} ago`
      }
      link={
        <>
          <ActButton obstacle={blocked} onClick={() => setMoving('deposit')}>
            Deposit…
          </ActButton>
          <ActButton obstacle={blocked} onClick={() => setMoving('withdraw')}>
            Withdraw…
          </ActButton>
        </>
      }
    >
      <dl className={css.figures}>
        <Figure label="Vault, free" words={balances && powecText(balances.vaultFree)} />
        <Figure label="Vault, held for agreements" words={balances && powecText(balances.vaultHeld)} />
        <Figure label="In the account" words={balances && powecText(balances.units)} />
        <Figure label="Wrapped for votes" words={balances && powecText(balances.wrapped)} />
        <Figure label="For fees" words={balances && etherText(balances.wei)} />
      </dl>
      <p className={page.quiet}>
        Moved today {powecText(caps.unitsToday)} of at most {powecText(caps.unitsPerDay)}, fees{' '}
        {etherText(caps.weiToday)} of {etherText(caps.weiPerDay)}. More than {powecText(caps.secondPersonAbove)} at once
        needs a second person.
      </p>
      {moving && <MoveDialog kind={moving} wallet={wallet} onClose={() => setMoving(undefined)} />}
    </Panel>
  )
}

function Figure({ label, words }: { label: string; words: string | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{words ?? 'not known'}</dd>
    </div>
  )
}
