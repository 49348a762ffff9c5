import type { PowerRange } from '../../../domain/setpoint.ts'
import { clamp, type EpochMs, type KW, type Ms } from '../../../domain/units.ts'

/** Time constant of the filter for a meter of usual noise; a noisier one is smoothed longer, up to three times. */
const tauMs: Ms = 500
/** Noise of a good meter, standard deviation. */
const usualNoiseKW: KW = 8
/** A change larger than so many deviations is no noise and is taken at once; within these bounds. */
const jump = { deviations: 6, leastKW: 50, mostKW: 300, clearKW: 200 }
/** Noise is learned with this time constant, while the own moves are clear; until then the meter counts as a good one. */
const learning = { tauMs: 30_000, beginKW: usualNoiseKW, mostKW: 60, clearKW: 60 }
/** Mean of |x - 2y + z| of three normal readings, in deviations: sqrt(6) * sqrt(2 / pi). */
const meanBend = 1.954
/**
 * Flicker: so many jumps of alternating sign, none much smaller than the last, within the span - 0.3 Hz and faster, where a
 * loop over polled meters would push when it should pull. Then two slow filters in a row, and no jumps for a while.
 */
const flicker = { jumps: 3, withinMs: 3_000, leastKW: 120, leastShare: 0.4, tauMs: 3_000, calmMs: 20_000 }

/**
 * A steady change is followed with its speed (alpha-beta filter, share of each departure per sample of 200 ms), and looked
 * ahead by what measuring and answering take; a slower one is noise. It fades while own moves alone explain what is seen.
 */
const trend = { share: 0.1, stepJumps: 2.5, leastKWPerS: 20, aheadMostMs: 700, fadesMs: 1_500 }

interface Jump {
  at: EpochMs
  /** Size with its sign, and the value it led to. */
  byKW: KW
  toKW: KW
}

/** What the estimate keeps from cycle to cycle. */
export interface DisturbanceMemory {
  /** Filtered power into the bus from all that dispatch does not steer; `undefined` before the first meter reading. */
  valueKW: KW | undefined
  gridAt: EpochMs
  /** Which assets the value leaves out; another set makes it another quantity. */
  members: string
  jumps: Jump[]
  calmUntil: EpochMs
  /** First of the two slow filters. */
  calmKW: KW
  /** Speed of a steady change, kW/s. */
  trendKWPerS: number
  /** Learned deviation of the grid meter, and its last two readings. */
  noiseKW: KW
  readKW: [KW, KW] | undefined
}

/** A disturbance estimate that has seen nothing yet. */
export function newDisturbance(): DisturbanceMemory {
  const noise = { noiseKW: learning.beginKW, readKW: undefined }
  return { valueKW: undefined, gridAt: 0, members: '', jumps: [], calmUntil: 0, calmKW: 0, trendKWPerS: 0, ...noise }
}

/** Meter and own powers at the instant of the meter's reading. The own sum is a range: a move under way is not yet known. */
export interface Measurement {
  gridKW: KW
  gridAt: EpochMs
  ownKW: PowerRange
  members: string
}

/** Changes below this are left alone, as noise of the meters: about twice its deviation, 15 to 40 kW. */
export function deadBandOf({ noiseKW }: Pick<DisturbanceMemory, 'noiseKW'>): KW {
  return clamp(1.875 * noiseKW, 15, 40)
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
    const begin = {
      valueKW: (low + high) / 2,
      gridAt: now.gridAt,
      members: now.members,
      jumps: [],
      readKW: undefined,
      trendKWPerS: 0,
    }
    Object.assign(memory, begin)
    return
  }
  if (sinceMs === 0) return
  memory.gridAt = now.gridAt
  const value = memory.valueKW + (memory.trendKWPerS * sinceMs) / 1_000
  memory.valueKW = value
  const beyond = value < low ? low - value : value > high ? high - value : 0
  if (high - low < learning.clearKW) learnNoise(memory, now.gridKW, sinceMs)
  else memory.readKW = undefined
  const jumpKW = clamp(jump.deviations * memory.noiseKW, jump.leastKW, jump.mostKW)
  const isJump = Math.abs(beyond) > jumpKW
  // a jump lands in the middle of what small own moves leave open, and at the near end of what large ones do
  const error = isJump && high - low < jump.clearKW ? (low + high) / 2 - value : beyond
  if (isJump) noteJump(memory, { at: now.gridAt, byKW: error, toKW: value + error })
  if (now.gridAt < memory.calmUntil) stayCalm(memory, error, sinceMs)
  else {
    followTrend(memory, error, jumpKW, sinceMs)
    const tau = tauMs * clamp(memory.noiseKW / usualNoiseKW, 1, 3)
    memory.valueKW = value + error * (isJump ? 1 : Math.min(1, sinceMs / tau))
  }
}

