import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Commissioned } from '../../../../domain/rpc/field/commissioning.ts'
import { EffectLines } from '../../../components/layout/step-dialog.tsx'
import { useCommand } from '../../../connection/use-command.ts'
import { TwoStepDialog } from '../../operate/two-step-dialog.tsx'
import { checksSummary } from './check-words.ts'

/** Accepts a device: a note for the report, then what it changes, then the act. */
export function AcceptDialog(props: { device: Commissioned; name: string; onClose: () => void }) {
  const { device, name, onClose } = props
  const [note, setNote] = useState('')
  const command = useCommand<string, Commissioned>((client, text) =>
    client.commissioning.accept({ deviceId: device.deviceId, note: text }),
  )
  const accept = async () => {
    if (await command.run(note.trim())) onClose()
  }
  return (
    <TwoStepDialog
      title={`Accept ${name}`}
      step="Note"
      act={`Accept ${name}`}
      obstacle={undefined}
      command={command}
      onAct={() => void accept()}
      onClose={onClose}
      first={
        <Textarea
          label="Note for the report (may stay empty)"
          placeholder="What was looked at, who was there"
          data-autofocus
          autosize
          minRows={3}
          maxLength={300}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      }
      last={<WhatItDoes device={device} name={name} note={note.trim()} />}
    />
  )
}

function WhatItDoes({ device, name, note }: { device: Commissioned; name: string; note: string }) {
  const doubtful = device.checks.filter(({ result }) => result === 'warn')
  return (
    <EffectLines
      lines={[
        { label: 'From now on', words: `Dispatch and operators may steer ${name}, within all limits` },
        { label: 'Checks', words: checksSummary(device.checks) },
        ...doubtful.map(({ title, detail }) => ({ label: 'Accepted with', words: `${title}: ${detail}` })),
        { label: 'Note', words: note === '' ? 'none' : note },
      ]}
    />
  )
}
