import type { Instruction } from '../../../domain/instruction.ts'

const rememberedPresses = 1_000

/** Remembers which press gave which instruction, so that the same press twice is one instruction. */
export interface Presses {
  /** Id of what this person's press gave before; `undefined` for a new one. */
  before(person: string, key: string): Instruction | undefined
  note(person: string, key: string, instruction: Instruction): void
}

/** Presses of the last while, the oldest forgotten first. */
export function createPresses(): Presses {
  const presses = new Map<string, { instruction: Instruction; person: string }>()
  return {
    before(person, key) {
      const found = presses.get(key)
      return found?.person === person ? found.instruction : undefined
    },
    note(person, key, instruction) {
      presses.set(key, { instruction, person })
      if (presses.size > rememberedPresses) presses.delete(presses.keys().next().value ?? '')
    },
  }
}
