import type { Offered, OfferedPoint } from '../../../../domain/rpc/field/northbound.ts'

/** A server towards other systems, as people call it. */
export type ServerName = 'modbus' | 'opcUa'

/** How a server stands: running, asked for and not running, or not asked for. */
export function serverState({ isOn, fault }: Offered[ServerName]): 'on' | 'faulty' | 'off' {
  if (fault !== '') return 'faulty'
  return isOn ? 'on' : 'off'
}

/** A fault as the engine says it: what it is in the first sentence, what helps in the others. */
export function faultParts(fault: string): { what: string; remedy: string } {
  const [, what = fault, remedy = ''] = /^(.*?[.!?])\s+(\p{Lu}.*)$/su.exec(fault) ?? []
  return { what, remedy: remedy === '' ? 'Look at the section northbound of the site file.' : remedy }
}

/** Lines for the site file that switch a server on, reachable from this machine only until somebody opens it further. */
export const snippets: Record<ServerName, string> = {
  modbus: 'northbound:\n  modbus:\n    host: 127.0.0.1\n    port: 1502\n',
  opcUa: 'northbound:\n  opcUa:\n    host: 127.0.0.1\n    port: 4840\n',
}

/** What to know before opening a server to a network. */
export const snippetNotes: Record<ServerName, string> = {
  modbus:
    'Other machines reach it with host: 0.0.0.0, and then allow must name who may read, or tls: Modbus knows no password.',
  opcUa: 'Other machines reach it with host: 0.0.0.0. Readers need a certificate that is trusted here.',
}

/** A point of the map with its asset's name, and its node without the namespace. */
export type MapRow = OfferedPoint & { assetName: string; nodeName: string }

const namespaced = /^(nsu=[^;]+|ns=\d+);(.+)$/

/** A node as it stands in its namespace: `nsu=urn:x;s=grid.power` is `s=grid.power` in `nsu=urn:x`. */
export function nodeParts(node: string): { namespace: string; name: string } {
  const [, namespace = '', name = node] = namespaced.exec(node) ?? []
  return { namespace, name }
}

/** Whether every word typed occurs somewhere in the row: names, registers, nodes. */
export function matchesRow(row: MapRow, typed: string): boolean {
  const { assetName, assetId, point, label, unit, register, address, node } = row
  const text = `${assetName} ${assetId} ${point} ${label} ${unit} ${register} ${address} ${node}`.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
