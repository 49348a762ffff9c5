import type { EpochMs, Ms } from '../../../../domain/units.ts'
import type { Memory } from './memory.ts'

/** How the usual value of each time of a day or week is kept. */
export interface SlotSettings {
  slots: number
  /** Length of one slot; `slots` of them are a round. Slots come from the instant, so gaps and repeated rows do no harm. */
  slotMs: Ms
  /** Share of each departure that is learned. */
  rate: number
  /** True when a slot must have been seen in an earlier round before it says what is usual. */
  waitsARound: boolean
}

/** Distance of a value to the usual one of its slot; NaN while that is not known. Learns from every value. */
export type SlotResidual = (value: number, at: EpochMs) => number

/** Keeps a running mean for each slot. */
export function createSlotResidual(memory: Memory, settings: SlotSettings): SlotResidual {
  const { slots, slotMs, rate, waitsARound } = settings
  const means = memory.take(slots, Number.NaN)
  const firstRound = memory.take(slots)
  return (value, at) => {
    const number = Math.floor(at / slotMs)
    const round = Math.floor(number / slots)
    const slot = number - round * slots
    const mean = means[slot] as number
    if (Number.isNaN(value)) return Number.NaN
    if (Number.isNaN(mean)) {
      means[slot] = value
      firstRound[slot] = round
      return Number.NaN
    }
    means[slot] = mean + rate * (value - mean)
    return waitsARound && round <= (firstRound[slot] as number) ? Number.NaN : value - mean
  }
}
