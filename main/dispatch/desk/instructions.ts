import { beginOf, type Instruction, type InstructionEvent, instructionStateAt } from '../../../domain/instruction.ts'
import type { Stop } from '../../../domain/clock.ts'
import type { Log } from '../../../domain/log.ts'
import type { Verification } from '../../../domain/setpoint.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import { replaces, supersessions } from './succession.ts'

/** Keeps instructions over a restart, and those that are over. */
export interface InstructionStore {
  /** Instructions not yet over when the engine stopped. */
  load(): Instruction[]
  /** Inserts or replaces by id; committed when it returns. */
  save(instruction: Instruction): void
  /** Those that reach into `[from, until)`, newest begin first. */
  between(from: EpochMs, until: EpochMs, limit: number): Instruction[]
}

/** Instructions that are over stay listed for so long, so that people see how they ended. */
const listedMs: Ms = 15 * 60_000

/** All instructions that hold or will hold, and those that ended lately. */
export interface InstructionBook {
  list(): readonly Instruction[]
  /** Those whose time has come and that no other covers. */
  active(): readonly Instruction[]
  /** Those that are over and give the freedom back little by little. */
  returning(now: EpochMs): readonly Instruction[]
  find(id: string): Instruction | undefined
  /** Takes a new one; a person's earlier setpoint for the same asset is replaced by it when it begins. */
  add(instruction: Instruction, now: EpochMs): void
  /** Ends one early, with what else is to be kept of it. Returns it, `undefined` when it is over already or unknown. */
  cancel(id: string, detail: string, now: EpochMs, more?: Pick<Instruction, 'optOut'>): Instruction | undefined
  /** Brings every state to what the instants say. */
  advance(now: EpochMs): void
  /** Notes how the asset of an instruction follows. */
  note(id: string, verification: Pick<Verification, 'outcome' | 'detail'>): void
  /** Notes the power from which an instruction began. */
  noteBaseline(id: string, powerKW: KW): void
  onEvent(listener: (event: InstructionEvent) => void): Stop
}

interface Book {
  all: Map<string, Instruction>
  put(instruction: Instruction): void
  tell(what: InstructionEvent['what'], instruction: Instruction, at: EpochMs): void
}

/** Book of instructions; begins with what the store kept. Those that ended meanwhile are marked over, not carried out. */
export function createInstructionBook({ store, log }: { store: InstructionStore; log: Log }): InstructionBook {
  const listeners = new Set<(event: InstructionEvent) => void>()
  const all = new Map<string, Instruction>(store.load().map((i) => [i.id, i]))
  const book: Book = {
    all,
    put(instruction) {
      all.set(instruction.id, instruction)
      try {
        store.save(instruction)
      } catch (error) {
        log.error('instruction not stored', { id: instruction.id, error: String(error) })
      }
    },
    tell(what, instruction, at) {
      for (const listener of listeners)
        try {
          listener({ what, instruction, at })
        } catch (error) {
          log.error('a listener of instructions failed', { error: String(error) })
        }
    },
  }
  return {
    list: () => [...all.values()],
    active: () => [...all.values()].filter((i) => i.state === 'active' && i.supersededBy === undefined),
    returning: (now) => [...all.values()].filter((i) => isReturning(i, now)),
    find: (id) => all.get(id),
    add(instruction, now) {
      // committed first: a command that could not be stored is not given
      store.save(instruction)
      all.set(instruction.id, instruction)
      book.tell('given', instruction, now)
      if (instruction.state === 'active') begin(book, instruction, now)
      settleSuccession(book, now)
    },
    cancel: (id, detail, now, more) => cancel(book, id, detail, now, more),
    advance: (now) => advance(book, now),
    note(id, { outcome, detail }) {
      const found = all.get(id)
      if (!found || (found.outcome === outcome && found.outcomeDetail === detail)) return
      const noted = { ...found, outcome, outcomeDetail: detail }
      // the disk keeps what became of it, not each word on the way
      if (found.outcome === outcome) all.set(id, noted)
      else book.put(noted)
    },
    noteBaseline(id, powerKW) {
      const found = all.get(id)
      if (found && found.baselineKW === undefined) book.put({ ...found, baselineKW: powerKW })
    },
    onEvent(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function advance(book: Book, now: EpochMs): void {
  for (const instruction of book.all.values()) {
    if (isOver(instruction)) {
      if (now - instruction.until > listedMs) book.all.delete(instruction.id)
      continue
    }
    const state = instructionStateAt(beginOf(instruction), instruction.until, now)
    if (state === instruction.state) continue
    if (state === 'completed') complete(book, instruction, now)
    else {
      const next = { ...instruction, state }
      book.put(next)
      book.tell(state === 'active' ? 'began' : 'near', next, now)
      if (state === 'active') begin(book, next, now)
    }
  }
  settleSuccession(book, now)
}

function complete(book: Book, instruction: Instruction, now: EpochMs): void {
  const { supersededBy: _, ...rest } = instruction
  // nothing of it was carried out while the engine was away
  const isMissed = instruction.state !== 'active' && instruction.outcome === 'pending'
  const detail = isMissed ? 'its time passed before it could begin' : instruction.outcomeDetail
  const outcome = instruction.outcome === 'pending' ? 'unknown' : instruction.outcome
  const over: Instruction = { ...rest, state: 'completed', endedAt: instruction.until, outcome, outcomeDetail: detail }
  book.put(over)
  book.tell('completed', over, now)
}

/** What a person's command replaces when it begins is over. */
function begin(book: Book, instruction: Instruction, now: EpochMs): void {
  for (const other of book.all.values()) {
    const isEarlier = other.id !== instruction.id && other.state === 'active'
    if (isEarlier && replaces(instruction, other)) cancel(book, other.id, `replaced by ${instruction.owner}`, now)
  }
}

/** Notes who holds in whose place, as it is now. */
function settleSuccession(book: Book, now: EpochMs): void {
  const active = [...book.all.values()].filter((i) => i.state === 'active')
  const holders = supersessions(active)
  for (const instruction of active) {
    const holder = holders.get(instruction.id)?.id
    if (holder === instruction.supersededBy) continue
    const { supersededBy: _, ...rest } = instruction
    const next: Instruction = holder === undefined ? rest : { ...rest, supersededBy: holder }
    book.put(next)
    book.tell(holder === undefined ? 'resumed' : 'superseded', next, now)
  }
}

function cancel(
  book: Book,
  id: string,
  detail: string,
  now: EpochMs,
  more: Pick<Instruction, 'optOut'> = {},
): Instruction | undefined {
  const found = book.all.get(id)
  if (!found || isOver(found)) return undefined
  const { supersededBy: _, ...rest } = found
  const cancelled: Instruction = { ...rest, ...more, state: 'cancelled', endedAt: now, outcomeDetail: detail }
  book.put(cancelled)
  book.tell(more.optOut ? 'optedOut' : 'cancelled', cancelled, now)
  settleSuccession(book, now)
  return cancelled
}

function isReturning({ endedAt, returnRampMs = 0, baselineKW, optOut }: Instruction, now: EpochMs): boolean {
  const hasHeld = baselineKW !== undefined && optOut === undefined
  return endedAt !== undefined && hasHeld && now >= endedAt && now - endedAt < returnRampMs
}

/** Whether it ended, by itself or early. */
export function isOver({ state }: Instruction): boolean {
  return state === 'completed' || state === 'cancelled'
}
