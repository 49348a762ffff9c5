import type { OpcUaDefinition, OpcUaPoint } from '../../definition.ts'
import type { Clock } from '../../../domain/clock.ts'
import { pointSpec, type PointName } from '../../../domain/points.ts'
import { rawOf, valueOf } from '../encode.ts'
import type { Values } from '../models/model.ts'
import type { SimulatedDevice } from '../simulated-device.ts'
import type { Namespace, ObjectsFolder, OpcUa, UaVariable } from './opc-ua-library.ts'

/** What the nodes of a device are made from. */
export interface NodeParts {
  definition: OpcUaDefinition
  device: SimulatedDevice
  clock: Clock
  opcUa: OpcUa
  folder: ObjectsFolder
  /** Where a definition's node id, e.g. `nsu=urn:maker:model;s=Power`, lies in this server. */
  place(node: string): { namespace: Namespace; nodeId: string }
}

/** Adds a node for each thing the definition names. The returned function brings all values up to date. */
export function addNodes(parts: NodeParts): () => void {
  const { definition, device } = parts
  const { identity, setpoint, heartbeat } = definition
  const writable = new Set([setpoint?.node, heartbeat?.node])
  const updates = Object.entries(definition.points)
    .filter(([, point]) => !writable.has(point.node))
    .map(([name, point]) => addPoint(parts, name as PointName, point))
  const update = () => {
    const values = device.points()
    for (const one of updates) one(values)
  }
  if (identity) addText(parts, identity.node, device.serial)
  if (setpoint) addSetpoint(parts, setpoint, update)
  if (heartbeat) addHeartbeat(parts, heartbeat.node)
  update()
  return update
}

function addPoint(parts: NodeParts, name: PointName, point: OpcUaPoint): (values: Values) => void {
  const { clock, opcUa } = parts
  const dataType = isCount(name) ? opcUa.DataType.Int32 : opcUa.DataType.Double
  const variable = addVariable(parts, point.node, dataType, 'CurrentRead')
  return (values) => {
    const ours = values[name]
    const raw = ours === undefined ? undefined : rawOf(ours, point)
    const status = raw === undefined ? opcUa.StatusCodes.BadNoData : opcUa.StatusCodes.Good
    const value = dataType === opcUa.DataType.Int32 ? Math.round(raw ?? 0) : (raw ?? 0)
    variable.setValueFromSource({ dataType, value }, status, new Date(clock.now()))
  }
}

function addText(parts: NodeParts, node: string, value: string): void {
  const dataType = parts.opcUa.DataType.String
  addVariable(parts, node, dataType, 'CurrentRead').setValueFromSource({ dataType, value })
}

/** A write takes effect at once, on the nodes that read it back too. */
function addSetpoint(parts: NodeParts, setpoint: OpcUaPoint, update: () => void): void {
  const { device, opcUa } = parts
  const { DataType, StatusCodes, Variant } = opcUa
  addVariable(parts, setpoint.node, DataType.Double, 'CurrentRead | CurrentWrite').bindVariable(
    {
      get: () => new Variant({ dataType: DataType.Double, value: rawOf(device.points().setpointKW ?? 0, setpoint) }),
      set(variant: { value: unknown }) {
        try {
          device.writeSetpoint(valueOf(Number(variant.value), setpoint))
        } catch {
          return StatusCodes.BadOutOfRange
        }
        update()
        return StatusCodes.Good
      },
    },
    true,
  )
}

function addHeartbeat(parts: NodeParts, node: string): void {
  const { device, opcUa } = parts
  const { DataType, StatusCodes, Variant } = opcUa
  addVariable(parts, node, DataType.UInt32, 'CurrentRead | CurrentWrite').bindVariable(
    {
      get: () => new Variant({ dataType: DataType.UInt32, value: device.points().heartbeat ?? 0 }),
      set(variant: { value: unknown }) {
        device.beat(Number(variant.value))
        return StatusCodes.Good
      },
    },
    true,
  )
}

function addVariable(parts: NodeParts, node: string, dataType: number, accessLevel: string): UaVariable {
  const { namespace, nodeId } = parts.place(node)
  const browseName = nodeId.slice(nodeId.indexOf('=') + 1)
  return namespace.addVariable({
    organizedBy: parts.folder,
    browseName,
    nodeId,
    dataType,
    accessLevel,
    minimumSamplingInterval: 100,
  })
}

/** Codes and numbers of things are integers; everything measured is a double. */
function isCount(name: PointName): boolean {
  const { unit, decimals } = pointSpec(name)
  return unit === '' && decimals === 0
}
