import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { CircleCheck } from 'lucide-react'
import { useMemo } from 'react'
import type { Alarm, AlarmState } from '../../../domain/alarm.ts'
import { Chip } from '../../components/chip.tsx'
import { KeyHint } from '../../components/layout/key-hint.tsx'
import { PriorityMark } from '../../components/priority-mark.tsx'
import { SetAsideMark } from '../../components/alarms/set-aside-mark.tsx'
import { formatDuration } from '../../format/duration.ts'
import { formatNumber } from '../../format/number.ts'
import { formatClock } from '../../format/time.ts'
import { useAlarms, useAlarmSituation, useNow, useSite, useStatus } from '../../state/live.ts'
import { AsItIsNow } from '../../replay/replay.tsx'
import { Acknowledge } from './acknowledge.tsx'
import css from './alarm-banner.module.css'
import { countByPriority, isUnacknowledged, topAlarm } from './alarm-order.ts'
import { SoundControl } from './sound/sound-control.tsx'
import { useOpenAlarm } from './use-open-alarm.ts'

const stateWords: Record<AlarmState, string> = {
  activeUnacknowledged: 'not acknowledged',
  activeAcknowledged: 'acknowledged',
  normalUnacknowledged: 'normal again, not acknowledged',
}

/** The alarm that needs a person most, on every screen, at the same place and height whether there is one or not. */
export function AlarmBanner() {
  const alarms = useAlarms()
  const { isReplay } = useStatus()
  const top = useMemo(() => topAlarm(alarms), [alarms])
  return (
    <section
      className={css.banner}
      aria-label="Alarms"
      data-priority={top?.priority}
      data-waits={(top && isUnacknowledged(top)) || undefined}
      data-normal={top?.state === 'normalUnacknowledged' || undefined}
    >
      {isReplay && <Chip kind="accent">as it was</Chip>}
      {top ? <Newest alarm={top} /> : <None />}
      <Flood />
      <Counts alarms={alarms} />
      <AsItIsNow>
        <SoundControl />
      </AsItIsNow>
      {top && <Acts alarm={top} />}
    </section>
  )
}

function None() {
  return (
    <>
      <CircleCheck size={16} strokeWidth={1.5} aria-hidden />
      <output className={css.none}>No active alarms</output>
    </>
  )
}

function Newest({ alarm }: { alarm: Alarm }) {
  const { timeZone } = useSite()
  const now = useNow()
  return (
    <>
      <PriorityMark priority={alarm.priority} state={alarm.state} size={20} />
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

/** Says that there are more alarms than one person can read. */
function Flood() {
  const situation = useAlarmSituation()
  if (situation === undefined || situation.floodSince === null) return null
  return (
    <Chip kind="active" title={`${formatNumber(situation.lately)} alarms in the last 10 minutes`}>
      flood, {formatNumber(situation.lately)} in 10 min
    </Chip>
  )
}

/** How many there are of each priority, and how many are shelved; the way to the list. */
function Counts({ alarms }: { alarms: readonly Alarm[] }) {
  const counts = useMemo(() => countByPriority(alarms), [alarms])
  const situation = useAlarmSituation()
  const beyond = Math.max(0, (situation?.listed ?? 0) - alarms.length)
  return (
    <Link to="/alarms" className={css.counts}>
      {counts.map(({ priority, count, state }) => (
        <span key={priority} className={css.count}>
          <PriorityMark priority={priority} state={state} isSteady />
          {formatNumber(count)}
        </span>
      ))}
      {beyond > 0 && <span className={css.count}>and {formatNumber(beyond)} more</span>}
      {situation !== undefined && situation.shelved > 0 && (
        <span className={css.count} title="shelved">
          <SetAsideMark size={16} />
          {formatNumber(situation.shelved)}
        </span>
      )}
      <span className="visuallyHidden">List of all alarms</span>
    </Link>
  )
}

function Acts({ alarm }: { alarm: Alarm }) {
  const open = useOpenAlarm()
  const { isReplay } = useStatus()
  return (
    <>
      <Button onClick={() => open(alarm)} rightSection={<KeyHint keys="A" />}>
        Open
      </Button>
      {!isReplay && isUnacknowledged(alarm) && <Acknowledge key={alarm.id} alarm={alarm} isPrimary />}
    </>
  )
}
