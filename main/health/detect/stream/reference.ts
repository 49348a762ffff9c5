import type { Memory } from './memory.ts'
import { medianOf, steadySpreadOf } from './spread-of.ts'

/** What a quantity usually is, from blocks of a moving past that ends some time before now. */
export interface Reference {
  /** Takes the value of the block that has ended; missing ones (NaN) are passed over. */
  push(value: number): void
  /** Middle of the past, NaN before there is enough of it. */
  middle(): number
  /** Spread of the blocks in the past, NaN before there is enough of it. */
  spread(): number
}

/** How long the past is; all in blocks. */
export interface ReferenceSettings {
  blocks: number
  /** The newest blocks, left out so that a fault that grows is not taken for normal. Shorter while the past is young. */
  guardBlocks: number
  /** Fewest blocks that say what is usual. */
  leastBlocks: number
}

/** Middle and spread of a moving past; both survive a foreign part of less than half. */
export function createReference(memory: Memory, settings: ReferenceSettings): Reference {
  const { blocks, guardBlocks, leastBlocks } = settings
  const ring = memory.take(blocks + guardBlocks, Number.NaN)
  // blocks seen, middle, spread
  const state = memory.take(3, Number.NaN)
  state[0] = 0
  return {
    push(value) {
      if (Number.isNaN(value)) return
      const seen = state[0] as number
      ring[seen % ring.length] = value
      state[0] = seen + 1
      const held = Math.min(seen + 1, ring.length)
      const guard = Math.min(guardBlocks, Math.floor(held / 4))
      if (held - guard < leastBlocks) return
      const past = new Float64Array(held - guard)
      for (let i = 0; i < past.length; i++) past[i] = ring[(seen - guard - i) % ring.length] as number
      state[1] = medianOf(past)
      state[2] = steadySpreadOf(past)
    },
    middle: () => state[1] as number,
    spread: () => state[2] as number,
  }
}
