import type { Clock, Stop } from '../../domain/clock.ts'
import type { Device, DeviceTraits, ReadingBatch } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { DeviceConfig } from '../../domain/site.ts'
import type { Ms } from '../../domain/units.ts'
import { backOffMs } from './back-off.ts'
import { createLinkRecord, type LinkRecord } from './link-record.ts'
import type { OpenSession, Session } from './session.ts'

/** Parts of a {@link SupervisedDevice}. */
export interface SuperviseOptions {
  config: DeviceConfig
  endpoint: string
  traits: DeviceTraits
  open: OpenSession
  /** Whether the model has a heartbeat to write. */
  hasHeartbeat: boolean
  clock: Clock
  log: Log
}

/** A link that held for so long is no longer flapping: the next loss is retried quickly again. */
const steadyMs: Ms = 10_000

/**
 * A device over whatever protocol `open` speaks: connects, checks the identity before anything else, reads until the
 * link is lost, waits and begins again, for ever. Writes are refused whenever it is not certain who would take them.
 */
export class SupervisedDevice implements Device {
  readonly traits: DeviceTraits
  readonly #options: SuperviseOptions
  readonly #record: LinkRecord
  readonly #listeners = new Set<(batch: ReadingBatch) => void>()
  #session: Session | undefined
  #failures = 0
  #running: { stop: AbortController; done: Promise<void> } | undefined

  constructor(options: SuperviseOptions) {
    this.traits = options.traits
    this.#options = options
    this.#record = createLinkRecord(options)
  }

  start(): void {
    if (this.#running) return
    const stop = new AbortController()
    this.#running = { stop, done: this.#run(stop.signal) }
  }

  async stop(): Promise<void> {
    this.#running?.stop.abort()
    await this.#running?.done
    this.#running = undefined
  }

  onReadings(listener: (batch: ReadingBatch) => void): Stop {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  status() {
    return this.#record.status()
  }

  async writeSetpoint(powerKW: number): Promise<void> {
    if (!this.traits.acceptsSetpoint) throw this.#refusal('Device.NotWritable', 'it takes no setpoint')
    await this.#writable().writeSetpoint(powerKW)
  }

  async beat(): Promise<void> {
    if (this.#options.hasHeartbeat) await this.#writable().beat()
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#visit(signal)
      if (!signal.aborted) await this.#pause(backOffMs(this.#failures, this.#options.config.id), signal)
    }
    this.#record.to('connecting', 'stopped')
  }

  /** One connection from first byte to last. Never throws: whatever goes wrong becomes the link's detail. */
  async #visit(signal: AbortSignal): Promise<void> {
    const { open, clock, log } = this.#options
    const lost = Promise.withResolvers<string>()
    let session: Session | undefined
    let connectedMs = 0
    const onAbort = () => {
      lost.resolve('stopped')
      void session?.close()
    }
    signal.addEventListener('abort', onAbort)
    this.#failures += 1
    try {
      const { answered, unanswered } = this.#record
      const remark = (text: string) => this.#session && this.#record.to('connected', text)
      const readings = (batch: ReadingBatch) => this.#emit(batch)
      session = await open({ readings, answered, unanswered, remark, lost: lost.resolve }, signal)
      this.#record.secured(session.security)
      if (!(await this.#identify(session)) || signal.aborted) return
      connectedMs = clock.monotonicMs()
      this.#session = session
      this.#record.to('connected', '')
      log.info('device connected', { endpoint: this.#options.endpoint })
      session.startReading()
      this.#leave(await lost.promise, signal)
    } catch (error) {
      this.#leave(error instanceof Error ? error.message : String(error), signal)
    } finally {
      this.#session = undefined
      signal.removeEventListener('abort', onAbort)
      if (connectedMs > 0 && clock.monotonicMs() - connectedMs > steadyMs) this.#failures = 1
      await session?.close()
    }
  }

  /** True when this is the device the site file means. */
  async #identify(session: Session): Promise<boolean> {
    const expected = this.#options.config.serial
    const serial = await session.readSerial()
    this.#record.identified(serial)
    if (expected === undefined || serial === expected) return true
    const given = serial === undefined ? 'it gives none' : `it is S/N ${serial}`
    this.#enter('wrongIdentity', `wrong device: expected S/N ${expected}, ${given}`)
    return false
  }

  #leave(reason: string, signal: AbortSignal): void {
    if (!signal.aborted) this.#enter('lost', reason)
  }

  /** A state is logged when it begins, not at each of the retries that find it unchanged. */
  #enter(state: 'lost' | 'wrongIdentity', detail: string): void {
    if (this.#record.status().state !== state) this.#options.log.warn(`device ${state}`, { detail })
    this.#record.to(state, detail)
  }

  #pause(delayMs: Ms, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        stopTimer()
        signal.removeEventListener('abort', done)
        resolve()
      }
      const stopTimer = this.#options.clock.after(delayMs, done)
      signal.addEventListener('abort', done)
    })
  }

  #emit(batch: ReadingBatch): void {
    for (const listener of this.#listeners) listener(batch)
  }

  #writable(): Session {
    if (this.#options.config.mode === 'monitor') throw this.#refusal('Device.NotWritable', 'it is set to monitor only')
    const { state, detail } = this.#record.status()
    if (state === 'wrongIdentity') throw this.#refusal('Device.WrongIdentity', detail)
    if (!this.#session) throw this.#refusal('Device.Unreachable', detail)
    return this.#session
  }

  #refusal(code: 'Device.NotWritable' | 'Device.WrongIdentity' | 'Device.Unreachable', reason: string) {
    return new PowerchainError(code, `nothing was written to ${this.#options.config.id}: ${reason}`)
  }
}
