import type { Alarm } from '../../domain/alarm.ts'
import type { Stop } from '../../domain/clock.ts'
import type { LinkStatus } from '../../domain/device.ts'
import type { Instruction } from '../../domain/instruction.ts'
import type { PointName } from '../../domain/points.ts'
import { noReading, qualities, type Reading } from '../../domain/reading.ts'
import type { AlarmSituation } from '../../domain/rpc/alarms.ts'
import type { ServiceState } from '../../domain/rpc/dispatch/services.ts'
import type { EngineStatus, Headroom, LiveMessage, ReadingColumns } from '../../domain/rpc/live.ts'
import type { Decision } from '../../domain/rpc/shapes.ts'
import type { SiteDescription } from '../../domain/rpc/site.ts'
import type { EpochMs } from '../../domain/units.ts'
import { createEngineTime } from './engine-time.ts'
import { createTopics } from './topics.ts'

/** Whether what the screens show is live. `since` is engine time where it is known, else this machine's. */
export interface ConnectionState {
  state: 'connecting' | 'live' | 'lost'
  since: EpochMs
}

/** Link of a device by its id. */
export type DeviceLink = LinkStatus & { deviceId: string }

/** What somebody can wait for a change of. Readings and decisions have one topic each. */
export type Topic =
  | `reading ${string} ${PointName}`
  | `decision ${string}`
  | 'instructions'
  | 'services'
  | 'alarms'
  | 'alarmSituation'
  | 'status'
  | 'headroom'
  | 'links'
  | 'connection'
  | 'site'
  /** After each message, and when the connection changes. */
  | 'any'

/** The lists of an image that are whole in each message that holds them. */
interface Lists {
  instructions: readonly Instruction[]
  alarms: readonly Alarm[]
  links: readonly DeviceLink[]
  /** Absent while a replay shows: it is not recorded how services stood. */
  services?: readonly ServiceState[]
}

const listTopics = ['instructions', 'services', 'alarms', 'links'] as const

const noLists: Lists = { instructions: [], alarms: [], links: [] }

const key = (assetId: string, point: PointName) => `${assetId} ${point}`

/** A reading as it is shown: without a live connection nothing good stays good. */
function asShown(reading: Reading, isLive: boolean): Reading {
  return isLive || reading.value === null || reading.quality === 'bad' ? reading : { ...reading, quality: 'stale' }
}

/**
 * The newest image of the site, fed by the stream and read by the screens. What it gives is the same object until it
 * changes.
 */
export class LiveStore {
  readonly #topics = createTopics<Topic>()
  readonly #time
  readonly #received = new Map<string, Reading>()
  readonly #shown = new Map<string, Reading>()
  readonly #decisions = new Map<string, Decision>()
  readonly #changedAssets = new Set<string>()
  #lists: Lists = noLists
  #site: SiteDescription | undefined
  #status: EngineStatus | undefined
  #headroom: Headroom | undefined
  #situation: AlarmSituation | undefined
  #connection: ConnectionState
  #seq = -1

  /** `clock` gives this machine's time, epoch ms UTC. */
  constructor(clock: () => EpochMs = Date.now) {
    this.#time = createEngineTime(clock)
    this.#connection = { state: 'connecting', since: clock() }
  }

  /** Calls `listener` after each change of `topic`. */
  subscribe(topic: Topic, listener: () => void): Stop {
    return this.#topics.subscribe(topic, listener)
  }
  site(): SiteDescription | undefined {
    return this.#site
  }
  /** The reading as it may be shown: stale when the connection is lost. */
  reading(assetId: string, point: PointName): Reading {
    return this.#shown.get(key(assetId, point)) ?? noReading
  }
  decision(assetId: string): Decision | undefined {
    return this.#decisions.get(assetId)
  }
  instructions(): readonly Instruction[] {
    return this.#lists.instructions
  }
  /** How the site's services stand; `undefined` in a replay. */
  services(): readonly ServiceState[] | undefined {
    return this.#lists.services
  }
  alarms(): readonly Alarm[] {
    return this.#lists.alarms
  }
  /** The alarm list as a whole, of which `alarms` is the most important part. */
  alarmSituation(): AlarmSituation | undefined {
    return this.#situation
  }
  links(): readonly DeviceLink[] {
    return this.#lists.links
  }
  status(): EngineStatus | undefined {
    return this.#status
  }
  headroom(): Headroom | undefined {
    return this.#headroom
  }
  connection(): ConnectionState {
    return this.#connection
  }
  /** Engine time now, epoch ms UTC. */
  now(): EpochMs {
    return this.#time.now()
  }

