import { energyKWh, type EpochMs, type KW, type Ms } from '../../../domain/units.ts'

/** Shares of what was reached: below the first it fell, above the second it is back; hashing nothing to speak of. */
const share = { fell: 0.7, back: 0.85, idle: 0.3 }
/** It counts after so long. */
const countsAfterMs: Ms = 3_000
/** Draw at its setpoint within this share counts as reached. */
const reachedShare = 0.05

/**
 * Hashrate that went away while the setpoint stayed: `fellAway` the draw went with it - pool or internet are gone, or the
 * machines stopped; `idle` it still draws, for nothing.
 */
export interface Loss {
  kind: 'fellAway' | 'idle'
  since: EpochMs
  /** Energy not drawn, and hashes not made, so far. */
  missedKWh: number
  missedTHh: number
}

/** What the watch keeps per container. */
export interface LossMemory {
  /** What it drew and hashed when it last stood at its setpoint. */
  reached: { drawKW: KW; hashrateTHs: number } | undefined
  suspectSince: EpochMs | undefined
  loss: Loss | undefined
}

/** Nothing was seen yet. */
export function newLossMemory(): LossMemory {
  return { reached: undefined, suspectSince: undefined, loss: undefined }
}

/** What a cycle shows of a container; draws in kW, never negative. */
export interface LossReading {
  now: EpochMs
  cycleMs: Ms
  drawKW: KW | undefined
  askedKW: KW | undefined
  hashrateTHs: number | undefined
}

/** One cycle of the watch. Returns the loss that ended in it. */
export function watchLoss(memory: LossMemory, reading: LossReading): Loss | undefined {
  const { now, drawKW, askedKW, hashrateTHs, cycleMs } = reading
  const { loss } = memory
  // a container told to rest, or that nobody sees, loses nothing by itself
  if (drawKW === undefined || !askedKW || hashrateTHs === undefined) return forget(memory)
  const { reached } = memory
  if (!reached) {
    if (hashrateTHs > 0 && Math.abs(drawKW - askedKW) <= reachedShare * askedKW)
      memory.reached = { drawKW, hashrateTHs }
    return undefined
  }
  const scale = askedKW / reached.drawKW
  const expected = { drawKW: askedKW, hashrateTHs: reached.hashrateTHs * scale }
  if (loss) {
    loss.missedKWh += energyKWh(Math.max(0, expected.drawKW - drawKW), cycleMs)
    loss.missedTHh += energyKWh(Math.max(0, expected.hashrateTHs - hashrateTHs), cycleMs)
    const isBack = hashrateTHs >= share.back * expected.hashrateTHs
    return isBack ? forget(memory) : undefined
  }
  // another setpoint: what it does on its way there says nothing
  if (Math.abs(scale - 1) > 2 * reachedShare) return forget(memory)
  const isIdle = hashrateTHs < share.idle * expected.hashrateTHs
  const hasFallen = drawKW < share.fell * expected.drawKW && hashrateTHs < share.fell * expected.hashrateTHs
  memory.suspectSince = isIdle || hasFallen ? (memory.suspectSince ?? now) : undefined
  if (memory.suspectSince !== undefined && now - memory.suspectSince >= countsAfterMs) {
    const kind = hasFallen ? 'fellAway' : 'idle'
    memory.loss = { kind, since: memory.suspectSince, missedKWh: 0, missedTHh: 0 }
  }
  return undefined
}

function forget(memory: LossMemory): Loss | undefined {
  const { loss } = memory
  Object.assign(memory, newLossMemory())
  return loss
}
