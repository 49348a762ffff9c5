import type { Duplex } from 'node:stream'
import type { Clock, Stop } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Frame, Framing } from './framing.ts'
import { damaged, gone, late, otherUnit, owed } from './line-errors.ts'
import { silenceMs } from './pace.ts'
import { answerTo, isWrite, type ModbusRequest, requestPdu } from './requests.ts'
import {
  createStation,
  createUnit,
  type Priority,
  type Station,
  takeWaiting,
  type Turn,
  type Unit,
  type UnitSettings,
} from './unit.ts'

/** The requests of one unit on a line. */
export interface UnitLine {
  /**
   * Sends a request in its turn and gives what its answer carries.
   * @throws PowerchainError `Device.Timeout`, `Device.Unreachable`, `Device.BadAnswer`, `Device.Busy`, `Device.Illegal`
   */
  ask(request: ModbusRequest, priority?: Priority): Promise<Buffer>
  /** Refuses what was still to be asked; the connection ends with its last unit. */
  close(): void
}

/** Parts of a line. */
export interface LineOptions {
  stream: Duplex
  framing: Framing
  clock: Clock
  /** The connection is over, for whatever reason. */
  onEnd?: () => void
}

/** A request on the wire. */
interface Sent extends Turn {
  unit: Unit
  transaction: number
  sentMs: Ms
  /** When it is overdue, or, once it is, when its answer is no longer waited for. */
  dueMs: Ms
  isOverdue: boolean
}

/** A command that could not be sent for so long is refused: what it asked may no longer be wanted. */
const writePatienceMs: Ms = 2_000
/** Answers nobody asked for, between two that were, before a device counts as misbehaving. */
const toleratedStrays = 16
/** Bytes without a whole answer, then quiet for so long: the answer was damaged. Longer than any adapter's buffering. */
const damagedMs: Ms = 80

/**
 * One Modbus connection to one or many units: as many requests at once as every one of them allows, in turn between
 * units, writes before reads, every answer held against its request. An answer that comes too late is waited for and
 * dropped, so it can never pass for another; meanwhile only the unit that owes it has to wait.
 */
export class ModbusLine {
  readonly #options: LineOptions
  #units: Unit[] = []
  readonly #stations = new Map<number, Station>()
  readonly #sent = new Map<number, Sent>()
  #underWay = 0
  #depth = 1
  #transaction: number
  #strays = 0
  #heardMs: Ms
  #quietUntilMs: Ms = 0
  #isOpen = true
  #isCorked = false
  #timer: { dueMs: Ms; stop: Stop } | undefined

