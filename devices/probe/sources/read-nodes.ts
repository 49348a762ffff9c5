import type { DataValue } from 'node-opcua-client'
import { PowerchainError } from '../../../domain/errors.ts'
import type { OpcUaLink } from '../../transports/opc-ua/link.ts'

/** Nodes in one request: few enough for any server. */
const atOnce = 100

/**
 * The values of nodes with their status, whatever it is; `undefined` where the server has no such namespace.
 * @throws PowerchainError when the server does not answer
 */
export async function readNodes(link: OpcUaLink, nodes: readonly string[]): Promise<(DataValue | undefined)[]> {
  const numbered = nodes.map((node) => numberedOf(link, node))
  const known = numbered.filter((node) => node !== undefined)
  const values: DataValue[] = []
  for (let at = 0; at < known.length; at += atOnce) values.push(...(await readSome(link, known.slice(at, at + atOnce))))
  let next = 0
  return numbered.map((node) => (node === undefined ? undefined : values[next++]))
}

function readSome(link: OpcUaLink, nodes: readonly string[]): Promise<DataValue[]> {
  return link.ask(`read ${nodes.length} nodes`, (session, { AttributeIds }) =>
    session.read(nodes.map((nodeId) => ({ nodeId, attributeId: AttributeIds.Value }))),
  )
}

function numberedOf(link: OpcUaLink, node: string): string | undefined {
  try {
    return link.resolve(node)
  } catch (error) {
    if (error instanceof PowerchainError && error.code === 'Device.Illegal') return undefined
    throw error
  }
}
