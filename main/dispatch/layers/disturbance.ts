import type { PowerRange } from '../../../domain/setpoint.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'

/** Time constant of the filter; four times the meter's noise stay below the jump. */
const tauMs: Ms = 500
/** A change larger than this is taken at once. */
const jumpKW: KW = 150
/** Flicker: so many jumps of alternating sign within the span; then the filter is slow and takes no jumps for a while. */
const flicker = { jumps: 4, withinMs: 6_000, tauMs: 6_000, calmMs: 20_000 }

/** What the estimate keeps from cycle to cycle. */
export interface DisturbanceMemory {
  /** Filtered power into the bus from all that dispatch does not steer; `undefined` before the first meter reading. */
  valueKW: KW | undefined
  gridAt: EpochMs
  /** Which assets the value leaves out; another set makes it another quantity. */
  members: string
  jumps: { at: EpochMs; sign: number }[]
  calmUntil: EpochMs
}

/** A disturbance estimate that has seen nothing yet. */
export function newDisturbance(): DisturbanceMemory {
  return { valueKW: undefined, gridAt: 0, members: '', jumps: [], calmUntil: 0 }
}

/** Meter and own powers at the instant of the meter's reading. The own sum is a range: a move under way is not yet known. */
export interface Measurement {
  gridKW: KW
  gridAt: EpochMs
  ownKW: PowerRange
  members: string
}

/**
 * Follows the disturbance d = -(grid + own). Only what the own moves can't explain counts, so the engine never answers
 * its own commands: the error of the grid is not integrated anywhere.
 */
export function follow(memory: DisturbanceMemory, now: Measurement): void {
  const sinceMs = now.gridAt - memory.gridAt
  const low = -now.gridKW - now.ownKW.maxKW
  const high = -now.gridKW - now.ownKW.minKW
  if (memory.valueKW === undefined || memory.members !== now.members || sinceMs < 0 || sinceMs > 10_000) {
    Object.assign(memory, { valueKW: (low + high) / 2, gridAt: now.gridAt, members: now.members, jumps: [] })
    return
  }
  if (sinceMs === 0) return
  memory.gridAt = now.gridAt
  const value = memory.valueKW
  const error = value < low ? low - value : value > high ? high - value : 0
  const isJump = Math.abs(error) > jumpKW
  if (isJump) noteJump(memory, now.gridAt, Math.sign(error))
  const isCalm = now.gridAt < memory.calmUntil
  const share = isJump && !isCalm ? 1 : Math.min(1, sinceMs / (isCalm ? flicker.tauMs : tauMs))
  memory.valueKW = value + error * share
}

function noteJump(memory: DisturbanceMemory, at: EpochMs, sign: number): void {
  const { jumps } = memory
  if (jumps.at(-1)?.sign === sign) jumps.length = 0
  jumps.push({ at, sign })
  while (at - (jumps[0]?.at ?? at) > flicker.withinMs) jumps.shift()
  if (jumps.length >= flicker.jumps || at < memory.calmUntil) memory.calmUntil = at + flicker.calmMs
}
