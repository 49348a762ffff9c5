import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { type Instruction, optOutReasons, type OptOutReason } from '../../../../domain/instruction.ts'
import { EffectLines } from '../../../components/layout/step-dialog.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { useSite } from '../../../state/live.ts'
import { TwoStepDialog } from '../../operate/two-step-dialog.tsx'
import { instructionTitle, nameOf } from './instruction-words.ts'

const reasons = (Object.keys(optOutReasons) as OptOutReason[]).map((value) => ({ value, label: optOutReasons[value] }))

/** Takes the site out of an event, with one of the reasons the senders know and a note. */
export function OptOutDialog({ instruction, onClose }: { instruction: Instruction; onClose: () => void }) {
  const site = useSite()
  const [reason, setReason] = useState<OptOutReason>()
  const [note, setNote] = useState('')
  const command = useCommand<{ reason: OptOutReason; note: string }, Instruction>((client, input) =>
    client.instructions.optOut({ instructionId: instruction.id, ...input }),
  )
  const what = instructionTitle(instruction, site)
  const obstacle =
    reason === undefined
      ? 'A reason is needed.'
      : note.trim().length < 3
        ? 'A note of at least 3 letters is needed.'
        : undefined
  const act = async () => {
    if (reason !== undefined && (await command.run({ reason, note: note.trim() }))) onClose()
  }
  return (
    <TwoStepDialog
      title={`Opt out of ${nameOf(instruction)}`}
      step="Reason"
      act="Opt out"
      obstacle={obstacle}
      command={command}
      onAct={() => void act()}
      onClose={onClose}
      first={
        <>
          <p>
            {what}, of {instruction.owner}. The site takes no part in it any more; who opted out and why is kept.
          </p>
          <Select
            label="Reason"
            data-autofocus
            placeholder="Choose"
            data={reasons}
            value={reason ?? null}
            onChange={(value) => setReason(reasons.find((r) => r.value === value)?.value)}
            comboboxProps={{ withinPortal: false }}
          />
          <TextInput
            label="Note (kept in the audit trail)"
            placeholder="What keeps the site from taking part?"
            maxLength={300}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </>
      }
      last={<Effect instruction={instruction} reason={reason} note={note.trim()} />}
    />
  )
}

function Effect(props: { instruction: Instruction; reason: OptOutReason | undefined; note: string }) {
  const { instruction, reason, note } = props
  const site = useSite()
  return (
    <EffectLines
      lines={[
        { label: 'Instruction', words: `${instructionTitle(instruction, site)}, of ${instruction.owner}` },
        { label: 'Reason', words: reason === undefined ? '' : `${optOutReasons[reason]}: ${note}` },
        { label: 'Effect', words: 'Ends here at once and for good; what is not delivered may have to be paid.' },
        { label: 'After it', words: 'Automatic control' },
      ]}
    />
  )
}
