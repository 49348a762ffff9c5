import { modbusAddress } from '../../../devices/transports/modbus/address.ts'
import type { TlsFiles } from '../../../devices/transports/modbus/connect.ts'
import type { UnitLine } from '../../../devices/transports/modbus/line.ts'
import { createLines, type Lines } from '../../../devices/transports/modbus/lines.ts'
import type { UnitEvents, UnitSettings } from '../../../devices/transports/modbus/unit.ts'
import { systemClock as clock } from '../../../main/clock.ts'

/** Nobody listens. */
export const silentEvents: UnitEvents = { answered: () => {}, unanswered: () => {}, lost: () => {} }

/** A unit on a line to an endpoint, on lines of its own unless some are given. */
export function attach(
  options: { endpoint: string; lines?: Lines; tls?: TlsFiles; folder?: string } & Partial<UnitSettings>,
): Promise<UnitLine> {
  const { endpoint, lines = createLines(), tls, folder = '/', unit = 1, events = silentEvents, ...settings } = options
  const address = modbusAddress(endpoint)
  if (!address) throw new Error(`no Modbus endpoint: ${endpoint}`)
  const { signal } = new AbortController()
  return lines.attach({ address, tls, folder, clock, signal, settings: { ...settings, unit, events } })
}
