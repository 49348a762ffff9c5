import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '../../../connection/use-command.ts'
import { ActDialog } from '../../alarms/acts/act-dialog.tsx'
import { ActButton } from '../../operate/act-button.tsx'
import css from '../bills.module.css'
import { useRenewRetail } from '../queries.ts'
import { ProblemLine } from '../parts.tsx'

/** Fixes what a token costs, by hand or from the address of the site file. */
export function RateDialog({ onClose }: { onClose: () => void }) {
  const renew = useRenewRetail()
  const [price, setPrice] = useState('')
  const [source, setSource] = useState('')
  const fixing = useCommand(async (client, minorPerToken: string) => {
    await client.retail.fixRate({ minorPerToken, source: source.trim() })
    await renew()
    return true
  })
  const asking = useCommand(async (client) => {
    await client.retail.fetchRate()
    await renew()
    return true
  })
  const isPrice = /^\d{1,12}(\.\d{1,12})?$/.test(price.trim())
  const obstacle = isPrice
    ? source.trim().length < 3
      ? 'Where is it from?'
      : undefined
    : 'A price in cents is needed, such as 4.25.'
  const act = async () => {
    if (await fixing.run(price.trim())) onClose()
  }
  const ask = async () => {
    if (await asking.run(undefined)) onClose()
  }
  const problem = fixing.problem ?? asking.problem
  return (
    <ActDialog
      title="Fix a rate of POWEC"
      act="Fix it"
      obstacle={obstacle}
      isBusy={fixing.isBusy}
      onAct={() => void act()}
      onClose={onClose}
    >
      <p className={css.note}>
        A rate can be used for 24 hours. One that leaves a fifth around the first rate of the day waits for a second
        person.
      </p>
      <Fields price={price} onPrice={setPrice} source={source} onSource={setSource} />
      <div>
        <ActButton obstacle={undefined} isBusy={asking.isBusy} onClick={() => void ask()}>
          Ask the address of the site file
        </ActButton>
      </div>
      <ProblemLine problem={problem} />
    </ActDialog>
  )
}

function Fields(props: {
  price: string
  onPrice: (price: string) => void
  source: string
  onSource: (source: string) => void
}) {
  const { price, onPrice, source, onSource } = props
  return (
    <div className={css.fields}>
      <TextInput
        label="Cents per POWEC"
        w={150}
        data-autofocus
        value={price}
        onChange={(event) => onPrice(event.currentTarget.value)}
      />
      <TextInput
        label="Source: who says so"
        w={280}
        maxLength={200}
        value={source}
        onChange={(event) => onSource(event.currentTarget.value)}
      />
    </div>
  )
}
