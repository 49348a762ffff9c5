import type { Duplex } from 'node:stream'
import type { Clock, Stop } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { clamp, type Ms } from '../../../domain/units.ts'
import type { Frame, Framing } from './frames/framing.ts'
import { damaged, gone, late, otherUnit, owed } from './line-errors.ts'
import { silenceMs } from './pace.ts'
import { answerTo, isWrite, type ModbusRequest, requestPdu } from './requests.ts'
import { Turns, writePatienceMs } from './turns.ts'
import {
  createStation,
  createTurn,
  createUnit,
  type Priority,
  type Station,
  type Turn,
  type Unit,
  type UnitSettings,
} from './unit.ts'

/** The requests of one unit on a line. */
export interface UnitLine {
  /**
   * Sends a request in its turn and gives what its answer carries, a copy of its own.
   * @throws PowerchainError `Device.Timeout`, `Device.Unreachable`, `Device.BadAnswer`, `Device.Busy`, `Device.Illegal`
   */
  ask(request: ModbusRequest, priority?: Priority): Promise<Buffer>
  /** Refuses what was still to be asked; the connection ends with its last unit. */
  close(): void
}

/** Parts of a line. */
export interface LineOptions {
  /** Its `data` may be borrowed: only good until the listener returns, see {@link Framing}. */
  stream: Duplex
  framing: Framing
  clock: Clock
  /** The connection is over, for whatever reason. */
  onEnd?: () => void
}

/** Answers nobody asked for, between two that were, before a device counts as misbehaving. */
const toleratedStrays = 16
/** Bytes without a whole answer, then quiet for so long: the answer was damaged. Longer than any adapter's buffering. */
const damagedMs: Ms = 80

/** Quiet time after an answer on a line whose answers have no number: at least this, and at most that. */
const leastRestMs: Ms = 5
const mostRestMs: Ms = 100

/**
 * One Modbus connection to one or many units: as many requests at once as every one of them allows, in turn between
 * units, writes before reads, every answer held against its request. An answer that comes too late is waited for and
 * dropped, so it can never pass for another; meanwhile only the unit that owes it has to wait.
 */
export class ModbusLine {
  readonly #options: LineOptions
  readonly #turns: Turns
  readonly #stations = new Map<number, Station>()
  /** A handful at most. A map would do worse: its tables, each the heir of the last, pile up until a full collection. */
  readonly #sent: Turn[] = []
  readonly #onFrame = (frame: Frame) => this.#answered(frame)
  readonly #onUnasked = (isWhole: boolean) => this.#unasked(isWhole)
  #last: { unit: Unit; atMs: Ms } | undefined
  /** Quiet time after each answer, where answers have no number: a second device's must not come into the next request. */
  #restMs: Ms
  #underWay = 0
  #depth = 1
  #transaction: number
  #strays = 0
  #heardMs: Ms
  #quietUntilMs: Ms = 0
  #isOpen = true
  /** What is asked in one go, to leave in one packet. */
  #outgoing: Buffer[] = []
  #timer: { dueMs: Ms; stop: Stop } | undefined

  /** Takes over an open stream. */
  constructor(options: LineOptions) {
    const { stream, framing, clock } = options
    this.#options = options
    this.#turns = new Turns({ canTellWrites: () => framing.canTellWrites, onLater: (readyMs) => this.#wake(readyMs) })
    this.#heardMs = clock.monotonicMs()
    this.#restMs = framing.isNumbered ? 0 : leastRestMs
    // not from 0: behind a gateway an answer to the former connection may still be under way
    this.#transaction = Math.floor(this.#heardMs) % 0x1_0000
    stream.on('data', (chunk: Buffer) => this.#receive(chunk))
    stream.on('error', (error) => this.#lose(error.message))
    stream.on('close', () => this.#lose('the device closed the connection'))
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
    this.#turns.join(unit)
    this.#setDepth()
    return {
      ask: (request, priority) => this.#ask(unit, request, priority ?? (isWrite(request) ? 'write' : 'read')),
      close: () => this.#detach(unit),
    }
  }

  #ask(unit: Unit, request: ModbusRequest, priority: Priority): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (!this.#isOpen || !unit.isAttached) return reject(gone(request, 'not connected'))
      if (unit.station.owed > 0) return reject(owed(request))
      const queuedMs = this.#options.clock.monotonicMs()
      this.#turns.add(createTurn({ unit, request, queuedMs, resolve, reject }), priority)
      this.#next(queuedMs)
    })
  }