  /** Assets of which a reading or the decision changed since the last call. */
  takeChangedAssets(): Set<string> {
    const taken = new Set(this.#changedAssets)
    this.#changedAssets.clear()
    return taken
  }

  /** Takes the description of the site; another one than before empties the image. */
  describe(site: SiteDescription): void {
    if (JSON.stringify(site) === JSON.stringify(this.#site)) return
    this.#site = site
    this.#forget()
    this.#topics.tellAll()
  }

  /** Takes a message; `false` when one before it is missing, and then nothing is taken. */
  apply(message: LiveMessage): boolean {
    const isSnapshot = message.type === 'snapshot'
    if (!isSnapshot && message.seq !== this.#seq + 1) return false
    if (isSnapshot) this.#forget()
    this.#seq = message.seq
    this.#time.learn(message.at)
    this.#status = message.status
    this.#headroom = message.headroom
    this.#takeReadings(message.readings)
    this.#takeSituation(message.alarmSituation)
    this.#takeDecisions(message.decisions ?? [])
    this.#takeLists(message)
    if (isSnapshot) this.#topics.tellAll()
    else for (const topic of ['status', 'headroom', 'any'] as const) this.#topics.tell(topic)
    return true
  }

  /** Says whether messages arrive; when they do not, every good reading shows as stale. */
  setConnection(state: ConnectionState['state']): void {
    if (this.#connection.state === state) return
    this.#connection = { state, since: this.now() }
    for (const ref of this.#site?.points ?? []) this.#show(ref.assetId, ref.point)
    this.#topics.tell('connection')
    this.#topics.tell('any')
  }

  #show(assetId: string, point: PointName): void {
    const raw = this.#received.get(key(assetId, point))
    if (!raw) return
    this.#shown.set(key(assetId, point), asShown(raw, this.#connection.state !== 'lost'))
    this.#changedAssets.add(assetId)
    this.#topics.tell(`reading ${assetId} ${point}`)
  }

  #takeReadings(columns: ReadingColumns): void {
    columns.i.forEach((place, n) => {
      const ref = this.#site?.points[place]
      if (!ref) return
      const quality = qualities[columns.q[n] ?? -1] ?? 'bad'
      const reading = { value: columns.v[n] ?? null, at: columns.t[n] ?? 0, quality }
      this.#received.set(key(ref.assetId, ref.point), reading)
      this.#show(ref.assetId, ref.point)
    })
  }

  #takeSituation(situation: AlarmSituation | undefined): void {
    if (JSON.stringify(situation) === JSON.stringify(this.#situation)) return
    this.#situation = situation
    this.#topics.tell('alarmSituation')
  }

  #takeDecisions(decisions: readonly Decision[]): void {
    for (const decision of decisions) {
      this.#decisions.set(decision.assetId, decision)
      this.#changedAssets.add(decision.assetId)
      this.#topics.tell(`decision ${decision.assetId}`)
    }
  }

  #takeLists(message: LiveMessage): void {
    const { instructions, alarms, links } = message
    const services = message.services ?? this.#lists.services
    this.#lists = {
      instructions: instructions ?? this.#lists.instructions,
      alarms: (alarms as Alarm[] | undefined) ?? this.#lists.alarms,
      links: (links as DeviceLink[] | undefined) ?? this.#lists.links,
      ...(services && { services }),
    }
    for (const topic of listTopics) if (message[topic]) this.#topics.tell(topic)
  }

  #forget(): void {
    for (const map of [this.#received, this.#shown, this.#decisions]) map.clear()
    for (const asset of this.#site?.assets ?? []) this.#changedAssets.add(asset.id)
    this.#lists = noLists
  }
}
