import type { Alarm } from '../../../../domain/alarm.ts'
import { PriorityMark } from '../../../components/priority-mark.tsx'
import { formatNumber } from '../../../format/number.ts'
import css from './acts.module.css'

const most = 6

/** The alarms an act is about, the first of them by name, the rest counted. */
export function ChosenAlarms({ alarms }: { alarms: readonly Alarm[] }) {
  const rest = alarms.length - most
  return (
    <ul className={css.chosen}>
      {alarms.slice(0, rest === 1 ? most + 1 : most).map((alarm) => (
        <li key={alarm.id}>
          <PriorityMark priority={alarm.priority} state={alarm.state} isSteady />
          <span>{alarm.text}</span>
        </li>
      ))}
      {rest > 1 && <li className={css.rest}>and {formatNumber(rest)} more</li>}
    </ul>
  )
}

/** `1 alarm` or `12 alarms`. */
export function countWords(alarms: readonly Alarm[]): string {
  return alarms.length === 1 ? '1 alarm' : `${formatNumber(alarms.length)} alarms`
}
