import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useCommand } from '../../../connection/use-command.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActButton } from '../../operate/act-button.tsx'
import { useRenewHealth } from '../queries.ts'
import css from './consumption.module.css'

/** Name of a consumer, to be given or changed on the spot. */
export function ConsumerName({ id, label }: { id: string; label: string | null }) {
  const obstacle = useObstacle('operator')
  const renew = useRenewHealth()
  const [typed, setTyped] = useState<string>()
  const { run, isBusy, problem } = useCommand(async (client, name: string) => {
    await client.health.consumption.label({ id, label: name === '' ? null : name })
    await renew()
    return true
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (await run((typed ?? '').trim())) setTyped(undefined)
  }
  if (typed === undefined)
    return (
      <span className={css.name}>
        <strong data-none={label === null || undefined}>{label ?? 'Not named yet'}</strong>
        <ActButton obstacle={obstacle} onClick={() => setTyped(label ?? '')}>
          {label === null ? 'Name it' : 'Rename'}
        </ActButton>
      </span>
    )
  return (
    <form className={css.name} onSubmit={(event) => void submit(event)}>
      <TextInput
        aria-label="Name of the consumer"
        // The person has just asked to type here.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        maxLength={60}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Escape' && setTyped(undefined)}
        error={problem?.message}
      />
      <Button type="submit" loading={isBusy}>
        Keep
      </Button>
      <Button onClick={() => setTyped(undefined)}>Cancel</Button>
    </form>
  )
}
