import type { AlarmPriority, AlarmState } from '../../domain/alarm.ts'
import css from './priority-mark.module.css'

/** Outline of each priority's mark, in a square of 20. */
export const priorityShapes: Record<AlarmPriority, string> = {
  1: 'M6.2 1.5h7.6l4.7 4.7v7.6l-4.7 4.7H6.2l-4.7-4.7V6.2Z',
  2: 'M10 1.8 19 18H1Z',
  3: 'M10 .9 19.1 10 10 19.1.9 10Z',
  4: 'M10 1.2a8.8 8.8 0 1 1 0 17.6 8.8 8.8 0 0 1 0-17.6Z',
}

/** Words for a priority. */
export const priorityWords: Record<AlarmPriority, string> = { 1: 'critical', 2: 'high', 3: 'medium', 4: 'low' }

const stateWords: Record<AlarmState, string> = {
  activeUnacknowledged: 'not acknowledged',
  activeAcknowledged: 'acknowledged',
  normalUnacknowledged: 'normal again, not acknowledged',
}

/** An alarm's priority as shape and number: filled and pulsing, soft when acknowledged, dashed when normal again. */
export function PriorityMark(props: { priority: AlarmPriority; state: AlarmState; size?: number; isSteady?: boolean }) {
  const { priority, state, size = 16, isSteady } = props
  return (
    <svg
      className={css.mark}
      data-priority={priority}
      data-state={state}
      data-steady={isSteady === true || undefined}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      role="img"
      aria-label={`priority ${priority} ${priorityWords[priority]}, ${stateWords[state]}`}
    >
      <path className={css.shape} d={priorityShapes[priority]} />
      <text className={css.number} x="10" y={priority === 2 ? 16 : 14} textAnchor="middle">
        {priority}
      </text>
    </svg>
  )
}
