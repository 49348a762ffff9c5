import { TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { EffectLines } from '../../../components/layout/step-dialog.tsx'
import { problemOf } from '../../../connection/problem.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { TwoStepDialog } from '../../operate/two-step-dialog.tsx'
import css from '../market.module.css'
import { type Order, useCheck, useRenewMarket } from '../queries.ts'

/**
 * An act on the market in two steps: what is wanted and why, then what it does, step by step, as the engine says it. What stands
 * in the way is said while it is filled in.
 */
export function MarketActDialog(props: {
  title: string
  /** Name of the first step. */
  step: string
  /** Label of the last button. */
  act: string
  /** `undefined` while something is missing; `missing` says what. */
  order: Order | undefined
  missing?: string | undefined
  /** Width, px; absent = the usual one. */
  size?: number
  children?: ReactNode
  onClose: () => void
}) {
  const { title, step, act, order, missing, size, children, onClose } = props
  const { reason, setReason, data, faults, obstacle, command, give } = useMarketAct(order, { missing, onClose })
  return (
    <TwoStepDialog
      title={title}
      step={step}
      act={act}
      obstacle={obstacle}
      size={size}
      command={command}
      onAct={give}
      onClose={onClose}
      first={
        <>
          {children}
          <TextInput
            label="Reason (kept in the audit trail)"
            placeholder="Why is this needed?"
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Faults faults={faults} />
        </>
      }
      last={
        <>
          <EffectLines lines={data?.lines ?? []} />
          <Steps steps={data?.steps ?? []} />
          <Faults faults={faults} />
        </>
      }
    />
  )
}

/** Checks an act while it is filled in, and gives it. */
function useMarketAct(
  order: Order | undefined,
  { missing, onClose }: { missing: string | undefined; onClose: () => void },
) {
  const [id] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState('')
  const { data, error, isPlaceholderData } = useCheck(order)
  const renew = useRenewMarket()
  const command = useCommand(async (client, given: Order) => {
    const carryOut = { id, reason: reason.trim() }
    await (given.of === 'trade'
      ? client.market.act({ ...carryOut, act: given.act })
      : client.market.actMember({ ...carryOut, act: given.act }))
    await renew()
    return true
  })
  const role = useObstacle(order?.of === 'member' ? 'engineer' : 'operator')
  const faults = order === undefined ? [] : error ? [problemOf(error).message] : (data?.obstacles ?? [])
  const isUnsure = data === undefined || isPlaceholderData
  const obstacle =
    role ??
    (order === undefined ? (missing ?? 'Something is missing.') : faults[0]) ??
    (isUnsure ? 'It is being checked.' : undefined) ??
    (reason.trim().length < 3 ? 'A reason of at least 3 letters is needed.' : undefined)
  const give = () => {
    if (order) void command.run(order).then((isDone) => isDone && onClose())
  }
  return { reason, setReason, data, faults, obstacle, command, give }
}

function Faults({ faults }: { faults: readonly string[] }) {
  if (faults.length === 0) return null
  return (
    <ul className={css.faults} aria-label="What stands in the way">
      {faults.map((fault) => (
        <li key={fault}>{fault}</li>
      ))}
    </ul>
  )
}

/** What goes to the chain, in order. */
function Steps({ steps }: { steps: readonly string[] }) {
  if (steps.length < 2)
    return <p className={css.quiet}>It goes out through the outbox, and waits there without a link.</p>
  return (
    <div>
      <p className={css.quiet}>{steps.length} steps go out one after the other through the outbox:</p>
      <ol className={css.steps}>
        {steps.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ol>
    </div>
  )
}
