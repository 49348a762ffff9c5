import type { Asset } from '../../../domain/asset.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { Ms } from '../../../domain/units.ts'
import { type MappedPoint, namespaceUri, nodeName } from '../map.ts'
import type { AddressSpace, OpcUa } from './library.ts'
import { engineeringUnits } from './units.ts'
import type { Shown } from '../shown.ts'

/** What the nodes are made from. */
export interface NodeParts {
  space: AddressSpace
  opcUa: OpcUa
  assets: readonly Asset[]
  points(): readonly MappedPoint[]
  now(): Shown
  /** How often a value can change. */
  cycleMs: Ms
}

type Namespace = ReturnType<AddressSpace['registerNamespace']>
type Folder = ReturnType<Namespace['addFolder']>
type Variable = ReturnType<Namespace['addVariable']>

/**
 * A folder for each asset and in it a variable for each point; read only, without methods. The returned function brings
 * the variables in line with the points there are now.
 */
export function addNodes(parts: NodeParts): () => void {
  const { space, assets, points } = parts
  const namespace = space.registerNamespace(namespaceUri)
  const root = namespace.addFolder(space.rootFolder.objects, { browseName: 'Site', nodeId: 's=site' })
  const folders = new Map<string, Folder>()
  for (const { id, name } of assets)
    folders.set(id, namespace.addFolder(root, { browseName: id, displayName: name, nodeId: `s=${id}` }))
  const variables = new Map<string, Variable>()
  const refresh = () => {
    const wanted = new Map(points().map((point) => [point.node, point]))
    for (const [node, variable] of variables) {
      if (wanted.has(node)) continue
      variables.delete(node)
      namespace.deleteNode(variable)
    }
    for (const [node, point] of wanted) {
      const folder = folders.get(point.assetId)
      if (folder && !variables.has(node)) variables.set(node, addPoint(parts, namespace, folder, point))
    }
  }
  refresh()
  return refresh
}

function addPoint(
  { opcUa, now, cycleMs, space }: NodeParts,
  namespace: Namespace,
  folder: Folder,
  { assetId, point, label, unit }: MappedPoint,
): Variable {
  const nodeId = `s=${nodeName(assetId, point)}`
  const variable = namespace.addVariable({
    organizedBy: folder,
    browseName: point,
    displayName: label,
    nodeId,
    dataType: 'Double',
    accessLevel: 'CurrentRead',
    userAccessLevel: 'CurrentRead',
    minimumSamplingInterval: cycleMs,
  })
  // asked when somebody reads: what nobody looks at costs nothing
  variable.bindVariable({ timestamped_get: () => dataValue(opcUa, now().reading(assetId, point)) }, true)
  const engineering = engineeringUnits(space, opcUa, unit)
  if (!engineering) return variable
  namespace.addVariable({
    propertyOf: variable,
    browseName: { name: 'EngineeringUnits', namespaceIndex: 0 },
    nodeId: `${nodeId}.EngineeringUnits`,
    typeDefinition: 'PropertyType',
    dataType: 'EUInformation',
    accessLevel: 'CurrentRead',
    value: { dataType: opcUa.DataType.ExtensionObject, value: engineering },
  })
  return variable
}

/** A value with our quality as its status; without a value there is no number at all. */
function dataValue({ DataValue, DataType, StatusCodes }: OpcUa, reading: Reading) {
  const { value, at } = reading
  const statusCode = StatusCodes[statusOf(reading)]
  return new DataValue({
    value: value === null ? { dataType: DataType.Null } : { dataType: DataType.Double, value },
    statusCode,
    ...(at > 0 && { sourceTimestamp: new Date(at) }),
  })
}

// OPC UA part 8, section 6.3, and part 4, section 7.39.2
const statuses = {
  good: 'Good',
  stale: 'UncertainLastUsableValue',
  suspect: 'UncertainSubNormal',
  bad: 'Bad',
  simulated: 'GoodLocalOverride',
} as const

function statusOf({ value, at, quality }: Reading) {
  return value === null && at === 0 ? 'BadWaitingForInitialData' : statuses[quality]
}
