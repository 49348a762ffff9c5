import type { EpochMs } from '../../domain/units.ts'

/** The engine's time, as far as this machine can tell. */
export interface EngineTime {
  /** Epoch ms UTC. */
  now(): EpochMs
  /** Learns from a message that the engine dated `at`. */
  learn(at: EpochMs): void
}

/** A difference larger than this is a clock that was set, not a slow message. */
const jumpMs = 1_000

/** Engine time from this machine's `clock`: the message with the least delay says most about the difference. */
export function createEngineTime(clock: () => EpochMs): EngineTime {
  let aheadMs: number | undefined
  return {
    now: () => clock() + (aheadMs ?? 0),
    learn(at) {
      const sample = at - clock()
      const isNew = aheadMs === undefined || Math.abs(sample - aheadMs) > jumpMs
      aheadMs = isNew ? sample : Math.max(sample, (aheadMs ?? sample) - 1)
    },
  }
}
