import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { ListApplied, ListCheck, Model } from '../../../../../domain/rpc/field/field.ts'
import { EffectLines, StepDialog } from '../../../../components/layout/step-dialog.tsx'
import { useCommand } from '../../../../connection/use-command.ts'
import { useSite } from '../../../../state/live.ts'
import { ActButton } from '../../../operate/act-button.tsx'
import { Changes, Faults } from '../../device-list/check-result.tsx'
import { withRow } from '../../device-list/list-file.ts'
import { RestartDialog } from '../../device-list/restart-dialog.tsx'
import type { Found } from '../scan-steps.ts'
import type { PreviewOf } from '../use-preview.ts'
import { type AddDraft, draftFaults, draftRow, newDraft } from './add-draft.ts'
import { AddForm } from './add-form.tsx'
import css from './add-dialog.module.css'

const steps = ['Describe', 'Check', 'Written'] as const

interface AddDialogProps {
  of: PreviewOf
  model: Model
  found: Found
  serial: string
  onClose: () => void
}

/** Adds a previewed device to the site file: described, checked, written with a reason; then the restart is offered. */
export function AddDialog({ of, model, found, serial, onClose }: AddDialogProps) {
  const site = useSite()
  const taken = new Set([...site.devices, ...site.assets].map(({ id }) => id))
  const [draft, setDraft] = useState<AddDraft>(() => newDraft(model, found, serial, taken))
  const [check, setCheck] = useState<ListCheck>()
  const [applied, setApplied] = useState<ListApplied>()
  const asking = useCommand<AddDraft, ListCheck>(async (client, described) => {
    const list = await client.field.exportDevices({ format: 'csv' })
    return client.field.checkDevices(withRow(list, draftRow(described, of, model.kind)))
  })
  const ask = async () => setCheck(await asking.run(draft))
  const faults = draftFaults(draft, model.kind, taken)

  if (applied) return <WrittenStep applied={applied} draft={draft} onClose={onClose} />
  if (check)
    return <CheckStep check={check} onBack={() => setCheck(undefined)} onApplied={setApplied} onClose={onClose} />
  return (
    <StepDialog
      title={`Add ${model.maker} ${model.model}`}
      steps={steps}
      at={0}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <ActButton isPrimary isBusy={asking.isBusy} obstacle={obstacleOf(faults)} onClick={() => void ask()}>
            Check
          </ActButton>
        </>
      }
    >
      <AddForm draft={draft} onChange={setDraft} kind={model.kind} faults={faults} of={of} />
      {asking.problem && <p className={css.problem}>{asking.problem.message}</p>}
    </StepDialog>
  )
}

function obstacleOf(faults: Record<string, string>): string | undefined {
  const [first] = Object.entries(faults)
  return first && `${first[0]}: ${first[1]}`
}

function CheckStep(props: {
  check: ListCheck
  onBack: () => void
  onApplied: (applied: ListApplied) => void
  onClose: () => void
}) {
  const { check, onBack, onApplied, onClose } = props
  const [reason, setReason] = useState('')
  const { run, isBusy, problem } = useCommand<string, ListApplied>((client, text) =>
    client.field.applyDevices({ checkId: check.checkId, reason: text }),
  )
  const isFaulty = check.faults.length > 0
  const obstacle = isFaulty
    ? 'Nothing is written while there is a fault.'
    : reason.trim().length < 3
      ? 'A reason of at least 3 letters is needed.'
      : undefined
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const applied = obstacle === undefined ? await run(reason.trim()) : undefined
    if (applied) onApplied(applied)
  }
  return (
    <form onSubmit={(event) => void submit(event)}>
      <StepDialog
        title="What it changes"
        steps={steps}
        at={1}
        onClose={onClose}
        foot={
          <>
            <Button onClick={onBack}>Back</Button>
            <ActButton type="submit" isPrimary isBusy={isBusy} obstacle={obstacle}>
              Write into the site file
            </ActButton>
          </>
        }
      >
        <div className={css.result}>
          {isFaulty ? <Faults faults={check.faults} isOneRow /> : <Changes changes={check.changes} />}
        </div>
        {!isFaulty && (
          <TextInput
            label="Reason (kept in the audit trail)"
            placeholder="Why is it added?"
            data-autofocus
            required
            withAsterisk={false}
            maxLength={300}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={problem?.message}
          />
        )}
      </StepDialog>
    </form>
  )
}

const afterwards = { label: 'Then', words: 'the device waits under Commissioning until an engineer accepts it' }

function WrittenStep({ applied, draft, onClose }: { applied: ListApplied; draft: AddDraft; onClose: () => void }) {
  const [isRestarting, setRestarting] = useState(false)
  if (isRestarting) return <RestartDialog onClose={onClose} />
  return (
    <StepDialog
      title={`${draft.id} is in the site file`}
      steps={steps}
      at={2}
      onClose={onClose}
      foot={
        <>
          <Button onClick={onClose}>Later</Button>
          <Button variant="filled" onClick={() => setRestarting(true)}>
            Restart the engine now…
          </Button>
        </>
      }
    >
      <EffectLines
        lines={[
          { label: 'Written to', words: <span className={css.path}>{applied.siteFile}</span> },
          { label: 'Former file', words: <span className={css.path}>{applied.keptAs}</span> },
          { label: 'Holds from', words: 'the next start of the engine' },
          { label: 'A restart', words: 'lets devices fall to their safe state for a few seconds' },
          ...(draft.mode === 'commissioning' ? [afterwards] : []),
        ]}
      />
    </StepDialog>
  )
}
