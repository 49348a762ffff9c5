import { Button, Popover, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import type { Alarm } from '../../../domain/alarm.ts'
import { useClient } from '../../connection/connected.tsx'
import { problemOf } from '../../connection/problem.ts'
import { useObstacle } from '../../state/use-obstacle.ts'
import css from './acknowledge.module.css'

/**
 * Button that acknowledges one alarm as it is shown. Where a note is required it asks for it first; a refusal, also
 * because the alarm changed meanwhile, stays until the next try.
 */
export function Acknowledge({ alarm, isPrimary }: { alarm: Alarm; isPrimary?: boolean }) {
  const client = useClient()
  const obstacle = useObstacle('operator')
  const [isOpen, setOpen] = useState(false)
  const [note, setNote] = useState('')
  const act = useMutation({
    mutationFn: (text: string) =>
      client.alarms.acknowledge({ alarmId: alarm.id, note: text, revision: alarm.revision ?? 0 }),
    onSuccess: () => setOpen(false),
    onError: () => setOpen(true),
  })
  const needsNote = alarm.priority === 1 || alarm.noteRequired === true || codeOf(act.error) === 'Alarm.NoteRequired'
  const send = () => {
    if (!needsNote || note.trim() !== '') act.mutate(note)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
  }
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" trapFocus withinPortal shadow="none" width={340}>
      <Popover.Target>
        <Button
          variant={isPrimary ? 'filled' : 'default'}
          loading={act.isPending}
          disabled={obstacle !== undefined}
          title={obstacle}
          onClick={() => (needsNote ? setOpen(!isOpen) : act.mutate(''))}
        >
          Acknowledge
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={css.note} aria-label={`Acknowledge: ${alarm.text}`}>
        {needsNote && (
          <Textarea
            label="Note, required: what did you see, what will you do?"
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            maxLength={300}
            autosize
            minRows={2}
            data-autofocus
          />
        )}
        {act.isError && (
          <p className={css.problem} role="alert">
            Not acknowledged: {problemOf(act.error).message}
          </p>
        )}
        <Button variant="filled" onClick={send} disabled={needsNote && note.trim() === ''} loading={act.isPending}>
          {act.isError ? 'Try again' : 'Acknowledge'}
        </Button>
      </Popover.Dropdown>
    </Popover>
  )
}

function codeOf(error: Error | null): string | undefined {
  return error === null ? undefined : problemOf(error).code
}
