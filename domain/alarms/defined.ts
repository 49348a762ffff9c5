import type { AlarmPriority } from '../alarm.ts'
import type { AlarmDefinition } from './definition.ts'

type Words = Pick<AlarmDefinition, 'cause' | 'consequence' | 'response'>
type Behaviour = Partial<Omit<AlarmDefinition, 'priority' | 'class' | 'respondWithinS' | keyof Words>>

/** A definition with the usual behaviour where it says nothing else: counts after 0.5 s, is gone after 10 s. */
export function defined(
  priority: AlarmPriority,
  about: AlarmDefinition['class'],
  respondWithinS: number,
  said: Words & Behaviour,
): AlarmDefinition {
  return { priority, class: about, respondWithinS, onDelayS: 0.5, offDelayS: 10, latching: false, ...said }
}
