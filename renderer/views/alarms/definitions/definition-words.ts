import type { RationalisationRow } from '../../../../domain/rpc/alarms.ts'
import { formatDuration } from '../../../format/duration.ts'
import { formatNumber } from '../../../format/number.ts'

/** Whether a definition holds every word typed. */
export function matchesDefinition(row: RationalisationRow, assetName: string, typed: string): boolean {
  const { cause, consequence, response } = row.definition
  const text = [row.code, row.assetId, assetName, row.definition.class, cause, consequence, response]
    .join(' ')
    .toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** A delay in seconds: tenths below ten, then as a span. */
export function delayText(seconds: number): string {
  return seconds < 10
    ? `${formatNumber(seconds, Number.isInteger(seconds) ? 0 : 1)}\u00A0s`
    : formatDuration(seconds * 1_000)
}

const fieldWords: Record<string, string> = {
  priority: 'priority',
  class: 'subject',
  cause: 'cause',
  consequence: 'consequence',
  response: 'response',
  respondWithinS: 'time to respond',
  onDelayS: 'delay on',
  offDelayS: 'delay off',
  latching: 'latching',
  reAlarmAfterS: 'announced again',
  noteRequired: 'note',
}

/** What the site file says about a definition: nothing, that it is its own, or which fields it changes. */
export function originText({ origin, overridden }: Pick<RationalisationRow, 'origin' | 'overridden'>): string {
  if (overridden.length > 0) return overridden.map((field) => fieldWords[field] ?? field).join(', ')
  return origin === 'site' ? 'its own' : ''
}

/** How it behaves beside its delays. */
export function behaviourText({ definition }: Pick<RationalisationRow, 'definition'>): string {
  const parts = [
    definition.latching ? 'latched until reset' : '',
    definition.reAlarmAfterS === undefined ? '' : `again after ${delayText(definition.reAlarmAfterS)}`,
    (definition.noteRequired ?? definition.priority === 1) ? 'note required' : '',
    definition.suppresses === 'asset' ? 'explains others of its asset' : '',
  ]
  return parts.filter(Boolean).join(', ')
}
