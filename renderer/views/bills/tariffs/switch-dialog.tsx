import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { RetailNow } from '../../../../domain/rpc/retail/shapes.ts'
import type { EngineClient } from '../../../connection/connection.ts'
import { CopyButton } from '../../../components/layout/copy-button.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { useObstacle } from '../../../state/use-obstacle.ts'
import { ActDialog } from '../../alarms/acts/act-dialog.tsx'
import { ActButton } from '../../operate/act-button.tsx'
import css from '../bills.module.css'
import { useConsumers, useRenewRetail } from '../queries.ts'
import { ProblemLine, ReasonField, reasonObstacle } from '../parts.tsx'

type ToSign = Awaited<ReturnType<EngineClient['retail']['toSign']>>
type Way = 'wallet' | 'paper'

interface Draft {
  consumer: string | null
  plan: string | null
  day: string
  signature: string
  document: string
  reason: string
}

const nothing: Draft = { consumer: null, plan: null, day: '', signature: '', document: '', reason: '' }

/** A consumer takes a plan: what a wallet has to sign is shown and the signature taken, or a paper is noted by its hash. */
export function SwitchDialog({ retail, onClose }: { retail: RetailNow; onClose: () => void }) {
  const role = useObstacle('engineer')
  const [way, setWay] = useState<Way>('wallet')
  const [draft, setDraft] = useState(nothing)
  const [toSign, setToSign] = useState<ToSign>()
  const change = (fields: Partial<Draft>) => setDraft((before) => ({ ...before, ...fields }))
  const wanted = { consumer: draft.consumer ?? '', plan: Number(draft.plan), day: draft.day }
  const giving = useGiving(way, wanted, toSign)
  const obstacle = role ?? obstacleOf(draft, way, toSign)
  const act = async () => {
    if (await giving.run(draft)) onClose()
  }
  return (
    <ActDialog
      title="Contract or switch of tariff"
      act="Take it"
      size={640}
      obstacle={obstacle}
      isBusy={giving.isBusy}
      onAct={() => void act()}
      onClose={onClose}
    >
      <Wanted retail={retail} draft={draft} change={change} />
      <SegmentedControl
        aria-label="How it is signed"
        data={[
          { value: 'wallet', label: 'Signed with a wallet' },
          { value: 'paper', label: 'Signed on paper' },
        ]}
        value={way}
        onChange={(value) => setWay(value === 'paper' ? 'paper' : 'wallet')}
      />
      {way === 'paper' ? (
        <TextInput
          label="Keccak-256 of the signed document, 0x and 64 digits"
          value={draft.document}
          onChange={(event) => change({ document: event.currentTarget.value })}
        />
      ) : (
        <WalletPart wanted={isWanted(draft) ? wanted : undefined} toSign={toSign} onToSign={setToSign}>
          <Textarea
            label="Signature of the consumer"
            autosize
            value={draft.signature}
            onChange={(event) => change({ signature: event.currentTarget.value })}
          />
        </WalletPart>
      )}
      <ReasonField value={draft.reason} onReason={(reason) => change({ reason })} />
      <ProblemLine problem={giving.problem} />
    </ActDialog>
  )
}

/** Hands over what was signed. */
function useGiving(way: Way, wanted: { consumer: string; plan: number; day: string }, toSign: ToSign | undefined) {
  const renew = useRenewRetail()
  return useCommand(async (client, given: Draft) => {
    const reason = given.reason.trim()
    await (way === 'paper'
      ? client.retail.attest({ ...wanted, document: given.document.trim(), reason })
      : client.retail.takeSigned({
          ...wanted,
          nonce: toSign?.nonce ?? '0',
          deadline: toSign?.deadline ?? 0,
          signature: given.signature.trim(),
          reason,
        }))
    await renew()
    return true
  })
}

function WalletPart(props: {
  wanted: { consumer: string; plan: number; day: string } | undefined
  toSign: ToSign | undefined
  onToSign: (toSign: ToSign | undefined) => void
  children: ReactNode
}) {
  const { wanted, toSign, onToSign, children } = props
  const { run, isBusy, problem } = useCommand((client, of: NonNullable<typeof wanted>) => client.retail.toSign(of))
  return (
    <>
      <ActButton
        obstacle={wanted ? undefined : 'Choose consumer, plan and day first.'}
        isBusy={isBusy}
        onClick={() => wanted && void run(wanted).then(onToSign)}
      >
        Show what is to be signed
      </ActButton>
      <ProblemLine problem={problem} />
      {toSign && (
        <>
          <pre className={css.typed}>{toSign.typedData}</pre>
          <CopyButton text={toSign.typedData} what="what is to be signed (eth_signTypedData_v4)" />
          {children}
        </>
      )}
    </>
  )
}

function Wanted(props: { retail: RetailNow; draft: Draft; change: (fields: Partial<Draft>) => void }) {
  const { retail, draft, change } = props
  const { data: consumers } = useConsumers()
  return (
    <div className={css.fields}>
      <Select
        label="Consumer"
        searchable
        data={(consumers ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.consumer}
        onChange={(consumer) => change({ consumer })}
        comboboxProps={{ withinPortal: false }}
      />
      <Select
        label="Plan"
        data={retail.plans.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={draft.plan}
        onChange={(plan) => change({ plan })}
        comboboxProps={{ withinPortal: false }}
      />
      <TextInput
        type="date"
        label="From (local day)"
        value={draft.day}
        onChange={(event) => change({ day: event.currentTarget.value })}
      />
    </div>
  )
}

function isWanted({ consumer, plan, day }: Draft): boolean {
  return consumer !== null && plan !== null && day !== ''
}

function obstacleOf(draft: Draft, way: Way, toSign: ToSign | undefined): string | undefined {
  if (!isWanted(draft)) return 'Choose consumer, plan and day first.'
  if (way === 'wallet' && (toSign === undefined || draft.signature.trim() === '')) return 'The signature is missing.'
  if (way === 'paper' && draft.document.trim() === '') return 'The hash of the document is missing.'
  return reasonObstacle(draft.reason)
}