  #detach(unit: Unit): void {
    const sent = this.#sent.filter((one) => one.unit === unit && !one.isOverdue)
    for (const { request, reject } of [...sent, ...this.#turns.leave(unit)]) reject(gone(request, 'closed by us'))
    this.#setDepth()
    if (this.#turns.units.length === 0) this.#shut('closed by us')
  }

  #setDepth(): void {
    const depths = this.#turns.units.map((unit) => unit.transactionsInFlight ?? 1)
    this.#depth = this.#options.framing.isNumbered && depths.length > 0 ? Math.min(...depths) : 1
  }

  #next(nowMs: Ms): void {
    while (this.#isOpen && this.#underWay < this.#depth && !this.#turns.isEmpty) {
      if (nowMs < this.#quietUntilMs) return this.#wake(this.#quietUntilMs)
      const turn = this.#turns.take(nowMs)
      if (!turn) return
      if (isWrite(turn.request) && nowMs - turn.queuedMs > writePatienceMs)
        turn.reject(late(turn.request, 'could not be sent in time and was dropped'))
      else this.#send(turn, nowMs)
    }
  }

  #send(turn: Turn, nowMs: Ms): void {
    const { unit, request } = turn
    turn.transaction = this.#number()
    turn.sentMs = nowMs
    turn.dueMs = nowMs + unit.station.pace.timeoutMs()
    this.#sent.push(turn)
    this.#underWay += 1
    const { stream, framing } = this.#options
    const bytes = framing.encode({ transaction: turn.transaction, unit: unit.unit, pdu: requestPdu(request) })
    if (this.#depth === 1) stream.write(bytes)
    else if (this.#outgoing.push(bytes) === 1) process.nextTick(() => this.#flush())
    this.#wake(turn.dueMs)
  }

  /** A number that no request still waited for has: behind a gateway one may be, while all the numbers go by. */
  #number(): number {
    do this.#transaction = (this.#transaction + 1) % 0x1_0000
    while (this.#sentAs(this.#transaction))
    return this.#transaction
  }

  #sentAs(transaction: number): Turn | undefined {
    for (const sent of this.#sent) if (sent.transaction === transaction) return sent
    return undefined
  }

  #flush(): void {
    const [first, ...others] = this.#outgoing.splice(0)
    if (first && this.#isOpen) this.#options.stream.write(others.length > 0 ? Buffer.concat([first, ...others]) : first)
  }

  #receive(chunk: Buffer): void {
    const { framing, clock } = this.#options
    if (!this.#isOpen) return
    try {
      framing.push(chunk, this.#onFrame, this.#onUnasked)
    } catch (error) {
      return this.#lose(error instanceof Error ? error.message : String(error))
    }
    if (framing.isNumbered || !framing.hasRemains) return
    this.#heardMs = clock.monotonicMs()
    this.#wake(this.#heardMs + damagedMs)
  }

  #answered(frame: Frame): void {
    const sent = this.#sentAs(frame.transaction)
    if (!sent) return this.#stray()
    const nowMs = this.#options.clock.monotonicMs()
    const { unit } = sent
    this.#heardMs = nowMs
    this.#strays = 0
    unit.station.pace.answered(nowMs - sent.sentMs)
    unit.station.silentSinceMs = undefined
    this.#drop(sent, nowMs)
    if (!unit.isAttached) return this.#next(nowMs)
    if (sent.isOverdue) unit.events.answered(nowMs - sent.sentMs)
    else this.#settle(sent, frame, nowMs - sent.sentMs)
    this.#next(nowMs)
  }

  /** The request is no longer on the wire. */
  #drop(sent: Turn, nowMs: Ms): void {
    this.#sent.splice(this.#sent.indexOf(sent), 1)
    this.#quietUntilMs = nowMs + Math.max(this.#restMs, sent.unit.gapMs ?? 0)
    this.#last = { unit: sent.unit, atMs: nowMs }
    if (sent.isOverdue) sent.unit.station.owed -= 1
    else this.#underWay -= 1
  }

  #settle({ request, unit, resolve, reject }: Turn, frame: Frame, latencyMs: Ms): void {
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

  /** On a line where this happens the quiet time grows to what it takes, so that it is not taken for the next answer. */
  #unasked(isWhole: boolean): void {
    if (!this.#last) return
    const { unit, atMs } = this.#last
    const nowMs = this.#options.clock.monotonicMs()
    if (isWhole) this.#restMs = clamp(3 * (nowMs - atMs), this.#restMs, mostRestMs)
    this.#quietUntilMs = Math.min(nowMs + this.#restMs, atMs + mostRestMs)
    if (unit.isAttached) unit.events.unasked?.(isWhole)
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
    for (const sent of this.#sent.slice()) {
      if (!this.#isOpen) return
      if (mayBeDamaged && !sent.isOverdue && nowMs >= this.#heardMs + damagedMs) this.#giveUpDamaged(sent, nowMs)
      else if (nowMs >= sent.dueMs && sent.isOverdue) this.#release(sent, nowMs)
      else if (nowMs >= sent.dueMs) this.#overdue(sent, nowMs)
      if (this.#sent.includes(sent)) this.#wake(sent.dueMs)
    }
    if (mayBeDamaged && this.#underWay > 0) this.#wake(Math.max(nowMs + 1, this.#heardMs + damagedMs))
    this.#next(nowMs)
  }

  /** The device did answer, so it owes nothing; it rests as long as a second answer could take. */
  #giveUpDamaged(sent: Turn, nowMs: Ms): void {
    const { unit, request, reject } = sent
    this.#drop(sent, nowMs)
    unit.station.restsUntilMs = sent.sentMs + unit.station.pace.restMs()
    unit.events.unanswered()
    reject(damaged(request))
  }

  #overdue(sent: Turn, nowMs: Ms): void {
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
    for (const turn of this.#turns.takeAll(unit)) turn.reject(owed(turn.request))
  }

  /** Its answer is no longer waited for. A unit that was silent all along is gone; with all of them, so is the line. */
  #release(sent: Turn, nowMs: Ms): void {
    const { unit } = sent
    const silentSinceMs = unit.station.silentSinceMs ?? nowMs
    this.#drop(sent, nowMs)
    if (nowMs - silentSinceMs < silenceMs) return
    unit.station.pace.silent()
    if (!unit.isAttached) return
    const reason = `no answer for ${silenceMs / 1_000} s`
    if (this.#heardMs <= silentSinceMs) return this.#lose(reason)
    unit.events.lost(reason)
  }

  #lose(reason: string): void {
    const { units } = this.#turns
    this.#shut(reason)
    for (const { events } of units) events.lost(reason)
  }

  #shut(reason: string): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#timer?.stop()
    this.#options.stream.on('error', () => {}).destroy()
    const sent = this.#sent.filter((one) => !one.isOverdue)
    const waiting = this.#turns.units.flatMap((unit) => this.#turns.leave(unit))
    this.#sent.length = 0
    for (const { request, reject } of [...sent, ...waiting]) reject(gone(request, reason))
    this.#options.onEnd?.()
  }
}