/** The disturbance as it will be so long after the meter's reading, when a steady change goes on. */
export function lookAhead(memory: DisturbanceMemory, ms: Ms): KW | undefined {
  const { valueKW, trendKWPerS } = memory
  if (valueKW === undefined) return undefined
  const clearKWPerS = Math.sign(trendKWPerS) * Math.max(0, Math.abs(trendKWPerS) - trend.leastKWPerS)
  return valueKW + (clearKWPerS * clamp(ms, 0, trend.aheadMostMs)) / 1_000
}

/** How much three readings in a row bend is noise: a step shows three times, a steady change not at all. */
function learnNoise(memory: DisturbanceMemory, gridKW: KW, sinceMs: Ms): void {
  const [last, beforeLast] = memory.readKW ?? [gridKW, undefined]
  memory.readKW = [gridKW, last]
  if (beforeLast === undefined) return
  const seenKW = Math.abs(gridKW - 2 * last + beforeLast) / meanBend
  const share = Math.min(1, sinceMs / learning.tauMs)
  memory.noiseKW += (Math.min(seenKW, 4 * memory.noiseKW) - memory.noiseKW) * share
  memory.noiseKW = clamp(memory.noiseKW, 1, learning.mostKW)
}

function followTrend(memory: DisturbanceMemory, errorKW: KW, jumpKW: KW, sinceMs: Ms): void {
  // a step says nothing about where it goes on to
  if (Math.abs(errorKW) > trend.stepJumps * jumpKW) memory.trendKWPerS = 0
  else if (errorKW === 0) memory.trendKWPerS *= 1 - Math.min(1, sinceMs / trend.fadesMs)
  else memory.trendKWPerS += (trend.share * clamp(errorKW, -jumpKW, jumpKW)) / (Math.max(100, sinceMs) / 1_000)
}

function stayCalm(memory: DisturbanceMemory, errorKW: KW, sinceMs: Ms): void {
  const share = Math.min(1, sinceMs / flicker.tauMs)
  const value = memory.valueKW ?? 0
  memory.calmKW += (value + errorKW - memory.calmKW) * share
  memory.valueKW = value + (memory.calmKW - value) * share
}

function noteJump(memory: DisturbanceMemory, now: Jump): void {
  const { jumps } = memory
  while (now.at - (jumps[0]?.at ?? now.at) > flicker.withinMs) jumps.shift()
  const last = jumps.at(-1)
  if (Math.abs(now.byKW) < Math.max(flicker.leastKW, flicker.leastShare * Math.abs(last?.byKW ?? 0))) return
  const isCalm = now.at < memory.calmUntil
  if (isCalm) {
    memory.calmUntil = now.at + flicker.calmMs
    return
  }
  if (last && Math.sign(last.byKW) === Math.sign(now.byKW)) jumps.length = 0
  jumps.push(now)
  if (jumps.length < flicker.jumps) return
  // between the two ends of the pulse lies what it needs on the average
  const mean = (now.toKW + (last?.toKW ?? now.toKW)) / 2
  Object.assign(memory, { calmUntil: now.at + flicker.calmMs, calmKW: mean, valueKW: mean, jumps: [], trendKWPerS: 0 })
}
