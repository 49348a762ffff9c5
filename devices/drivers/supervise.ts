import type { Clock, Stop } from '../../domain/clock.ts'
import type { Device, DeviceTraits, ReadingBatch } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Log } from '../../domain/log.ts'
import type { DeviceConfig } from '../../domain/site.ts'
import type { PointName } from '../../domain/points.ts'
import type { Ms } from '../../domain/units.ts'
import type { Definition } from '../definition.ts'
import { backOffMs } from './back-off.ts'
import { createIdentity, type Identity, objection, type Verdict } from './identity.ts'
import { createLinkRecord, type LinkRecord } from './link-record.ts'
import type { CounterFile } from './watch/counter-file.ts'
import { createReadingWatch, type ReadingWatch } from './watch/reading-watch.ts'
import type { OpenSession, Session, SessionEvents } from './session.ts'

/** Parts of a {@link SupervisedDevice}. */
export interface SuperviseOptions {
  config: DeviceConfig
  endpoint: string
  traits: DeviceTraits
  definition: Definition
  open: OpenSession
  /** Keeps counters over restarts of the engine; absent = they begin anew. */
  counters?: Pick<CounterFile, 'of' | 'save'> | undefined
  clock: Clock
  log: Log
}

/** A link that held for so long is no longer flapping: the next loss is retried quickly again. */
const steadyMs: Ms = 10_000
/** The serial number is read again so often: a device may be swapped without the link noticing. */
const identifyMs: Ms = 60_000
/** Damaged answers lead to a closer look at it, this often at most. */
const closerLookMs: Ms = 5_000

/**
 * A device over whatever protocol `open` speaks: connects, checks the identity before anything else, reads until the
 * link is lost, waits and begins again, for ever. Writes are refused whenever it is not certain who would take them.
 */
export class SupervisedDevice implements Device {
  readonly traits: DeviceTraits
  readonly #options: SuperviseOptions
  readonly #record: LinkRecord
  readonly #identity: Identity
  readonly #watch: ReadingWatch
  readonly #listeners = new Set<(batch: ReadingBatch) => void>()
  #session: Session | undefined
  #failures = 0
  #lookedMs: Ms = -Infinity
  #running: { stop: AbortController; done: Promise<void> } | undefined

  constructor(options: SuperviseOptions) {
    this.traits = options.traits
    this.#options = options
    this.#record = createLinkRecord(options)
    this.#identity = createIdentity(options.config.serial)
    this.#watch = createReadingWatch({
      ...options,
      notes: this.#record.notes,
      counters: options.counters?.of(options.config) ?? new Map(),
      onEvent: () => options.counters?.save(),
    })
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

  async switchOutput(name: PointName, isOn: boolean): Promise<void> {
    const session = this.#writable()
    if (!session.writeOutput) throw this.#refusal('Device.NotWritable', 'its protocol has no outputs')
    await session.writeOutput(name, isOn)
  }

  async beat(): Promise<void> {
    if (this.#options.definition.heartbeat) await this.#writable().beat()
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
    let stopLooking: Stop | undefined
    let connectedMs = 0
    const onAbort = () => {
      lost.resolve('stopped')
      void session?.close()
    }
    signal.addEventListener('abort', onAbort)
    this.#failures += 1
    try {
      session = await open(this.#events(lost.resolve), signal)
      this.#record.secured(session.security)
      if (!this.#accepts(await this.#identity.look(readerOf(session))) || signal.aborted) return
      connectedMs = clock.monotonicMs()
      this.#session = session
      this.#record.to('connected', noted(session, ''))
      log.info('device connected', { endpoint: this.#options.endpoint })
      session.startReading()
      stopLooking = clock.every(identifyMs, () => void this.#lookAgain(lost.resolve, false))
      const reason = await lost.promise
      if (this.#session === session) this.#leave(reason, signal)
    } catch (error) {
      this.#leave(error instanceof Error ? error.message : String(error), signal)
    } finally {
      this.#session = undefined
      stopLooking?.()
      signal.removeEventListener('abort', onAbort)
      if (connectedMs > 0 && clock.monotonicMs() - connectedMs > steadyMs) this.#failures = 1
      await session?.close()
    }
  }

  #events(lost: (reason: string) => void): SessionEvents {
    const { answered, unanswered } = this.#record
    return {
      answered,
      unanswered,
      lost,
      readings: (batch) => this.#emit(batch),
      remark: (text) => this.#session && this.#record.to('connected', noted(this.#session, text)),
      damaged: () => {
        this.#record.damaged()
        this.#doubt(lost)
      },
      unasked: (isWhole) => {
        if (isWhole) this.#record.notes.doubled(this.#options.config.unit)
        else this.#record.damaged()
        this.#doubt(lost)
      },
    }
  }

  #doubt(lost: (reason: string) => void): void {
    if (this.#record.notes.isDamaged()) void this.#lookAgain(lost, true)
  }

  /** Reads the serial number while the link holds; whatever is wrong with it ends the link before anything else is written. */
  async #lookAgain(lost: (reason: string) => void, doubt: boolean): Promise<void> {
    const session = this.#session
    const nowMs = this.#options.clock.monotonicMs()
    if (!session || nowMs - this.#lookedMs < closerLookMs) return
    this.#lookedMs = nowMs
    try {
      const verdict = await this.#identity.look(readerOf(session), doubt)
      if (this.#session !== session || this.#accepts(verdict)) return
      this.#session = undefined
      lost(this.#record.status().detail)
    } catch {
      // without an answer there is nothing to judge; the poll notices a lost link
    }
  }

  /** True when this is the device the site file means, or one that may stand in its place. */
  #accepts(verdict: Verdict): boolean {
    const { config, log } = this.#options
    if (verdict.is !== 'several') this.#record.identified(verdict.serial)
    const reason = objection(verdict, config.serial, config.unit)
    if (reason !== undefined) this.#enter('wrongIdentity', reason)
    if (verdict.is !== 'replaced') return reason === undefined
    this.#watch.replaced(`S/N ${verdict.before} was replaced by S/N ${verdict.serial}`)
    log.warn('device replaced', { before: verdict.before, serial: verdict.serial })
    return true
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
    const seen = this.#watch.look(batch)
    for (const listener of this.#listeners) listener(seen)
  }

  #writable(): Session {
    if (this.#options.config.mode === 'monitor') throw this.#refusal('Device.NotWritable', 'it is set to monitor only')
    const { state, detail } = this.#record.status()
    if (state === 'wrongIdentity') throw this.#refusal('Device.WrongIdentity', detail)
    if (!this.#session) throw this.#refusal('Device.Unreachable', detail)
    if (this.#record.notes.isDamaged()) throw this.#refusal('Device.NotWritable', 'too many of its answers are damaged')
    return this.#session
  }

  #refusal(code: 'Device.NotWritable' | 'Device.WrongIdentity' | 'Device.Unreachable', reason: string) {
    return new PowerchainError(code, `nothing was written to ${this.#options.config.id}: ${reason}`)
  }
}

/** What holds as long as the link does, before what is new. */
function noted({ note }: Session, remark: string): string {
  return [note, remark].filter(Boolean).join('; ')
}

function readerOf(session: Session): () => Promise<string | undefined> {
  return () => session.readSerial()
}
