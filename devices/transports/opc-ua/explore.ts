import type { DataValue, ReferenceDescription, Variant } from 'node-opcua-client'
import { PowerchainError } from '../../../domain/errors.ts'
import type { EpochMs } from '../../../domain/units.ts'
import type { OpcUaLink } from './link.ts'
import { statusError } from './status.ts'

/** A node found below another one. */
export interface FoundNode {
  /** Node id with the namespace by name, as a definition names it. */
  node: string
  name: string
  kind: 'object' | 'variable' | 'method' | 'other'
}

/** A folder with more below it is shown as far as this; nobody scrolls further, and a server may never end. */
const mostFound = 10_000
/** Values of one history answer, and of a whole read. */
const historyPage = 10_000
const mostHistory = 100_000
// OPC UA part 3, section 5.2.1: values of NodeClass
const kinds: Record<number, FoundNode['kind']> = { 1: 'object', 2: 'variable', 4: 'method' }

/** Where every server's own objects begin: the Objects folder. */
export const objectsFolder = 'ns=0;i=85'

/** What lies directly below a node, in the server's order. */
export async function browse(link: OpcUaLink, node: string): Promise<FoundNode[]> {
  const nodeId = link.resolve(node)
  const references = await link.ask(`browse ${node}`, async (session, { BrowseDirection }) => {
    let page = await session.browse({
      nodeId,
      browseDirection: BrowseDirection.Forward,
      referenceTypeId: 'HierarchicalReferences',
      includeSubtypes: true,
      resultMask: 63,
    })
    if (page.statusCode.isBad()) throw statusError(page.statusCode.name, `browse ${node}`)
    const found = [...(page.references ?? [])]
    while (page.continuationPoint && page.continuationPoint.length > 0) {
      const isFull = found.length >= mostFound
      page = await session.browseNext(page.continuationPoint, isFull)
      if (isFull) break
      found.push(...(page.references ?? []))
    }
    return found
  })
  return references.slice(0, mostFound).map((reference) => foundNode(link, reference))
}

/**
 * Calls a method of an object and gives its output arguments.
 * @throws PowerchainError `Device.Illegal` for arguments or a method the server does not take
 */
export async function callMethod(
  link: OpcUaLink,
  call: { object: string; method: string; inputs: readonly Variant[] },
): Promise<Variant[]> {
  const { object, method, inputs } = call
  const [objectId, methodId] = [link.resolve(object), link.resolve(method)]
  const what = `call ${method}`
  const result = await link.ask(what, (session) => session.call({ objectId, methodId, inputArguments: [...inputs] }))
  if (result.statusCode.isNotGood()) throw statusError(result.statusCode.name, what)
  return result.outputArguments ?? []
}

/**
 * The values a server has kept of a node between two instants, oldest first, at most 100,000.
 * @throws PowerchainError `Device.Illegal` when the server keeps no history of it
 */
export async function readHistory(
  link: OpcUaLink,
  wanted: { node: string; from: EpochMs; to: EpochMs },
): Promise<DataValue[]> {
  const { node, from, to } = wanted
  const nodeId = link.resolve(node)
  const what = `history of ${node}`
  return link.ask(what, async (session, { HistoryData, HistoryReadRequest, ReadRawModifiedDetails }) => {
    const values: DataValue[] = []
    let continuationPoint: Buffer | undefined
    do {
      const answer = await session.historyRead(
        new HistoryReadRequest({
          historyReadDetails: new ReadRawModifiedDetails({
            isReadModified: false,
            startTime: new Date(from),
            endTime: new Date(to),
            numValuesPerNode: historyPage,
            returnBounds: false,
          }),
          nodesToRead: [{ nodeId, ...(continuationPoint ? { continuationPoint } : {}) }],
        }),
      )
      const [result] = answer.results ?? []
      if (!result) throw new PowerchainError('Device.BadAnswer', `${what}: the server gives no answer`)
      if (result.statusCode.isBad()) throw statusError(result.statusCode.name, what)
      if (result.historyData instanceof HistoryData) values.push(...(result.historyData.dataValues ?? []))
      continuationPoint = result.continuationPoint
    } while (continuationPoint && continuationPoint.length > 0 && values.length < mostHistory)
    return values.slice(0, mostHistory)
  })
}

function foundNode(link: OpcUaLink, { nodeId, displayName, browseName, nodeClass }: ReferenceDescription): FoundNode {
  return {
    node: link.lasting(nodeId.toString()),
    name: displayName.text || browseName.name || '',
    kind: kinds[nodeClass] ?? 'other',
  }
}
