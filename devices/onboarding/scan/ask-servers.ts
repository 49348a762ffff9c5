import { join } from 'node:path'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { DeviceConfig } from '../../../domain/site.ts'
import type { Ms } from '../../../domain/units.ts'
import type { Definitions } from '../../load-definitions.ts'
import { reasonOf } from '../../probe/reading.ts'
import { isTrusted } from '../../transports/opc-ua/certificates/trust-store.ts'
import { connectStream } from '../../transports/modbus/connect.ts'
import { merged } from './merged.ts'
import { type Offer, openOfferDesk, type OfferDesk } from './offer.ts'
import type { Found, PlaceAnswer } from './place.ts'
import { lookInside, proposeByName, type Inside } from '../fit/server-proposals.ts'

/** What it takes to ask OPC UA servers. */
export interface AskServersOptions {
  endpoints: readonly string[]
  devices: readonly DeviceConfig[]
  definitions: Definitions
  dataDir: string
  clock: Clock
  signal: AbortSignal
  /** How many at a time, and what ends them all. */
  atOnce: number
  leave(): void
}

type Asking = AskServersOptions & { endpoint: string; desk: OfferDesk; pkiFolder: string }

const connectMs: Ms = 1_000

/** Asks servers what they offer and what they are; with a session only where an engineer trusts the server. */
export async function* askServers(options: AskServersOptions): AsyncGenerator<PlaceAnswer, void, void> {
  const { endpoints, dataDir, clock, atOnce, leave } = options
  const pkiFolder = join(dataDir, 'pki')
  const desk = await openOfferDesk({ pkiFolder, clock })
  try {
    const sources = endpoints.map((endpoint) => () => askServer({ ...options, endpoint, desk, pkiFolder }))
    yield* merged(sources, { atOnce, leave })
  } finally {
    await desk.close()
  }
}

async function* askServer(asking: Asking): AsyncGenerator<PlaceAnswer, void, void> {
  const { endpoint, signal } = asking
  if (signal.aborted) return
  try {
    yield await foundAt(asking)
  } catch (error) {
    if (!signal.aborted) yield { type: 'silent', endpoint, reason: reasonOf(error).split('\n', 1)[0] ?? '' }
  }
}

async function foundAt(asking: Asking): Promise<Found> {
  const { endpoint, devices, desk, clock, signal } = asking
  const beganMs = clock.monotonicMs()
  await knock(asking)
  const latencyMs = Math.round(clock.monotonicMs() - beganMs)
  const offer = await desk.ask(endpoint, signal)
  const device = devices.find((one) => one.endpoint === endpoint)
  const found = device ? inUse(device, asking) : await recognised(offer, asking)
  return { type: 'found', endpoint, latencyMs, ...found, detail: detailOf(offer, found.detail) }
}

/** Whether anybody listens: told within a second and in plain words, which the library does not. */
async function knock({ endpoint, clock, signal }: Asking): Promise<void> {
  const [, host = '', port] = /^opc\.tcp:\/\/\[?([^\]/]+?)\]?:(\d+)/.exec(endpoint) ?? []
  const late = new AbortController()
  const stop = clock.after(connectMs, () => late.abort())
  try {
    const address = { scheme: 'modbus-tcp' as const, host, port: Number(port) }
    const connecting = AbortSignal.any([signal, late.signal])
    const stream = await connectStream({ address, folder: '.', clock, signal: connecting })
    stream.on('error', () => {}).destroy()
  } catch (error) {
    if (!late.signal.aborted) throw error
    throw new PowerchainError('Device.Unreachable', `${endpoint} takes no connection within ${connectMs / 1_000} s`)
  } finally {
    stop()
  }
}

type Facts = Pick<Found, 'maker' | 'model' | 'serial' | 'detail' | 'proposals'> & Partial<Pick<Found, 'deviceId'>>

function inUse({ id, definition }: DeviceConfig, { definitions }: Asking): Facts {
  const { maker = '', model = '' } = definitions.get(definition) ?? {}
  const proposals = [{ definition, fit: 1, because: `the site uses it as ${id}` }]
  return { maker, model, serial: '', detail: '', proposals, deviceId: id }
}

async function recognised(offer: Offer, asking: Asking): Promise<Facts> {
  const { endpoint, definitions, pkiFolder, clock, signal } = asking
  const byName = proposeByName(offer, definitions)
  const nameOnly = { maker: '', model: offer.applicationName, serial: '', proposals: byName }
  if (offer.thumbprint === undefined || !isTrusted(pkiFolder, offer.thumbprint))
    return { ...nameOnly, detail: 'looked at from outside: its certificate is not trusted yet' }
  const inside = await lookInside({ target: { endpoint, pkiFolder }, definitions, clock, signal }).catch(
    (error: unknown): Inside => ({ maker: '', model: '', serial: '', proposals: [], detail: reasonOf(error) }),
  )
  if (inside.proposals.length === 0)
    return { ...nameOnly, ...inside, model: inside.model || offer.applicationName, proposals: byName }
  return inside
}

function detailOf({ applicationName, applicationUri, productUri, security }: Offer, more: string): string {
  return [
    applicationName,
    applicationUri,
    productUri && `product ${productUri}`,
    `security ${security.join(', ') || 'not told'}`,
    more,
  ]
    .filter(Boolean)
    .join('; ')
}
