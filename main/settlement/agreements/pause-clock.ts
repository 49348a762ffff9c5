import type { LedgerEvent } from '../../../domain/settlement/ledger.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'

/** A time in which settlement stood, and with it the clock by which windows and disputes are counted. */
export interface Pause {
  from: EpochMs
  /** `undefined` = it goes on, or ran out by itself. */
  until: EpochMs | undefined
}

/** A pause ends by itself after so long, by the contract. */
const longestMs: Ms = 14 * 86_400_000

/** Takes an event of the settlement contract into account. */
export function foldPause(pauses: Pause[], { name, blockAt }: Pick<LedgerEvent, 'name' | 'blockAt'>): void {
  if (name === 'Paused') pauses.push({ from: blockAt, until: undefined })
  const last = pauses.at(-1)
  if (name === 'Unpaused' && last) last.until = blockAt
}

/** The contract's clock at an instant: the time less all pauses so far. */
export function clockOf(pauses: readonly Pause[], at: EpochMs): EpochMs {
  return pauses.reduce((left, pause) => left - lengthBy(pause, at), at)
}

/** When the contract's clock comes to a reading, as far as is known now: a pause that goes on moves it. */
export function timeOf(pauses: readonly Pause[], reading: EpochMs, now: EpochMs): EpochMs {
  return pauses.reduce((at, pause) => (pause.from < at ? at + lengthBy(pause, now) : at), reading)
}

function lengthBy({ from, until }: Pause, at: EpochMs): Ms {
  return Math.max(0, Math.min(until ?? from + longestMs, at) - from)
}
