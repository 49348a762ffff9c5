import { Button } from '@mantine/core'
import { CircleCheck } from 'lucide-react'
import { useMemo } from 'react'
import type { Alarm, AlarmState } from '../../../domain/alarm.ts'
import { KeyHint } from '../../components/layout/key-hint.tsx'
import { PriorityMark } from '../../components/priority-mark.tsx'
import { formatDuration } from '../../format/duration.ts'
import { formatNumber } from '../../format/number.ts'
import { formatClock } from '../../format/time.ts'
import { useAlarms, useNow, useSite } from '../../state/live.ts'
import { Acknowledge } from './acknowledge.tsx'
import css from './alarm-banner.module.css'
import { AlarmList } from './alarm-list.tsx'
import { byNeed, countByPriority, isUnacknowledged } from './alarm-order.ts'
import { useOpenAlarm } from './use-open-alarm.ts'

const stateWords: Record<AlarmState, string> = {
  activeUnacknowledged: 'not acknowledged',
  activeAcknowledged: 'acknowledged',
  normalUnacknowledged: 'normal again, not acknowledged',
}

/** The alarm that needs a person most, on every screen, at the same place and height whether there is one or not. */
export function AlarmBanner({ isListOpen, onList }: { isListOpen: boolean; onList: (isOpen: boolean) => void }) {
  const alarms = useAlarms()
  const open = useOpenAlarm(() => onList(true))
  const top = useMemo(() => byNeed(alarms)[0], [alarms])
  if (!top)
    return (
      <section className={css.banner} aria-label="Alarms">
        <CircleCheck size={16} strokeWidth={1.5} aria-hidden />
        <output className={css.none}>No active alarms</output>
      </section>
    )
  return (
    <section
      className={css.banner}
      aria-label="Alarms"
      data-priority={top.priority}
      data-waits={isUnacknowledged(top) || undefined}
      data-normal={top.state === 'normalUnacknowledged' || undefined}
    >
      <PriorityMark priority={top.priority} state={top.state} size={20} />
      <Newest alarm={top} />
      <Counts alarms={alarms} isListOpen={isListOpen} onList={onList} />
      <Button onClick={() => open(top)} rightSection={<KeyHint keys="A" />}>
        Open
      </Button>
      {isUnacknowledged(top) && <Acknowledge key={top.id} alarm={top} isPrimary />}
    </section>
  )
}

function Newest({ alarm }: { alarm: Alarm }) {
  const { timeZone } = useSite()
  const now = useNow()
  return (
    <>
      <output className={css.text} title={alarm.text}>
        {alarm.text}
      </output>
      <span className={css.when}>
        {formatClock(alarm.raisedAt, timeZone)} · {formatDuration(now - alarm.raisedAt)}, {stateWords[alarm.state]}
      </span>
      {alarm.state !== 'normalUnacknowledged' && (
        <span className={css.response} title={alarm.response}>
          {alarm.response}
        </span>
      )}
    </>
  )
}

function Counts(props: { alarms: readonly Alarm[]; isListOpen: boolean; onList: (isOpen: boolean) => void }) {
  const { alarms, isListOpen, onList } = props
  return (
    <AlarmList isOpen={isListOpen} onChange={onList}>
      <button
        type="button"
        className={css.counts}
        aria-haspopup="dialog"
        aria-expanded={isListOpen}
        onClick={() => onList(!isListOpen)}
      >
        {countByPriority(alarms).map(({ priority, count, state }) => (
          <span key={priority} className={css.count}>
            <PriorityMark priority={priority} state={state} isSteady />
            {formatNumber(count)}
          </span>
        ))}
        <span className="visuallyHidden">List of all alarms</span>
      </button>
    </AlarmList>
  )
}
