import type { Socket } from 'node:net'
import type { Clock, Stop } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Ms } from '../../../domain/units.ts'
import { createFrameReader, encodeFrame, type Frame } from './frames.ts'
import { createPace, silenceMs } from './pace.ts'
import { answerTo, type ModbusRequest, requestPdu, words } from './requests.ts'

/** What a line tells its owner. */
export interface LineEvents {
  /** An answer came, an exception too; also a late one, which is otherwise dropped. */
  answered(latencyMs: Ms): void
  /** No answer in time, or one that does not fit. */
  unanswered(): void
  /** The connection is over; said once, not after `close`. */
  lost(reason: string): void
}

interface Turn {
  request: ModbusRequest
  queuedMs: Ms
  resolve(registers: Buffer): void
  reject(error: PowerchainError): void
}

/** The turn whose request is on the wire. */
interface Sent extends Turn {
  transaction: number
  sentMs: Ms
  /** It failed for its caller, but its answer may still come: until then nothing else is sent. */
  isOverdue: boolean
}

/** A command that could not be sent for so long is refused: what it asked may no longer be wanted. */
const writePatienceMs: Ms = 2_000
/** Answers nobody asked for, between two that were, before a device counts as misbehaving. */
const toleratedStrays = 16

/**
 * One Modbus/TCP connection to one unit: one request at a time, writes before reads, every answer held against its
 * request. An answer that comes too late is waited for and dropped, so it can never pass for another.
 */
export class ModbusLine {
  readonly #socket: Socket
  readonly #unit: number
  readonly #clock: Clock
  readonly #events: LineEvents
  readonly #reader = createFrameReader()
  readonly #pace = createPace()
  readonly #queues: Record<'write' | 'read', Turn[]> = { write: [], read: [] }
  #sent: Sent | undefined
  #transaction: number
  #strays = 0
  #isOpen = true
  #stopTimer: Stop | undefined

  /** Takes over an open socket. */
  constructor(options: { socket: Socket; unit: number; clock: Clock; events: LineEvents }) {
    this.#socket = options.socket
    this.#unit = options.unit
    this.#clock = options.clock
    this.#events = options.events
    // not from 0: behind a gateway an answer to the former connection may still be under way
    this.#transaction = Math.floor(options.clock.monotonicMs()) % 0x1_0000
    this.#socket.on('data', (chunk) => this.#receive(chunk))
    this.#socket.on('error', (error) => this.#lose(error.message))
    this.#socket.on('close', () => this.#lose('the device closed the connection'))
  }

  /**
   * Sends a request in its turn and gives the registers of its answer.
   * @throws PowerchainError `Device.Timeout`, `Device.Unreachable`, `Device.BadAnswer`, `Device.Busy`, `Device.Illegal`
   */
  ask(request: ModbusRequest, priority: 'write' | 'read' = request.kind): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (!this.#isOpen) return reject(new PowerchainError('Device.Unreachable', `${words(request)}: not connected`))
      if (this.#sent?.isOverdue) return reject(owed(request))
      this.#queues[priority].push({ request, queuedMs: this.#clock.monotonicMs(), resolve, reject })
      this.#next()
    })
  }

  /** Drops the connection and refuses what was still to be asked. */
  close(): void {
    this.#shut('closed by us')
  }

  #next(): void {
    if (this.#sent || !this.#isOpen) return
    const turn = this.#queues.write.shift() ?? this.#queues.read.shift()
    if (!turn) return
    const nowMs = this.#clock.monotonicMs()
    if (turn.request.kind === 'write' && nowMs - turn.queuedMs > writePatienceMs) {
      turn.reject(late(turn.request, 'could not be sent in time and was dropped'))
      return this.#next()
    }
    this.#transaction = (this.#transaction + 1) % 0x1_0000
    this.#sent = { ...turn, transaction: this.#transaction, sentMs: nowMs, isOverdue: false }
    const pdu = requestPdu(turn.request)
    this.#socket.write(encodeFrame({ transaction: this.#transaction, unit: this.#unit, pdu }))
    this.#stopTimer = this.#clock.after(this.#pace.timeoutMs(), () => this.#overdue())
  }

  #receive(chunk: Buffer): void {
    try {
      this.#reader.push(chunk, (frame) => this.#take(frame))
    } catch (error) {
      this.#lose(error instanceof Error ? error.message : String(error))
    }
  }

  #take(frame: Frame): void {
    const sent = this.#sent
    if (!sent || frame.transaction !== sent.transaction) return this.#stray()
    const latencyMs = this.#clock.monotonicMs() - sent.sentMs
    this.#pace.answered(latencyMs)
    this.#stopTimer?.()
    this.#strays = 0
    this.#sent = undefined
    if (sent.isOverdue) this.#events.answered(latencyMs)
    else this.#settle(sent, frame, latencyMs)
    this.#next()
  }

  #settle(sent: Sent, frame: Frame, latencyMs: Ms): void {
    try {
      if (frame.unit !== this.#unit) throw otherUnit(sent.request, frame.unit, this.#unit)
      const registers = answerTo(sent.request, frame.pdu)
      this.#events.answered(latencyMs)
      sent.resolve(registers)
    } catch (error) {
      if (!(error instanceof PowerchainError)) throw error
      if ('exception' in error.details) this.#events.answered(latencyMs)
      else this.#events.unanswered()
      sent.reject(error)
    }
  }

  #stray(): void {
    this.#strays += 1
    if (this.#strays > toleratedStrays)
      throw new PowerchainError('Device.BadAnswer', 'it misbehaves: a flood of answers nobody asked for')
  }

  #overdue(): void {
    const sent = this.#sent
    if (!sent) return
    sent.isOverdue = true
    this.#events.unanswered()
    const waitedMs = this.#clock.monotonicMs() - sent.sentMs
    sent.reject(late(sent.request, `no answer in ${Math.round(waitedMs)} ms`))
    if (this.#strays > 0) return this.#lose('it answers, but never to what was asked (wrong transaction number)')
    for (const turn of this.#waiting()) turn.reject(owed(turn.request))
    const restMs = Math.max(0, silenceMs - waitedMs)
    this.#stopTimer = this.#clock.after(restMs, () => this.#lose(`no answer for ${silenceMs / 1_000} s`))
  }

  #lose(reason: string): void {
    if (!this.#isOpen) return
    this.#shut(reason)
    this.#events.lost(reason)
  }

  #shut(reason: string): void {
    this.#isOpen = false
    this.#stopTimer?.()
    this.#socket.destroy()
    const turns = [...(this.#sent ? [this.#sent] : []), ...this.#waiting()]
    this.#sent = undefined
    for (const { request, reject } of turns)
      reject(new PowerchainError('Device.Unreachable', `${words(request)}: ${reason}`))
  }

  #waiting(): Turn[] {
    return [...this.#queues.write.splice(0), ...this.#queues.read.splice(0)]
  }
}

function late(request: ModbusRequest, reason: string): PowerchainError {
  return new PowerchainError('Device.Timeout', `${words(request)}: ${reason}`)
}

function owed(request: ModbusRequest): PowerchainError {
  return late(request, 'not sent, the device still owes an answer')
}

function otherUnit(request: ModbusRequest, given: number, wanted: number): PowerchainError {
  const text = `${words(request)}: unit ${given} answered, expected ${wanted}`
  return new PowerchainError('Device.BadAnswer', text)
}
