import { type Instruction, instructionStateAt } from '../../../domain/instruction.ts'
import type { Log } from '../../../domain/log.ts'
import type { Verification } from '../../../domain/setpoint.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'

/** Keeps instructions over a restart. */
export interface InstructionStore {
  /** Instructions not yet over when the engine stopped. */
  load(): Instruction[]
  /** Inserts or replaces by id; committed when it returns. */
  save(instruction: Instruction): void
}

/** Instructions that are over stay listed for so long, so that people see how they ended. */
const listedMs: Ms = 15 * 60_000

/** All instructions that hold or will hold, and those that ended lately. */
export interface InstructionBook {
  list(): readonly Instruction[]
  active(): readonly Instruction[]
  find(id: string): Instruction | undefined
  /** Takes a new one; an earlier setpoint for the same asset that overlaps is replaced by it. */
  add(instruction: Instruction, now: EpochMs): void
  /** Ends one early. Returns it, `undefined` when it is over already or unknown. */
  cancel(id: string, detail: string): Instruction | undefined
  /** Brings every state to what the instants say. */
  advance(now: EpochMs): void
  /** Notes how the asset of an instruction follows. */
  note(id: string, verification: Pick<Verification, 'outcome' | 'detail'>): void
}

/** Book of instructions; begins with what the store kept. Those that ended meanwhile are marked over, not carried out. */
export function createInstructionBook({ store, log }: { store: InstructionStore; log: Log }): InstructionBook {
  const book = new Map<string, Instruction>(store.load().map((i) => [i.id, i]))
  const put = (instruction: Instruction) => {
    book.set(instruction.id, instruction)
    try {
      store.save(instruction)
    } catch (error) {
      log.error('instruction not stored', { id: instruction.id, error: String(error) })
    }
  }
  const cancel = (id: string, detail: string) => {
    const found = book.get(id)
    if (!found || isOver(found)) return undefined
    const cancelled: Instruction = { ...found, state: 'cancelled', outcomeDetail: detail }
    put(cancelled)
    return cancelled
  }

  return {
    list: () => [...book.values()],
    active: () => [...book.values()].filter((i) => i.state === 'active'),
    find: (id) => book.get(id),
    add(instruction, now) {
      // committed first: a command that could not be stored is not given
      store.save(instruction)
      for (const other of book.values()) {
        const isSame = other.assetId === instruction.assetId && other.kind === instruction.kind
        const overlaps = other.from < instruction.until && instruction.from < other.until
        if (isSame && overlaps && other.until > now) cancel(other.id, `replaced by ${instruction.owner}`)
      }
      book.set(instruction.id, instruction)
    },
    cancel,
    advance(now) {
      for (const instruction of book.values()) {
        if (isOver(instruction)) {
          if (now - instruction.until > listedMs) book.delete(instruction.id)
          continue
        }
        const state = instructionStateAt(instruction.from, instruction.until, now)
        if (state === instruction.state) continue
        if (state === 'completed' && instruction.outcome === 'pending') {
          // nothing of it was carried out while the engine was away
          const detail =
            instruction.state === 'active' ? instruction.outcomeDetail : 'its time passed before it could begin'
          put({ ...instruction, state, outcome: 'unknown', outcomeDetail: detail })
        } else put({ ...instruction, state })
      }
    },
    note(id, { outcome, detail }) {
      const found = book.get(id)
      if (!found || (found.outcome === outcome && found.outcomeDetail === detail)) return
      const noted = { ...found, outcome, outcomeDetail: detail }
      // the disk keeps what became of it, not each word on the way
      if (found.outcome === outcome) book.set(id, noted)
      else put(noted)
    },
  }
}

/** Whether it ended, by itself or early. */
export function isOver({ state }: Instruction): boolean {
  return state === 'completed' || state === 'cancelled'
}
