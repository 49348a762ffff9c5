import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Alarm } from '../../../../domain/alarm.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { ActDialog } from './act-dialog.tsx'
import css from './acts.module.css'
import { ChosenAlarms } from './chosen-alarms.tsx'

/** Resets a latched alarm whose condition is gone. */
export function ResetDialog({ alarm, onClose }: { alarm: Alarm; onClose: () => void }) {
  const [note, setNote] = useState('')
  const { run, isBusy, problem } = useCommand(async (client, text: string) => {
    await client.alarms.reset({ alarmId: alarm.id, note: text, revision: alarm.revision ?? 0 })
    return true
  })
  return (
    <ActDialog
      title="Reset a latched alarm"
      act="Reset"
      obstacle={undefined}
      isBusy={isBusy}
      onAct={() => void run(note.trim()).then((done) => done && onClose())}
      onClose={onClose}
    >
      <ChosenAlarms alarms={[alarm]} />
      <p className={css.explanation}>Its condition is gone. After the reset it leaves the list.</p>
      <Textarea
        label="Note"
        placeholder="What was found and done?"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={300}
        autosize
        minRows={2}
        data-autofocus
      />
      {problem && <p role="alert">Not reset: {problem.message}</p>}
    </ActDialog>
  )
}
