import { TextInput } from '@mantine/core'
import { useState } from 'react'
import type { WalletNow } from '../../../domain/rpc/settlement/wallet.ts'
import type { EngineClient } from '../../connection/connection.ts'
import { powecText, unitsOf } from '../../format/token.ts'
import { TwoStepDialog } from '../settlement/acts/two-step-dialog.tsx'

const addressForm = /^0x[0-9a-fA-F]{40}$/

/** Tokens into the vault or out of it; above the threshold a second person decides before anything moves. */
export function MoveDialog(props: { kind: 'deposit' | 'withdraw'; wallet: WalletNow; onClose: () => void }) {
  const { kind, wallet, onClose } = props
  const { balances, caps } = wallet
  const [amount, setAmount] = useState('')
  const [to, setTo] = useState('')
  const units = unitsOf(amount)
  const have = (kind === 'deposit' ? balances?.units : balances?.vaultFree) ?? '0'
  const isLarge = units !== undefined && BigInt(units) > BigInt(caps.secondPersonAbove)
  const isBadAddress = to !== '' && !addressForm.test(to)
  const obstacle = obstacleOf({ units, have, isBadAddress })
  const words = units === undefined ? '' : powecText(units)
  const title = kind === 'deposit' ? 'Deposit into the vault' : 'Withdraw from the vault'
  return (
    <TwoStepDialog
      title={title}
      act={`${kind === 'deposit' ? 'Deposit' : 'Withdraw'} ${words}`}
      obstacle={obstacle}
      effects={[
        { label: 'Amount', words },
        {
          label: kind === 'deposit' ? 'Into' : 'To',
          words: kind === 'deposit' ? 'the vault, free for agreements' : to === '' ? 'the account of this site' : to,
        },
        { label: 'Left', words: units === undefined ? '' : powecText(String(BigInt(have) - BigInt(units))) },
        {
          label: 'Then',
          words: isLarge ? 'it waits until a second person agrees' : 'it is kept in the outbox and goes out by itself',
        },
      ]}
      call={(client, reason) => move(client, { kind, units: units ?? '0', to, reason })}
      onClose={onClose}
    >
      <Amount have={have} value={amount} isNone={amount !== '' && units === undefined} onChange={setAmount} />
      {kind === 'withdraw' && (
        <TextInput
          label="To (empty = the account of this site)"
          value={to}
          error={isBadAddress ? '0x and 40 hexadecimal digits' : undefined}
          onChange={({ currentTarget }) => setTo(currentTarget.value.trim())}
        />
      )}
    </TwoStepDialog>
  )
}

function obstacleOf(asked: { units: string | undefined; have: string; isBadAddress: boolean }): string | undefined {
  const { units, have, isBadAddress } = asked
  if (units === undefined) return 'Say how much.'
  if (BigInt(units) > BigInt(have)) return `There are only ${powecText(have)}.`
  return isBadAddress ? 'The address is none.' : undefined
}

function Amount(props: { have: string; value: string; isNone: boolean; onChange: (value: string) => void }) {
  const { have, value, isNone, onChange } = props
  return (
    <TextInput
      label="Amount"
      description={`There are ${powecText(have)}`}
      rightSection="POWEC"
      rightSectionWidth={64}
      inputMode="decimal"
      value={value}
      error={isNone ? 'An amount above zero was expected' : undefined}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  )
}

/** Gives it, and says whether it waits for a second person. */
async function move(
  client: EngineClient,
  { kind, units, to, reason }: { kind: 'deposit' | 'withdraw'; units: string; to: string; reason: string },
): Promise<string> {
  const asked = { units, reason }
  const after =
    kind === 'deposit'
      ? await client.wallet.deposit(asked)
      : await client.wallet.withdraw(to === '' ? asked : { ...asked, to })
  return after.transfers[0]?.state === 'proposed'
    ? 'It waits for a second person, under “Tokens that move”.'
    : 'It is kept in the outbox.'
}
