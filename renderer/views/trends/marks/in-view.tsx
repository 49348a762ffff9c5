import { ActionIcon } from '@mantine/core'
import { MessageSquareText, X } from 'lucide-react'
import type { AlarmMark, RangeNote } from '../../../charts/panes/marks.ts'
import { Panel } from '../../../components/panel.tsx'
import { PriorityMark } from '../../../components/priority-mark.tsx'
import { formatClock, formatTime } from '../../../format/time.ts'
import css from './marks.module.css'

const mostShown = 8

/** What happened in the time in view: alarms that came, and notes of people. */
export function InView(props: {
  alarms: readonly AlarmMark[]
  notes: readonly RangeNote[]
  timeZone: string
  onRemoveNote: ((id: string) => void) | undefined
}) {
  const { alarms, notes, timeZone, onRemoveNote } = props
  const shown = alarms.slice(0, mostShown)
  return (
    <Panel title="In view" note={countWords(alarms.length, notes.length)} className={css.panel}>
      <ul className={css.list}>
        {notes.map((note) => (
          <li key={note.id} className={css.row}>
            <MessageSquareText size={14} aria-label="note" />
            <span className={css.text} title={`${note.text} (${note.by})`}>
              {formatTime(note.from, timeZone)} to {formatTime(note.to, timeZone)} {note.text}
            </span>
            {onRemoveNote && (
              <ActionIcon
                variant="subtle"
                color="gray"
                size={18}
                aria-label={`Remove note ${note.text}`}
                onClick={() => onRemoveNote(note.id)}
              >
                <X size={12} aria-hidden />
              </ActionIcon>
            )}
          </li>
        ))}
        {shown.map(({ id, at, priority, text }) => (
          <li key={id} className={css.row}>
            <PriorityMark priority={priority} state="activeAcknowledged" size={14} isSteady />
            <span className={css.text} title={text}>
              {formatClock(at, timeZone)} {text}
            </span>
          </li>
        ))}
      </ul>
      {alarms.length > mostShown && <p className={css.more}>and {alarms.length - mostShown} more alarms</p>}
    </Panel>
  )
}

function countWords(alarms: number, notes: number): string {
  if (alarms + notes === 0) return 'no alarms, no notes'
  return `${alarms} ${alarms === 1 ? 'alarm' : 'alarms'}, ${notes} ${notes === 1 ? 'note' : 'notes'}`
}
