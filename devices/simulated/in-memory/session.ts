import type { Clock, Stop } from '../../../domain/clock.ts'
import type { PowerchainError } from '../../../domain/errors.ts'
import type { KW, Ms } from '../../../domain/units.ts'
import type { ModbusDefinition, OpcUaDefinition } from '../../definition.ts'
import { checkReadBack } from '../../drivers/read-back.ts'
import type { OpenSession, Session, SessionEvents } from '../../drivers/session.ts'
import type { SimulatedDevice } from '../simulated-device.ts'
import { readingsOf, setpointHolding, type WiredPoint, wiredPoints } from './points.ts'
import { asked, type Wire } from './wire.ts'

/** Parts of a session in memory. */
export interface MemorySessionOptions {
  device: SimulatedDevice
  definition: ModbusDefinition | OpcUaDefinition
  wire: Wire
  periods: Record<'fast' | 'slow', Ms>
  clock: Clock
}

/** Answers in a row that fail to come before the link counts as lost, as over a socket. */
const toleratedFaults = 3

/**
 * Connects to a simulated device without a socket: same points, steps of the registers, read-back, time-outs and losses as
 * over the wire, in memory and on whatever clock is given.
 */
export function openInMemory(options: MemorySessionOptions): OpenSession {
  return async (events) => {
    await asked(options.wire, () => undefined)
    return new MemorySession(options, events)
  }
}

class MemorySession implements Session {
  readonly #options: MemorySessionOptions
  readonly #events: SessionEvents
  readonly #points: { fast: WiredPoint[]; slow: WiredPoint[] }
  readonly #holding: (powerKW: KW) => KW
  readonly #stops: Stop[] = []
  #waiting = { fast: false, slow: false }
  #faults = 0
  #beats = 0
  #isClosed = false

  constructor(options: MemorySessionOptions, events: SessionEvents) {
    const { definition } = options
    this.#options = options
    this.#events = events
    this.#points = { fast: wiredPoints(definition, 'fast'), slow: wiredPoints(definition, 'slow') }
    this.#holding = setpointHolding(definition)
  }

  readSerial(): Promise<string | undefined> {
    const { wire, device, definition } = this.#options
    return asked(wire, () => (definition.identity ? device.serial : undefined))
  }

  startReading(): void {
    const { clock, periods } = this.#options
    for (const poll of ['fast', 'slow'] as const) {
      if (this.#points[poll].length === 0) continue
      this.#poll(poll)
      this.#stops.push(clock.every(periods[poll], () => this.#poll(poll)))
    }
  }

  async writeSetpoint(powerKW: KW): Promise<void> {
    const { wire, device, definition, clock } = this.#options
    const { setpoint, points } = definition
    if (!setpoint || !points.setpointKW) return
    await asked(wire, () => device.writeSetpoint(this.#holding(powerKW)))
    const back = await asked(wire, () => device.points().setpointKW ?? null)
    this.#events.readings({ setpointKW: { value: back, at: clock.now(), quality: back === null ? 'bad' : 'good' } })
    checkReadBack({ powerKW, back, written: setpoint, readBack: points.setpointKW })
  }

  beat(): Promise<void> {
    this.#beats = (this.#beats % 0xffff) + 1
    return asked(this.#options.wire, () => this.#options.device.beat(this.#beats))
  }

  close(): Promise<void> {
    this.#isClosed = true
    for (const stop of this.#stops.splice(0)) stop()
    return Promise.resolve()
  }

  /** One request of a kind at a time: a slow device is not asked again before it has answered. */
  #poll(poll: 'fast' | 'slow'): void {
    if (this.#waiting[poll]) return
    this.#waiting[poll] = true
    const values = this.#options.device.points()
    this.#options.wire.poll(
      (tookMs) => {
        this.#waiting[poll] = false
        if (this.#isClosed) return
        this.#faults = 0
        this.#events.answered(tookMs)
        this.#events.readings(readingsOf(this.#points[poll], values, this.#options.clock.now()))
      },
      (error) => this.#failed(poll, error),
    )
  }

  #failed(poll: 'fast' | 'slow', error: PowerchainError): void {
    this.#waiting[poll] = false
    if (this.#isClosed) return
    this.#events.unanswered()
    this.#faults += 1
    if (this.#faults >= toleratedFaults || error.code === 'Device.Unreachable') this.#events.lost(error.message)
  }
}
