import type { ClientSession, ClientSubscription, DataType, DataValue, OPCUAClient } from 'node-opcua-client'
import type { Ms } from '../../../domain/units.ts'
import type { OpcUaLibrary } from './library.ts'
import { linkError, statusError } from './status.ts'

/** A node to watch and how often the server should look at it. */
export interface Watched {
  node: string
  samplingMs: Ms
}

/** What a subscription tells. */
export interface SubscriptionEvents {
  /** A value or its status changed; `index` counts in the list of watched nodes. */
  changed(index: number, value: DataValue): void
  /** The server published, or said that nothing changed: every value is current. */
  heard(): void
}

/** Values are sent at most so often, and the server says at least every fifth time that it is alive. */
const publishingMs: Ms = 100
const keepAliveCount = 5
/** A subscription the server may drop after 30 s without us. */
const lifetimeCount = 300
/** Items asked for in one request; servers limit it, 1,000 is the usual figure. */
const itemsPerRequest = 1_000

/** An OPC UA session: reading, writing and watching nodes. Errors are `Device.*` of PowerchainError. */
export class OpcUaLink {
  readonly #library: OpcUaLibrary
  readonly #client: OPCUAClient
  readonly #session: ClientSession
  readonly #namespaces: readonly string[]
  #closing: Promise<void> | undefined

  constructor(options: {
    library: OpcUaLibrary
    client: OPCUAClient
    session: ClientSession
    namespaces: readonly string[]
  }) {
    this.#library = options.library
    this.#client = options.client
    this.#session = options.session
    this.#namespaces = options.namespaces
  }

  /** @throws PowerchainError also for a status that is bad */
  async read(node: string): Promise<DataValue> {
    const nodeId = this.#resolve(node)
    const value = await this.#asked(`read ${node}`, () =>
      this.#session.read({ nodeId, attributeId: this.#library.AttributeIds.Value }),
    )
    if (value.statusCode.isBad()) throw statusError(value.statusCode.name, `read ${node}`)
    return value
  }

  async write(node: string, dataType: DataType, value: number): Promise<void> {
    const nodeId = this.#resolve(node)
    const { AttributeIds, DataType: types, Variant } = this.#library
    const isWhole = dataType !== types.Float && dataType !== types.Double
    const variant = new Variant({ dataType, value: isWhole ? Math.round(value) : value })
    const status = await this.#asked(`write ${node}`, () =>
      this.#session.write({ nodeId, attributeId: AttributeIds.Value, value: { value: variant } }),
    )
    if (status.isNotGood()) throw statusError(status.name, `write ${node}`)
  }

  /** Watches nodes; gives the indices of those the server does not have or does not let us watch. */
  async watch(watched: readonly Watched[], events: SubscriptionEvents): Promise<number[]> {
    const subscription = await this.#asked('subscribe', () =>
      this.#session.createSubscription2({
        requestedPublishingInterval: publishingMs,
        requestedMaxKeepAliveCount: keepAliveCount,
        requestedLifetimeCount: lifetimeCount,
        publishingEnabled: true,
      }),
    )
    subscription.on('raw_notification', () => events.heard())
    subscription.on('internal_error', () => {})
    const refused: number[] = []
    for (const samplingMs of new Set(watched.map((one) => one.samplingMs))) {
      const indices = watched.flatMap((one, i) => (one.samplingMs === samplingMs ? [i] : []))
      for (let at = 0; at < indices.length; at += itemsPerRequest)
        refused.push(
          ...(await this.#watchGroup(subscription, watched, indices.slice(at, at + itemsPerRequest), events)),
        )
    }
    return refused
  }

  async close(): Promise<void> {
    this.#closing ??= this.#session
      .close(true)
      .catch(() => {})
      .then(() => this.#client.disconnect())
      .catch(() => {})
    await this.#closing
  }

  async #watchGroup(
    subscription: ClientSubscription,
    watched: readonly Watched[],
    indices: readonly number[],
    events: SubscriptionEvents,
  ): Promise<number[]> {
    const { AttributeIds, TimestampsToReturn } = this.#library
    const nodes = indices.map((i) => watched[i]).filter((one) => one !== undefined)
    const samplingInterval = nodes[0]?.samplingMs ?? publishingMs
    const group = await this.#asked('watch nodes', () =>
      subscription.monitorItems(
        nodes.map(({ node }) => ({ nodeId: this.#resolve(node), attributeId: AttributeIds.Value })),
        { samplingInterval, queueSize: 1, discardOldest: true },
        TimestampsToReturn.Both,
      ),
    )
    group.on('changed', (_item, value, position) => {
      const index = indices[position]
      if (index !== undefined) events.changed(index, value)
    })
    return indices.filter((_, position) => group.monitoredItems[position]?.statusCode?.isBad() ?? true)
  }

  /** Namespace numbers may change when a server restarts; a definition names the namespace itself with `nsu=`. */
  #resolve(node: string): string {
    const match = /^nsu=([^;]+);(.+)$/.exec(node)
    if (!match) return node
    const index = this.#namespaces.indexOf(match[1] ?? '')
    if (index < 0) throw statusError('BadNodeIdUnknown', `${node} (the server has no such namespace)`)
    return `ns=${index};${match[2]}`
  }

  async #asked<T>(what: string, run: () => Promise<T>): Promise<T> {
    try {
      return await run()
    } catch (error) {
      throw linkError(error, what)
    }
  }
}
