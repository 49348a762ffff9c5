import type { Ms } from '../../../domain/units.ts'
import { isWrite } from './requests.ts'
import type { Priority, Turn, Unit } from './unit.ts'

/** A command that could not be sent for so long is refused: what it asked may no longer be wanted. */
export const writePatienceMs: Ms = 2_000

/** What a line has to know to say whose turn it is. */
interface TurnsOptions {
  /** Whether an answer to a write can be told from the line's own echo of it, now. */
  canTellWrites(): boolean
  /** A turn is there that has to rest until then. */
  onLater(readyMs: Ms): void
}

/** Whose turn it is on a line: writes before reads, and a unit that had its turn goes behind the others. */
export class Turns {
  readonly #options: TurnsOptions
  /** The one whose last turn is longest ago comes first. */
  #units: Unit[] = []
  readonly #waiting: Record<Priority, number> = { write: 0, read: 0 }

  /** Nobody on the line yet. */
  constructor(options: TurnsOptions) {
    this.#options = options
  }

  /** The units on the line, the next one first. */
  get units(): readonly Unit[] {
    return this.#units
  }

  /** Whether nobody wants to ask anything. */
  get isEmpty(): boolean {
    return this.#waiting.write === 0 && this.#waiting.read === 0
  }

  /** Puts a unit on the line. */
  join(unit: Unit): void {
    this.#units = [...this.#units, unit]
  }

  /** Takes a unit off the line; gives what it still wanted to ask. */
  leave(unit: Unit): Turn[] {
    unit.isAttached = false
    this.#units = this.#units.filter((one) => one !== unit)
    return this.takeAll(unit)
  }

  /** Lets a request wait for its turn. */
  add(turn: Turn, priority: Priority): void {
    turn.unit.queues[priority].push(turn)
    this.#waiting[priority] += 1
  }

  /** The next turn that may be sent now; those that may not yet are told to `onLater`. */
  take(nowMs: Ms): Turn | undefined {
    return this.#takeOf('write', nowMs) ?? this.#takeOf('read', nowMs)
  }

  /** Everything that waits for a unit. */
  takeAll({ queues }: Unit): Turn[] {
    this.#waiting.write -= queues.write.length
    this.#waiting.read -= queues.read.length
    return [...queues.write.splice(0), ...queues.read.splice(0)]
  }

  #takeOf(priority: Priority, nowMs: Ms): Turn | undefined {
    if (this.#waiting[priority] === 0) return undefined
    for (const [i, unit] of this.#units.entries()) {
      const queue = unit.queues[priority]
      const readyMs = queue[0] && this.#readyMs(queue[0])
      if (readyMs === undefined) continue
      if (nowMs < readyMs) {
        this.#options.onLater(readyMs)
        continue
      }
      this.#waiting[priority] -= 1
      this.#putBehind(unit, i)
      return queue.shift()
    }
    return undefined
  }

  /** In place: with hundreds of units on a line, a new list for each turn would be most of the work. */
  #putBehind(unit: Unit, i: number): void {
    const last = this.#units.length - 1
    if (i < last) this.#units.copyWithin(i, i + 1)[last] = unit
  }

  /** When this turn may be sent (or refused for its age); `undefined` while its unit owes an answer. */
  #readyMs({ unit: { station }, request, queuedMs }: Turn): Ms | undefined {
    if (station.owed > 0) return undefined
    const isTold = !isWrite(request) || this.#options.canTellWrites()
    return isTold ? station.restsUntilMs : queuedMs + writePatienceMs + 1
  }
}
