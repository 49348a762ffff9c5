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
  /** How a note is deleted; `undefined` for one that this person may not delete. */
  removalOf: (note: RangeNote) => (() => void) | undefined
}) {
  const { alarms, notes, timeZone, removalOf } = props
  const shown = alarms.slice(0, mostShown)
  return (
    <Panel title="In view" note={countWords(alarms.length, notes.length)} className={css.panel}>
      <ul className={css.list}>
        {notes.map((note) => (
          <NoteRow key={note.id} note={note} timeZone={timeZone} onRemove={removalOf(note)} />
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

function NoteRow(props: { note: RangeNote; timeZone: string; onRemove: (() => void) | undefined }) {
  const { note, timeZone, onRemove } = props
  const { from, to, text, by, about } = note
  const ends =
    to - from < 60_000 ? formatTime(from, timeZone) : `${formatTime(from, timeZone)} to ${formatTime(to, timeZone)}`
  return (
    <li className={css.row}>
      <MessageSquareText size={14} aria-label="note" />
      <span className={css.text} title={`${text} (${by}${about === '' ? '' : `, about ${about}`})`}>
        {ends} {text}
      </span>
      {onRemove && (
        <ActionIcon variant="subtle" color="gray" size={20} aria-label={`Remove note ${text}`} onClick={onRemove}>
          <X size={12} aria-hidden />
        </ActionIcon>
      )}
    </li>
  )
}

function countWords(alarms: number, notes: number): string {
  if (alarms + notes === 0) return 'no alarms, no notes'
  return `${alarms} ${alarms === 1 ? 'alarm' : 'alarms'}, ${notes} ${notes === 1 ? 'note' : 'notes'}`
}
