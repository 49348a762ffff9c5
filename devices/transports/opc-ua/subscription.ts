import type {
  ClientMonitoredItemGroup,
  ClientSession,
  ClientSubscription,
  DataValue,
  MonitoringParametersOptions,
} from 'node-opcua-client'
import type { Ms } from '../../../domain/units.ts'
import type { OpcUaLibrary } from './library.ts'

/** A node to watch and how often the server should look at it. */
export interface Watched {
  node: string
  samplingMs: Ms
  /** Changes smaller than this need not be sent, in the node's unit. */
  deadband?: number
}

/** What a subscription tells. */
export interface SubscriptionEvents {
  /** A value or its status changed; `index` counts in the list of watched nodes. */
  changed(index: number, value: DataValue): void
  /** The server published, or said that nothing changed: every value is current. */
  heard(): void
}

/** A running subscription. */
export interface Subscription {
  /** Indices of the nodes the server does not have or does not let us watch. */
  missing: number[]
  /** The server says at least so often that it is alive. */
  keepAliveMs: Ms
  /** Ends it at the server, as far as that still listens. */
  end(): Promise<void>
}

/** Values are sent at most so often, and the server says at least every fifth time that it is alive. */
const publishingMs: Ms = 100
const keepAliveCount = 5
/** A subscription the server may drop after 30 s without us. */
const lifetimeCount = 300
/** Values of a node the server keeps for us while the line is slow; the oldest go first. */
const queuedValues = 10
/** Items asked for in one request; 1,000 is the usual limit of servers. */
const mostPerRequest = 1_000
/** Server_ServerCapabilities_OperationLimits_MaxMonitoredItemsPerCall, OPC UA part 5: a server may take fewer. */
const serversLimit = 'ns=0;i=11714'
/** Statuses of servers that know no deadband for a node; it is watched without one. */
const filterRefusals = /^Bad(MonitoredItemFilter|FilterNotAllowed|DeadbandFilter)/

/** What it takes to subscribe. */
export interface SubscribeOptions {
  library: OpcUaLibrary
  session: ClientSession
  watched: readonly Watched[]
  /** The node as the server numbers it now; `undefined` when it has no such namespace. */
  resolve(node: string): string | undefined
  events: SubscriptionEvents
}

/** Watches nodes, in requests of at most 1,000 or what the server takes. Errors are the library's. */
export async function subscribe(options: SubscribeOptions): Promise<Subscription> {
  const { session, watched, resolve, events } = options
  const subscription = await session.createSubscription2({
    requestedPublishingInterval: publishingMs,
    requestedMaxKeepAliveCount: keepAliveCount,
    requestedLifetimeCount: lifetimeCount,
    publishingEnabled: true,
  })
  subscription.on('raw_notification', () => events.heard())
  subscription.on('internal_error', () => {})
  const nodes = watched.map(({ node }) => resolve(node))
  const present = [...watched.keys()].filter((index) => nodes[index] !== undefined)
  const missing = [...watched.keys()].filter((index) => nodes[index] === undefined)
  const perRequest = await itemsPerRequest(options)
  for (const indices of requests(present, watched, perRequest))
    missing.push(...(await watchGroup({ ...options, subscription, nodes, indices })))
  return {
    missing,
    keepAliveMs: subscription.publishingInterval * subscription.maxKeepAliveCount,
    end: () => subscription.terminate().catch(() => {}),
  }
}

/** The server's own limit; 0 and a server that does not say mean there is none. */
async function itemsPerRequest({ session, library }: SubscribeOptions): Promise<number> {
  const { value } = await session.read({ nodeId: serversLimit, attributeId: library.AttributeIds.Value })
  const limit = Number(value.value ?? 0)
  return limit >= 1 ? Math.min(limit, mostPerRequest) : mostPerRequest
}

/** Items of one request share sampling and deadband. */
function requests(present: readonly number[], watched: readonly Watched[], perRequest: number): number[][] {
  const alike = Map.groupBy(present, (index) => `${watched[index]?.samplingMs}/${watched[index]?.deadband}`)
  return [...alike.values()].flatMap((indices) =>
    Array.from({ length: Math.ceil(indices.length / perRequest) }, (_, i) =>
      indices.slice(i * perRequest, (i + 1) * perRequest),
    ),
  )
}

interface GroupOptions extends SubscribeOptions {
  subscription: ClientSubscription
  nodes: readonly (string | undefined)[]
  indices: readonly number[]
}

async function watchGroup(options: GroupOptions): Promise<number[]> {
  const { watched, indices } = options
  const { samplingMs = publishingMs, deadband } = watched[indices[0] ?? 0] ?? {}
  const statuses = await monitor(options, { samplingMs, deadband })
  const refused = indices.filter((_, i) => statuses[i] !== 'Good')
  if (deadband === undefined) return refused
  const unfiltered = indices.filter((_, i) => filterRefusals.test(statuses[i] ?? ''))
  if (unfiltered.length === 0) return refused
  const again = await monitor({ ...options, indices: unfiltered }, { samplingMs, deadband: undefined })
  const watchedNow = new Set(unfiltered.filter((_, i) => again[i] === 'Good'))
  return refused.filter((index) => !watchedNow.has(index))
}

/** Statuses of the items, in the order of `indices`; anything that is not bad reads `Good`. */
async function monitor(
  { library, subscription, nodes, indices, events }: GroupOptions,
  asked: { samplingMs: Ms; deadband: number | undefined },
): Promise<string[]> {
  const { AttributeIds, TimestampsToReturn } = library
  const group: ClientMonitoredItemGroup = await subscription.monitorItems(
    indices.map((index) => ({ nodeId: nodes[index] ?? '', attributeId: AttributeIds.Value })),
    parameters(library, asked),
    TimestampsToReturn.Both,
  )
  group.on('changed', (_item, value, position) => {
    const index = indices[position]
    if (index !== undefined) events.changed(index, value)
  })
  return indices.map((_, i) => {
    const status = group.monitoredItems[i]?.statusCode
    return status && !status.isBad() ? 'Good' : (status?.name ?? 'Bad')
  })
}

function parameters(
  { DataChangeFilter, DataChangeTrigger, DeadbandType }: OpcUaLibrary,
  { samplingMs, deadband }: { samplingMs: Ms; deadband: number | undefined },
): MonitoringParametersOptions {
  const filter = new DataChangeFilter({
    trigger: DataChangeTrigger.StatusValue,
    deadbandType: DeadbandType.Absolute,
    deadbandValue: deadband ?? 0,
  })
  return {
    samplingInterval: samplingMs,
    queueSize: queuedValues,
    discardOldest: true,
    ...(deadband === undefined ? {} : { filter }),
  }
}