  /** Takes over an open stream. */
  constructor(options: LineOptions) {
    this.#options = options
    this.#heardMs = options.clock.monotonicMs()
    // not from 0: behind a gateway an answer to the former connection may still be under way
    this.#transaction = Math.floor(this.#heardMs) % 0x1_0000
    options.stream.on('data', (chunk: Buffer) => this.#receive(chunk))
    options.stream.on('error', (error) => this.#lose(error.message))
    options.stream.on('close', () => this.#lose('the device closed the connection'))
  }

  /** Ends the connection. */
  close(): void {
    this.#shut('closed by us')
  }

  /** Puts a unit on the line. */
  attach(settings: UnitSettings): UnitLine {
    const station = this.#stations.get(settings.unit) ?? createStation(settings.timeoutMs)
    this.#stations.set(settings.unit, station)
    const unit = createUnit(settings, station)
    this.#setUnits([...this.#units, unit])
    return {
      ask: (request, priority) => this.#ask(unit, request, priority ?? (isWrite(request) ? 'write' : 'read')),
      close: () => this.#detach(unit),
    }
  }

  #ask(unit: Unit, request: ModbusRequest, priority: Priority): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (!this.#units.includes(unit)) return reject(gone(request, 'not connected'))
      if (unit.station.owed > 0) return reject(owed(request))
      unit.queues[priority].push({ request, queuedMs: this.#options.clock.monotonicMs(), resolve, reject })
      this.#next()
    })
  }

  #detach(unit: Unit): void {
    this.#setUnits(this.#units.filter((one) => one !== unit))
    const sent = [...this.#sent.values()].filter((one) => one.unit === unit && !one.isOverdue)
    for (const { request, reject } of [...sent, ...takeWaiting(unit)]) reject(gone(request, 'closed by us'))
    if (this.#units.length === 0) this.#shut('closed by us')
  }

  #setUnits(units: Unit[]): void {
    this.#units = units
    const depths = units.map((unit) => unit.transactionsInFlight ?? 1)
    this.#depth = this.#options.framing.isNumbered && units.length > 0 ? Math.min(...depths) : 1
  }

  #next(): void {
    const nowMs = this.#options.clock.monotonicMs()
    while (this.#isOpen && this.#underWay < this.#depth) {
      if (nowMs < this.#quietUntilMs) return this.#wake(this.#quietUntilMs)
      const [unit, turn] = this.#take(nowMs) ?? []
      if (!unit || !turn) return
      if (isWrite(turn.request) && nowMs - turn.queuedMs > writePatienceMs)
        turn.reject(late(turn.request, 'could not be sent in time and was dropped'))
      else this.#send(unit, turn, nowMs)
    }
  }

  /** The next turn: writes first, and a unit that had its turn goes behind the others. */
  #take(nowMs: Ms): [Unit, Turn] | undefined {
    for (const priority of ['write', 'read'] as const)
      for (const unit of this.#units) {
        const queue = unit.queues[priority]
        const [first] = queue
        const readyMs = first && this.#readyMs(unit, first)
        if (!first || readyMs === undefined) continue
        if (nowMs < readyMs) {
          this.#wake(readyMs)
          continue
        }
        queue.shift()
        if (this.#units.length > 1) this.#units = [...this.#units.filter((one) => one !== unit), unit]
        return [unit, first]
      }
    return undefined
  }

  /** When this turn may be sent (or refused for its age); `undefined` while its unit owes an answer. */
  #readyMs({ station }: Unit, turn: Turn): Ms | undefined {
    if (station.owed > 0) return undefined
    const isTold = !isWrite(turn.request) || this.#options.framing.canTellWrites
    return isTold ? station.restsUntilMs : turn.queuedMs + writePatienceMs + 1
  }

  #send(unit: Unit, turn: Turn, nowMs: Ms): void {
    const { stream, framing } = this.#options
    this.#transaction = (this.#transaction + 1) % 0x1_0000
    const transaction = this.#transaction
    const dueMs = nowMs + unit.station.pace.timeoutMs()
    this.#sent.set(transaction, { ...turn, unit, transaction, sentMs: nowMs, dueMs, isOverdue: false })
    this.#underWay += 1
    if (this.#depth > 1) this.#cork()
    stream.write(framing.encode({ transaction, unit: unit.unit, pdu: requestPdu(turn.request) }))
    this.#wake(dueMs)
  }

  /** What is asked in one go leaves in one packet. */
  #cork(): void {
    if (this.#isCorked) return
    const { stream } = this.#options
    this.#isCorked = true
    stream.cork()
    process.nextTick(() => {
      this.#isCorked = false
      stream.uncork()
    })
  }

  #receive(chunk: Buffer): void {
    const { framing, clock } = this.#options
    if (!this.#isOpen) return
    try {
      framing.push(chunk, (frame) => this.#answered(frame))
    } catch (error) {
      return this.#lose(error instanceof Error ? error.message : String(error))
    }
    if (framing.isNumbered || !framing.hasRemains) return
    this.#heardMs = clock.monotonicMs()
    this.#wake(this.#heardMs + damagedMs)
  }

  #answered(frame: Frame): void {
    const sent = this.#sent.get(frame.transaction)
    if (!sent) return this.#stray()
    const nowMs = this.#options.clock.monotonicMs()
    const { unit } = sent
    this.#heardMs = nowMs
    this.#strays = 0
    unit.station.pace.answered(nowMs - sent.sentMs)
    unit.station.silentSinceMs = undefined
    this.#drop(sent, nowMs)
    if (!this.#units.includes(unit)) return this.#next()
    if (sent.isOverdue) unit.events.answered(nowMs - sent.sentMs)
    else this.#settle(sent, frame, nowMs - sent.sentMs)
    this.#next()
  }

  /** The request is no longer on the wire. */
  #drop(sent: Sent, nowMs: Ms): void {
    this.#sent.delete(sent.transaction)
    this.#quietUntilMs = nowMs + (sent.unit.gapMs ?? 0)
    if (sent.isOverdue) sent.unit.station.owed -= 1
    else this.#underWay -= 1
  }

  #settle({ request, unit, resolve, reject }: Sent, frame: Frame, latencyMs: Ms): void {
    try {
      if (frame.unit !== unit.unit) throw otherUnit(request, frame.unit, unit.unit)
      const data = answerTo(request, frame.pdu)
      unit.events.answered(latencyMs)
      resolve(data)
    } catch (error) {
      if (!(error instanceof PowerchainError)) throw error
      if ('exception' in error.details) unit.events.answered(latencyMs)
      else unit.events.unanswered()
      reject(error)
    }
  }

