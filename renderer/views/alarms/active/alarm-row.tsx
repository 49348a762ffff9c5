// Rows out of sight are not drawn, each stands at its own height: a table cannot be laid out so, its roles remain.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo } from 'react'
import type { Alarm } from '../../../../domain/alarm.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { Chip } from '../../../components/chip.tsx'
import { PriorityMark } from '../../../components/priority-mark.tsx'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'
import { isUnacknowledged } from '../../../frame/alarms/alarm-order.ts'
import { respondWords, sinceWords, stateWords } from '../alarm-words.ts'
import css from './active.module.css'
import type { AlarmRow } from './alarm-rows.ts'
import { RowValue } from './row-value.tsx'

/** Id of a row in the page. */
export const rowDomId = (alarmId: string) => `alarm-${alarmId}`

interface RowProps {
  row: AlarmRow
  place: number
  top: number
  source: string
  now: EpochMs
  timeZone: string
  isChosen: boolean
  isCursor: boolean
  onToggleOpen: (alarmId: string) => void
}

/** One alarm in two lines. Its mouse and keys are handled by the list. */
export const AlarmRowView = memo(function AlarmRowView(props: RowProps) {
  const { row, place, top, source, now, timeZone, isChosen, isCursor, onToggleOpen } = props
  const { alarm } = row
  const waits = isUnacknowledged(alarm) && !row.isFollower
  const [state, by] = row.isFollower ? (['Suppressed by design', ''] as const) : stateWords(alarm, timeZone)
  return (
    <div
      id={rowDomId(alarm.id)}
      role="row"
      tabIndex={-1}
      aria-rowindex={place + 2}
      aria-selected={isChosen}
      className={css.row}
      style={{ top }}
      data-id={alarm.id}
      data-priority={alarm.priority}
      data-waits={waits || undefined}
      data-cursor={isCursor || undefined}
      data-follower={row.isFollower || undefined}
    >
      <div role="gridcell" className={css.mark}>
        <PriorityMark
          priority={alarm.priority}
          state={row.isFollower ? 'activeAcknowledged' : alarm.state}
          size={20}
          isSteady={row.isFollower}
        />
      </div>
      <Source row={row} name={source} onToggleOpen={onToggleOpen} />
      <div role="gridcell" className={css.value}>
        <RowValue alarm={alarm} />
      </div>
      <div role="gridcell" className={css.since}>
        <span>{sinceWords(alarm, now, timeZone)}</span>
        <span className={css.second}>{formatDuration(now - alarm.raisedAt)}</span>
      </div>
      <div role="gridcell" className={css.state} data-waits={waits || undefined}>
        <span>{state}</span>
        <span className={css.second}>{by}</span>
      </div>
      <div role="gridcell" className={css.response} title={alarm.response}>
        {alarm.response}
      </div>
      <div role="gridcell" className={css.respond}>
        {row.isFollower ? '' : respondWords(alarm, now)}
      </div>
    </div>
  )
})

function Source(props: { row: AlarmRow; name: string; onToggleOpen: (alarmId: string) => void }) {
  const { row, name, onToggleOpen } = props
  const { alarm } = row
  return (
    <div role="gridcell" className={css.source}>
      <span className={css.first}>
        <strong className={css.name}>{name}</strong>
        {alarm.isFirstOut && <Chip kind="outline">first out</Chip>}
        {alarm.comings !== undefined && <Chip kind="track">{alarm.comings} times in a minute</Chip>}
        {alarm.beneath !== undefined && alarm.beneath > 0 && (
          <Beneath alarm={alarm} isOpen={row.isOpen} onToggle={onToggleOpen} />
        )}
      </span>
      <span className={css.second} title={alarm.text}>
        {alarm.text}
      </span>
    </div>
  )
}

/** How many alarms this one explains; opens them beneath it. */
function Beneath(props: { alarm: Alarm; isOpen: boolean; onToggle: (alarmId: string) => void }) {
  const { alarm, isOpen, onToggle } = props
  const Icon = isOpen ? ChevronDown : ChevronRight
  return (
    <button
      type="button"
      tabIndex={-1}
      className={css.beneath}
      aria-expanded={isOpen}
      onClick={(event) => {
        event.stopPropagation()
        onToggle(alarm.id)
      }}
    >
      <Icon size={12} aria-hidden />
      {formatNumber(alarm.beneath ?? 0)} more explained by it
    </button>
  )
}
