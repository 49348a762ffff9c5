import type { DataType, DataValue } from 'node-opcua-client'
import type { Clock, Stop } from '../../domain/clock.ts'
import type { ReadingBatch } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { PointName } from '../../domain/points.ts'
import type { Reading } from '../../domain/reading.ts'
import type { EpochMs, KW, Ms } from '../../domain/units.ts'
import type { OpcUaDefinition, OpcUaPoint } from '../definition.ts'
import { toOurs, toTheirs } from '../points/scaling.ts'
import { connectOpcUa } from '../transports/opc-ua/connect.ts'
import type { OpcUaLink } from '../transports/opc-ua/link.ts'
import { numberOf, qualityOf } from '../transports/opc-ua/status.ts'
import { checkReadBack } from './read-back.ts'
import type { OpenSession, Session, SessionEvents } from './session.ts'

/** Parts of an OPC UA session. */
export interface OpcUaOptions {
  definition: OpcUaDefinition
  endpoint: string
  pkiFolder: string
  periods: Record<OpcUaPoint['poll'], Ms>
  clock: Clock
}

/** How often values the server reports as unchanged are renewed, and the server's silence is judged. */
const renewMs: Ms = 500
/** Six keepalives of a subscription missed: nothing is being published any more. */
const silenceMs: Ms = 3_000
/** A source time further from our clock than this is not believed; the time of arrival counts. */
const believedSkewMs: Ms = 2_000
/** Server_ServerStatus_State, OPC UA part 5: read now and then to know how fast the server answers. */
const serverState = 'ns=0;i=2259'
const pingTurns = 4

/** Connects to an OPC UA server that stands for one device. */
export function openOpcUa(options: OpcUaOptions): OpenSession {
  return async (events, signal) => {
    const link = await connectOpcUa({ ...options, signal, onLost: (reason) => events.lost(reason) })
    return new OpcUaSession({ ...options, events, link })
  }
}

class OpcUaSession implements Session {
  readonly #options: OpcUaOptions & { events: SessionEvents; link: OpcUaLink }
  readonly #points: readonly (readonly [PointName, OpcUaPoint])[]
  readonly #newest = new Map<PointName, Reading>()
  readonly #types = new Map<string, DataType>()
  #heardMs: Ms = 0
  #heardAt: EpochMs = 0
  #turn = 0
  #beats = 0
  #stopRenewing: Stop | undefined

  constructor(options: OpcUaOptions & { events: SessionEvents; link: OpcUaLink }) {
    this.#options = options
    this.#points = Object.entries(options.definition.points) as [PointName, OpcUaPoint][]
  }

  async readSerial(): Promise<string | undefined> {
    const { identity } = this.#options.definition
    if (!identity) return undefined
    const { value } = await this.#timed(() => this.#options.link.read(identity.node))
    return value.value === null || value.value === undefined ? undefined : String(value.value).trim()
  }

  startReading(): void {
    const { clock, events } = this.#options
    this.#heard()
    this.#stopRenewing = clock.every(renewMs, () => this.#renew())
    this.#watch().catch((error: unknown) => events.lost(error instanceof Error ? error.message : String(error)))
  }

  async writeSetpoint(powerKW: KW): Promise<void> {
    const { definition, link, events } = this.#options
    const { setpoint, points } = definition
    const readBack = points.setpointKW
    if (!setpoint || !readBack) throw new PowerchainError('Device.NotWritable', 'no setpoint in the definition')
    await this.#write(setpoint.node, toTheirs(powerKW, setpoint))
    const back = this.#reading(readBack, await this.#timed(() => link.read(readBack.node)))
    this.#newest.set('setpointKW', back)
    events.readings({ setpointKW: back })
    checkReadBack({ powerKW, back: back.value, written: setpoint, readBack })
  }

  async beat(): Promise<void> {
    const { heartbeat } = this.#options.definition
    if (!heartbeat) throw new PowerchainError('Device.NotWritable', 'no heartbeat in the definition')
    this.#beats = (this.#beats % 0x7fff) + 1
    await this.#write(heartbeat.node, this.#beats)
  }

  async close(): Promise<void> {
    this.#stopRenewing?.()
    await this.#options.link.close()
  }

  async #watch(): Promise<void> {
    const { link, events, periods, clock } = this.#options
    const watched = this.#points.map(([, { node, poll }]) => ({ node, samplingMs: periods[poll] }))
    const refused = await link.watch(watched, {
      heard: () => this.#heard(),
      changed: (index, value) => this.#changed(index, value),
    })
    const missing = refused.map((index) => this.#points[index]?.[0]).filter((name) => name !== undefined)
    if (missing.length === 0) return
    const none: Reading = { value: null, at: clock.now(), quality: 'bad' }
    events.readings(Object.fromEntries(missing.map((name) => [name, none])))
    events.remark(`points missing: ${missing.join(', ')}`)
  }

  #heard(): void {
    this.#heardMs = this.#options.clock.monotonicMs()
    this.#heardAt = this.#options.clock.now()
  }

  #changed(index: number, value: DataValue): void {
    const [name, point] = this.#points[index] ?? []
    if (!name || !point) return
    const reading = this.#reading(point, value)
    // never older than a renewal that was just told
    const at = Math.max(reading.at, this.#newest.get(name)?.at ?? 0)
    this.#newest.set(name, { ...reading, at })
    this.#options.events.readings({ [name]: { ...reading, at } })
  }

  /** The server only tells changes: while it is heard, what it told before still holds. */
  #renew(): void {
    const { clock, events, link } = this.#options
    if (clock.monotonicMs() - this.#heardMs > silenceMs) return events.lost('the server no longer publishes values')
    const batch: ReadingBatch = {}
    for (const [name, reading] of this.#newest) {
      if (reading.quality === 'bad' || reading.at + renewMs > this.#heardAt) continue
      batch[name] = { ...reading, at: this.#heardAt }
      this.#newest.set(name, batch[name])
    }
    events.readings(batch)
    this.#turn += 1
    if (this.#turn % pingTurns === 0) this.#timed(() => link.read(serverState)).catch(() => {})
  }

  #reading(point: OpcUaPoint, value: DataValue): Reading {
    const now = this.#options.clock.now()
    const measuredAt = value.sourceTimestamp?.getTime() ?? now
    const at = Math.abs(measuredAt - now) <= believedSkewMs ? measuredAt : now
    const quality = qualityOf(value)
    if (quality === 'bad') return { value: null, at, quality }
    const ours = toOurs(numberOf(value.value), point)
    return { ...ours, at, quality: ours.quality === 'good' ? quality : ours.quality }
  }

  /** A server takes a value only in the type of its node; the type is read once. */
  async #write(node: string, value: number): Promise<void> {
    const { link } = this.#options
    const dataType = this.#types.get(node) ?? (await this.#timed(() => link.read(node))).value.dataType
    this.#types.set(node, dataType)
    await this.#timed(() => link.write(node, dataType, value))
  }

  async #timed<T>(ask: () => Promise<T>): Promise<T> {
    const { clock, events } = this.#options
    const beganMs = clock.monotonicMs()
    try {
      const answer = await ask()
      events.answered(clock.monotonicMs() - beganMs)
      return answer
    } catch (error) {
      if (error instanceof PowerchainError && 'status' in error.details) events.answered(clock.monotonicMs() - beganMs)
      else events.unanswered()
      throw error
    }
  }
}
