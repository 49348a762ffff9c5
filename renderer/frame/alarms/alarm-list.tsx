import { Button, Popover } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Alarm } from '../../../domain/alarm.ts'
import { PriorityMark } from '../../components/priority-mark.tsx'
import { formatDuration } from '../../format/duration.ts'
import { formatNumber } from '../../format/number.ts'
import { formatWhen } from '../../format/time.ts'
import { useAlarms, useNow, useSite } from '../../state/live.ts'
import { Acknowledge } from './acknowledge.tsx'
import css from './alarm-list.module.css'
import { byNeed, isUnacknowledged } from './alarm-order.ts'
import { useOpenAlarm } from './use-open-alarm.ts'

/** All alarms that need a person, beneath the banner's counts. */
export function AlarmList(props: { isOpen: boolean; onChange: (isOpen: boolean) => void; children: ReactNode }) {
  const { isOpen, onChange, children } = props
  return (
    <Popover
      opened={isOpen}
      onChange={onChange}
      position="bottom-end"
      width={640}
      trapFocus
      returnFocus
      shadow="none"
      closeOnClickOutside={false}
    >
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown className={css.list} aria-label="Alarms">
        <Rows onClose={() => onChange(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}

function Rows({ onClose }: { onClose: () => void }) {
  const alarms = byNeed(useAlarms())
  return (
    <>
      <div className={css.head}>
        <strong>Alarms</strong>
        <span className={css.total}>
          {formatNumber(alarms.length)} {alarms.length === 1 ? 'needs' : 'need'} a person
        </span>
        <Button variant="subtle" onClick={onClose} data-autofocus>
          Close
        </Button>
      </div>
      <ol className={css.rows}>
        {alarms.map((alarm) => (
          <Row key={alarm.id} alarm={alarm} onClose={onClose} />
        ))}
      </ol>
    </>
  )
}

function Row({ alarm, onClose }: { alarm: Alarm; onClose: () => void }) {
  const { timeZone, assets } = useSite()
  const now = useNow()
  const open = useOpenAlarm(() => {})
  const asset = assets.find((a) => a.id === alarm.assetId)
  return (
    <li className={css.row} data-priority={alarm.priority} data-waits={isUnacknowledged(alarm) || undefined}>
      <PriorityMark priority={alarm.priority} state={alarm.state} size={18} />
      <div className={css.words}>
        <strong className={css.text}>{alarm.text}</strong>
        <span className={css.second}>{alarm.response}</span>
        <span className={css.second}>
          {formatWhen(alarm.raisedAt, now, timeZone)}, {formatDuration(now - alarm.raisedAt)} ago
          {alarm.acknowledgedBy !== undefined && `, acknowledged by ${alarm.acknowledgedBy}`}
          {alarm.state === 'normalUnacknowledged' && ', normal again'}
        </span>
      </div>
      <div className={css.acts}>
        {asset && (
          <Button
            onClick={() => {
              open(alarm)
              onClose()
            }}
          >
            {asset.name}
          </Button>
        )}
        {isUnacknowledged(alarm) && <Acknowledge alarm={alarm} />}
      </div>
    </li>
  )
}
