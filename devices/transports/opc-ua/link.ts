import type { ClientSession, DataType, DataValue, OPCUAClient } from 'node-opcua-client'
import type { OpcUaLibrary } from './library.ts'
import { linkError, statusError } from './status.ts'
import { subscribe, type Subscription, type SubscriptionEvents, type Watched } from './subscription.ts'

/** An OPC UA session: reading, writing and watching nodes. Errors are `Device.*` of PowerchainError. */
export class OpcUaLink {
  /** What a person should see as long as the link holds, e.g. that it is not encrypted. */
  readonly notes: readonly string[]
  /** Policy of the link, `none` when it is not encrypted; `undefined` for our own simulated server. */
  readonly security: string | undefined
  readonly #library: OpcUaLibrary
  readonly #client: OPCUAClient
  readonly #session: ClientSession
  readonly #namespaces: readonly string[]
  readonly #checkTrust: (() => Promise<void>) | undefined
  #closing: Promise<void> | undefined

  constructor(options: {
    library: OpcUaLibrary
    client: OPCUAClient
    session: ClientSession
    namespaces: readonly string[]
    notes: readonly string[]
    security: string | undefined
    checkTrust: (() => Promise<void>) | undefined
  }) {
    this.notes = options.notes
    this.security = options.security
    this.#library = options.library
    this.#client = options.client
    this.#session = options.session
    this.#namespaces = options.namespaces
    this.#checkTrust = options.checkTrust
  }

  /** @throws PowerchainError `Device.WrongIdentity` once the server is no longer trusted */
  async checkTrust(): Promise<void> {
    await this.#checkTrust?.()
  }

  /** @throws PowerchainError also for a status that is bad */
  async read(node: string): Promise<DataValue> {
    const nodeId = this.resolve(node)
    const value = await this.ask(`read ${node}`, (session) =>
      session.read({ nodeId, attributeId: this.#library.AttributeIds.Value }),
    )
    if (value.statusCode.isBad()) throw statusError(value.statusCode.name, `read ${node}`)
    return value
  }

  async write(node: string, dataType: DataType, value: number): Promise<void> {
    const nodeId = this.resolve(node)
    const { AttributeIds, DataType: types, Variant } = this.#library
    const isWhole = dataType !== types.Float && dataType !== types.Double
    const variant = new Variant({ dataType, value: isWhole ? Math.round(value) : value })
    const status = await this.ask(`write ${node}`, (session) =>
      session.write({ nodeId, attributeId: AttributeIds.Value, value: { value: variant } }),
    )
    if (status.isNotGood()) throw statusError(status.name, `write ${node}`)
  }

  /** Watches nodes; a node the server does not have, or does not let us watch, is among `missing`. */
  watch(watched: readonly Watched[], events: SubscriptionEvents): Promise<Subscription> {
    const resolve = (node: string) => this.#numbered(node)
    return this.ask('subscribe', (session) => subscribe({ library: this.#library, session, watched, resolve, events }))
  }

  /** Runs a request of the library; whatever it throws becomes a PowerchainError that names `what`. */
  async ask<T>(what: string, run: (session: ClientSession, library: OpcUaLibrary) => Promise<T>): Promise<T> {
    try {
      return await run(this.#session, this.#library)
    } catch (error) {
      throw linkError(error, what)
    }
  }

  /**
   * The node as the server numbers it now.
   * @throws PowerchainError `Device.Illegal` when the server has no such namespace
   */
  resolve(node: string): string {
    const numbered = this.#numbered(node)
    if (numbered !== undefined) return numbered
    throw statusError('BadNodeIdUnknown', `${node} (the server has no such namespace)`)
  }

  /** A node id that stays true when the server renumbers its namespaces. */
  lasting(numbered: string): string {
    const [, index = '', rest] = /^ns=(\d+);(.+)$/.exec(numbered) ?? []
    const uri = this.#namespaces[Number(index)]
    return rest === undefined || uri === undefined ? numbered : `nsu=${uri};${rest}`
  }

  async close(): Promise<void> {
    this.#closing ??= this.#session
      .close(true)
      .catch(() => {})
      .then(() => this.#client.disconnect())
      .catch(() => {})
    await this.#closing
  }

  /** Namespace numbers may change when a server restarts; a definition names the namespace itself with `nsu=`. */
  #numbered(node: string): string | undefined {
    const match = /^nsu=([^;]+);(.+)$/.exec(node)
    if (!match) return node
    const index = this.#namespaces.indexOf(match[1] ?? '')
    return index < 0 ? undefined : `ns=${index};${match[2]}`
  }
}
