import type { DataType, DataValue } from 'node-opcua-client'
import type { Clock, Stop } from '../../domain/clock.ts'
import type { ReadingBatch } from '../../domain/device.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { PointName } from '../../domain/points.ts'
import type { EpochMs, KW, Ms } from '../../domain/units.ts'
import type { OpcUaDefinition, OpcUaPoint } from '../definition.ts'
import { toTheirs } from '../points/scaling.ts'
import { connectOpcUa, type OpcUaTarget } from '../transports/opc-ua/connect.ts'
import type { OpcUaLink } from '../transports/opc-ua/link.ts'
import type { Subscription, Watched } from '../transports/opc-ua/subscription.ts'
import { OpcUaValues } from './opc-ua-values.ts'
import { checkReadBack } from './read-back.ts'
import type { OpenSession, Session, SessionEvents } from './session.ts'
import { nodeRefusal } from './write-guard.ts'

/** Parts of an OPC UA session. */
export interface OpcUaOptions extends OpcUaTarget {
  definition: OpcUaDefinition
  periods: Record<OpcUaPoint['poll'], Ms>
  clock: Clock
}

/** How often values the server reports as unchanged are renewed, and the server's silence is judged. */
const renewMs: Ms = 500
/** Nothing is being published any more when so many keep-alives in a row are missed, but not before 3 s. */
const missedKeepAlives = 3
const leastSilenceMs: Ms = 3_000
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
  readonly #values: OpcUaValues
  readonly #types = new Map<string, DataType>()
  #subscription: Subscription | undefined
  #pending: ReadingBatch | undefined
  #heardMs: Ms = 0
  #heardAt: EpochMs = 0
  /** Not heard for too long, and subscribed to again. */
  #isSilent = false
  #remark = ''
  #turn = 0
  #beats = 0
  #stopRenewing: Stop | undefined

  get security(): string | undefined {
    return this.#options.link.security
  }

  constructor(options: OpcUaOptions & { events: SessionEvents; link: OpcUaLink }) {
    this.#options = options
    this.#points = Object.entries(options.definition.points) as [PointName, OpcUaPoint][]
    this.#values = new OpcUaValues(options)
  }

  async readSerial(): Promise<string | undefined> {
    const { identity } = this.#options.definition
    if (!identity) return undefined
    const { value } = await this.#timed(() => this.#options.link.read(identity.node))
    return value.value === null || value.value === undefined ? undefined : String(value.value).trim()
  }

  startReading(): void {
    this.#heard()
    this.#stopRenewing = this.#options.clock.every(renewMs, () => this.#renew())
    this.#tellNotes()
    this.#watch()
  }

  async writeSetpoint(powerKW: KW): Promise<void> {
    const { definition, link, events } = this.#options
    const { setpoint, points } = definition
    const readBack = points.setpointKW
    if (!setpoint || !readBack) throw new PowerchainError('Device.NotWritable', 'no setpoint in the definition')
    await this.#write(setpoint.node, toTheirs(powerKW, setpoint))
    const value = await this.#timed(() => link.read(readBack.node))
    const back = this.#values.take('setpointKW', readBack, value)
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

  #watch(): void {
    this.#subscribe().catch((error: unknown) =>
      this.#options.events.lost(error instanceof Error ? error.message : String(error)),
    )
  }

  async #subscribe(): Promise<void> {
    const { link, events, periods } = this.#options
    const watched = this.#points.map(([, point]): Watched => watchedAs(point, periods[point.poll]))
    this.#subscription = await link.watch(watched, {
      heard: () => this.#heard(),
      changed: (index, value) => this.#changed(index, value),
    })
    const missing = this.#subscription.missing.map((index) => this.#points[index]?.[0])
    events.readings(this.#values.lack(missing.filter((name) => name !== undefined)))
    this.#tellNotes()
  }

  #heard(): void {
    this.#heardMs = this.#options.clock.monotonicMs()
    this.#heardAt = this.#options.clock.now()
    this.#isSilent = false
  }

  /** What one message of the server brings is handed on in one batch; a second value of a point begins another one. */
  #changed(index: number, value: DataValue): void {
    const [name, point] = this.#points[index] ?? []
    if (!name || !point) return
    if (this.#pending?.[name]) this.#handOn()
    if (!this.#pending) {
      this.#pending = {}
      queueMicrotask(() => this.#handOn())
    }
    this.#pending[name] = this.#values.take(name, point, value)
  }

  #handOn(): void {
    const batch = this.#pending
    this.#pending = undefined
    if (batch) this.#options.events.readings(batch)
  }

  #renew(): void {
    const { clock, events, link } = this.#options
    const keepAliveMs = this.#subscription?.keepAliveMs ?? 0
    const patienceMs = Math.max(leastSilenceMs, missedKeepAlives * keepAliveMs)
    const silentMs = clock.monotonicMs() - this.#heardMs
    if (silentMs > patienceMs) this.#silent(silentMs, patienceMs)
    else events.readings(this.#values.renewed(this.#heardAt))
    this.#tellNotes()
    this.#turn += 1
    if (this.#turn % pingTurns !== 0) return
    this.#timed(() => link.read(serverState)).catch(() => {})
    link.checkTrust().catch((error: unknown) => events.lost(error instanceof Error ? error.message : String(error)))
  }

  /** A subscription can die without a word: the values are stale; a new one is tried once before the link is given up. */
  #silent(silentMs: Ms, patienceMs: Ms): void {
    const { events } = this.#options
    if (silentMs > 2 * patienceMs) return events.lost('the server no longer publishes values')
    if (this.#isSilent) return
    this.#isSilent = true
    events.readings(this.#values.stale())
    void this.#subscription?.end()
    this.#subscription = undefined
    this.#watch()
  }

  #tellNotes(): void {
    const { link, events } = this.#options
    const silence = this.#isSilent ? ['the server stopped publishing, subscribing again'] : []
    const remark = [...link.notes, ...this.#values.notes(), ...silence].join('; ')
    if (remark !== this.#remark) events.remark(remark)
    this.#remark = remark
  }

  /** A server takes a value only in the type of its node; the type is read once. */
  async #write(node: string, value: number): Promise<void> {
    const { link, definition } = this.#options
    const refusal = nodeRefusal(definition, node, value)
    if (refusal !== undefined) throw new PowerchainError('Device.NotWritable', `write ${node}: ${refusal}`)
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

function watchedAs({ node, deadband, scale }: OpcUaPoint, samplingMs: Ms): Watched {
  return { node, samplingMs, ...(deadband === undefined ? {} : { deadband: deadband / Math.abs(scale) }) }
}
