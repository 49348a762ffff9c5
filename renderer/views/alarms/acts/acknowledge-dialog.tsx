import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Alarm } from '../../../../domain/alarm.ts'
import { useCommand } from '../../../connection/use-command.ts'
import { useAlarms } from '../../../state/live.ts'
import { needsNote } from '../alarm-words.ts'
import { ActDialog } from './act-dialog.tsx'
import css from './acts.module.css'
import { asTheyAre, type Change, changesOf } from './changes.ts'
import { ChosenAlarms, countWords } from './chosen-alarms.tsx'

interface Ask {
  seen: readonly Alarm[]
  note: string
}

function useAcknowledge() {
  return useCommand((client, { seen, note }: Ask) =>
    client.alarms.acknowledgeMany({
      alarms: seen.map((alarm) => ({ alarmId: alarm.id, revision: alarm.revision ?? 0 })),
      note,
    }),
  )
}

/**
 * Acknowledges one alarm or several with one note. It is bound to what the person saw: when an alarm changes while the
 * dialog is open, or the engine knows a newer state, it says what changed and asks again.
 */
export function AcknowledgeDialog({ alarms, onClose }: { alarms: readonly Alarm[]; onClose: () => void }) {
  const live = useAlarms()
  const [seen, setSeen] = useState(alarms)
  const [note, setNote] = useState('')
  const [refused, setRefused] = useState<readonly { alarmId: string; code: string; message: string }[]>([])
  const { run, isBusy, problem } = useAcknowledge()
  const changes = isBusy ? [] : changesOf(seen, live)
  const mustNote = seen.some(needsNote) || refused.some((r) => r.code === 'Alarm.NoteRequired')
  const send = async () => {
    const answer = await run({ seen, note: note.trim() })
    if (!answer) return
    if (answer.refused.length === 0) return onClose()
    setRefused(answer.refused)
    setSeen(seen.filter((alarm) => answer.refused.some((r) => r.alarmId === alarm.id)))
  }
  const obstacle =
    changes.length > 0
      ? 'Something changed; look again first.'
      : mustNote && note.trim() === ''
        ? 'A note is required.'
        : seen.length === 0
          ? 'Nothing waits any more.'
          : undefined
  return (
    <ActDialog
      title={`Acknowledge ${countWords(seen)}`}
      act={`Acknowledge ${countWords(seen)}`}
      obstacle={obstacle}
      isBusy={isBusy}
      onAct={() => void send()}
      onClose={onClose}
    >
      <ChosenAlarms alarms={seen} />
      <Textarea
        label={mustNote ? 'Note, required: what did you see, what will you do?' : 'Note'}
        placeholder="What did you see or do?"
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        maxLength={300}
        autosize
        minRows={2}
        data-autofocus
      />
      <Changes changes={changes} onSeen={() => setSeen(asTheyAre(seen, live))} />
      <Refusals refused={refused} />
      {problem && <p role="alert">Not acknowledged: {problem.message}</p>}
    </ActDialog>
  )
}

function Changes({ changes, onSeen }: { changes: readonly Change[]; onSeen: () => void }) {
  if (changes.length === 0) return null
  return (
    <div className={css.changed} role="alert">
      <strong>Changed since you looked</strong>
      <ul>
        {changes.slice(0, 6).map((change) => (
          <li key={change.seen.id}>
            {change.seen.text}: {change.words}
          </li>
        ))}
      </ul>
      <Button onClick={onSeen}>I have seen it</Button>
    </div>
  )
}

function Refusals({ refused }: { refused: readonly { alarmId: string; message: string }[] }) {
  const messages = [...new Set(refused.map((r) => r.message))]
  if (messages.length === 0) return null
  return (
    <div role="alert">
      {messages.map((message) => (
        <p key={message}>Not acknowledged: {message}</p>
      ))}
    </div>
  )
}
