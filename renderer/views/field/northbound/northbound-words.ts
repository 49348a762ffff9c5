import type { Offered, OfferedPoint } from '../../../../domain/rpc/northbound.ts'

/** A server towards other systems, as people call it. */
export type ServerName = 'modbus' | 'opcUa'

/** How a server stands: running, asked for and not running, or not asked for. */
export function serverState({ isOn, fault }: Offered[ServerName]): 'on' | 'faulty' | 'off' {
  if (fault !== '') return 'faulty'
  return isOn ? 'on' : 'off'
}

/** What to do about a fault, from what it says. */
export function remedyOf(fault: string): string {
  if (/in use|EADDRINUSE/i.test(fault))
    return 'End the program that has the port, or name another port in the site file, then restart the engine.'
  if (/EACCES|permission|not permitted|denied/i.test(fault))
    return 'Ports below 1024 need special rights: name one above, such as 1502, then restart the engine.'
  if (/EADDRNOTAVAIL|no such address|not available/i.test(fault))
    return 'This machine has no such address: name one it has, or 0.0.0.0 for all, then restart the engine.'
  if (/certificate|key|tls/i.test(fault))
    return 'See that the files named under tls are there and belong together, then restart the engine.'
  return 'Mend what it says in the section northbound of the site file, then restart the engine.'
}

/** Lines for the site file that switch a server on, reachable from this machine only until somebody opens it further. */
export const snippets: Record<ServerName, string> = {
  modbus: 'northbound:\n  modbus:\n    host: 127.0.0.1\n    port: 1502\n',
  opcUa: 'northbound:\n  opcUa:\n    host: 127.0.0.1\n    port: 4840\n',
}

/** What to know before opening a server to a network. */
export const snippetNotes: Record<ServerName, string> = {
  modbus: 'For other machines name their network under host, and under allow who may read: Modbus knows no password.',
  opcUa: 'For other machines name their network under host. Readers need a certificate that is trusted here.',
}

/** A point of the map with its asset's name. */
export type MapRow = OfferedPoint & { assetName: string }

/** Whether every word typed occurs somewhere in the row: names, registers, nodes. */
export function matchesRow(row: MapRow, typed: string): boolean {
  const { assetName, assetId, point, label, unit, register, address, node } = row
  const text = `${assetName} ${assetId} ${point} ${label} ${unit} ${register} ${address} ${node}`.toLowerCase()
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