  #stray(): void {
    this.#strays += 1
    if (this.#strays > toleratedStrays)
      throw new PowerchainError('Device.BadAnswer', 'it misbehaves: a flood of answers nobody asked for')
  }

  /** Wakes the line at `dueMs` or before: one timer for everything that is waited for. */
  #wake(dueMs: Ms): void {
    if (this.#timer && this.#timer.dueMs <= dueMs) return
    this.#timer?.stop()
    const waitMs = Math.max(0, dueMs - this.#options.clock.monotonicMs())
    this.#timer = { dueMs, stop: this.#options.clock.after(waitMs, () => this.#tick()) }
  }

  #tick(): void {
    this.#timer = undefined
    const nowMs = this.#options.clock.monotonicMs()
    const { isNumbered, hasRemains } = this.#options.framing
    const mayBeDamaged = hasRemains && !isNumbered
    for (const sent of this.#sent.values()) {
      if (!this.#isOpen) return
      if (mayBeDamaged && !sent.isOverdue && nowMs >= this.#heardMs + damagedMs) this.#giveUpDamaged(sent, nowMs)
      else if (nowMs >= sent.dueMs && sent.isOverdue) this.#release(sent, nowMs)
      else if (nowMs >= sent.dueMs) this.#overdue(sent, nowMs)
      if (this.#sent.has(sent.transaction)) this.#wake(sent.dueMs)
    }
    if (mayBeDamaged && this.#underWay > 0) this.#wake(Math.max(nowMs + 1, this.#heardMs + damagedMs))
    this.#next()
  }

  /** The device did answer, so it owes nothing; it rests as long as a second answer could take. */
  #giveUpDamaged(sent: Sent, nowMs: Ms): void {
    const { unit, request, reject } = sent
    this.#drop(sent, nowMs)
    unit.station.restsUntilMs = sent.sentMs + unit.station.pace.restMs()
    unit.events.unanswered()
    reject(damaged(request))
  }

  #overdue(sent: Sent, nowMs: Ms): void {
    const { unit, request } = sent
    const waitedMs = nowMs - sent.sentMs
    this.#underWay -= 1
    sent.isOverdue = true
    unit.station.owed += 1
    unit.station.silentSinceMs ??= sent.sentMs
    // an answer on a serial line is not awaited for longer than twice its time: the request itself may have been lost
    sent.dueMs = sent.sentMs + (this.#options.framing.isNumbered ? silenceMs : Math.min(2 * waitedMs, silenceMs))
    unit.events.unanswered()
    sent.reject(late(request, `no answer in ${Math.round(waitedMs)} ms`))
    if (this.#strays > 0) return this.#lose('it answers, but never to what was asked (wrong transaction number)')
    const { isNumbered, hasRemains } = this.#options.framing
    if (isNumbered && hasRemains) return this.#lose('it sent half an answer')
    for (const turn of takeWaiting(unit)) turn.reject(owed(turn.request))
  }

  /** Its answer is no longer waited for. A unit that was silent all along is gone; with all of them, so is the line. */
  #release(sent: Sent, nowMs: Ms): void {
    const { unit } = sent
    const silentSinceMs = unit.station.silentSinceMs ?? nowMs
    this.#drop(sent, nowMs)
    if (nowMs - silentSinceMs < silenceMs) return
    unit.station.pace.silent()
    if (!this.#units.includes(unit)) return
    const reason = `no answer for ${silenceMs / 1_000} s`
    if (this.#heardMs <= silentSinceMs) return this.#lose(reason)
    unit.events.lost(reason)
  }

  #lose(reason: string): void {
    const units = this.#units
    this.#shut(reason)
    for (const { events } of units) events.lost(reason)
  }

  #shut(reason: string): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#timer?.stop()
    this.#options.stream.on('error', () => {}).destroy()
    const sent = [...this.#sent.values()].filter((one) => !one.isOverdue)
    const waiting = this.#units.flatMap(takeWaiting)
    this.#sent.clear()
    this.#setUnits([])
    for (const { request, reject } of [...sent, ...waiting]) reject(gone(request, reason))
    this.#options.onEnd?.()
  }
}
