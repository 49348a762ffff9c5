import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { unitsOf } from '../../../format/token.ts'
import type { Order } from '../queries.ts'
import { MarketActDialog } from './act-dialog.tsx'

/** An act about an amount of tokens. */
export function AmountDialog(props: {
  title: string
  act: string
  label: string
  orderOf: (units: string) => Order
  onClose: () => void
}) {
  const { title, act, label, orderOf, onClose } = props
  const [typed, setTyped] = useState('1000')
  const units = unitsOf(typed)
  return (
    <MarketActDialog
      title={title}
      step="Amount"
      act={act}
      order={units === undefined ? undefined : orderOf(units)}
      missing="An amount is needed, such as 1000."
      onClose={onClose}
    >
      <TextInput
        label={label}
        inputMode="decimal"
        data-autofocus
        value={typed}
        error={units === undefined ? 'An amount, such as 1000' : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </MarketActDialog>
  )
}
