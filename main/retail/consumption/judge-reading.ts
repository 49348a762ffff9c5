import type { EpochMs } from '../../../domain/units.ts'

/** A reading of a register, with what it adds to the one before. */
export interface CountedReading {
  readAt: EpochMs
  wh: number
}

/** What a reading means after the one before it. */
export interface Judged {
  state: 'accepted' | 'held'
  /** Energy since the reading before, Wh; what a held reading would add once a person accepts it. */
  riseWh: number
  words: string
}

/** What a meter can do. */
export interface MeterLimits {
  ratedKW: number
  endWh: number
}

const hourMs = 3_600_000
const spare = 1.2
/** A register this full may begin again; a lower one has gone back for another reason. */
const nearEnd = 0.9

/** Judges a reading by the one before: it only rises, may begin again after its end, and not faster than the connection can. */
export function judgeReading(before: CountedReading | undefined, reading: CountedReading, limits: MeterLimits): Judged {
  if (!before) return { state: 'accepted', riseWh: 0, words: 'the first one' }
  const mostWh = spare * limits.ratedKW * 1_000 * ((reading.readAt - before.readAt) / hourMs)
  const rise = reading.wh - before.wh
  if (rise >= 0 && rise <= mostWh) return { state: 'accepted', riseWh: rise, words: '' }
  if (rise >= 0) return { state: 'held', riseWh: rise, words: 'more than the connection can draw in that time' }
  const over = limits.endWh - before.wh + reading.wh
  if (before.wh > nearEnd * limits.endWh && over <= mostWh)
    return { state: 'accepted', riseWh: over, words: 'the register began again after its end' }
  return { state: 'held', riseWh: 0, words: 'below the reading before, and the register was not near its end' }
}
