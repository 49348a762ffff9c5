import type { Asset } from '../../../../domain/asset.ts'
import type { SiteDescription } from '../../../../domain/rpc/site.ts'
import type { Authority } from '../../../../domain/setpoint.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import type { DeviceLink } from '../../../state/store.ts'

/** A device as the site lists it. */
export type SiteDevice = SiteDescription['devices'][number]

/** Something a person should know of a device beyond the state of its link. */
export type LinkNote = NonNullable<DeviceLink['notes']>[number]

/** A device with its link and the assets it speaks for. */
export interface LinkRow {
  device: SiteDevice
  /** Absent until the engine has tried. */
  link: DeviceLink | undefined
  assets: readonly Asset[]
  /** What to do about it; absent where nothing is wrong. */
  advice: Advice | undefined
}

/** What a person can do about a link, and the tab where it is done. */
interface Advice {
  text: string
  tab?: '/field/certificates' | '/field/list'
}

/** Link states in the words of the other screens. */
const stateWords: Record<DeviceLink['state'], string> = {
  connecting: 'connecting',
  connected: 'answers',
  lost: 'no contact',
  wrongIdentity: 'wrong device',
}

/** Who steers an asset, in words. */
export const authorityWords: Record<Authority, string> = {
  control: 'steered',
  monitor: 'only watched',
  handedOver: 'handed over',
  commissioning: 'commissioning',
}

/** Answers per request below which a link that stands is a problem. */
const poorRatio = 0.9
/** A first contact takes less than this, ms. */
const patienceMs = 15_000

/** How a link is, in one or two words. */
export function linkWords(link: DeviceLink | undefined): string {
  if (!link) return 'not tried yet'
  return link.state === 'connected' && link.answerRatio < poorRatio ? 'answers badly' : stateWords[link.state]
}

/** What to do about a link; `undefined` when nothing is wrong with it. */
export function adviceOf(device: SiteDevice, link: DeviceLink | undefined, now: EpochMs): Advice | undefined {
  if (!link) return undefined
  const isTrust = /certificate|thumbprint/i.test(link.detail)
  switch (link.state) {
    case 'wrongIdentity':
      return {
        text: 'Compare the nameplate. If the device was replaced on purpose, change its serial number in the device list.',
        tab: '/field/list',
      }
    case 'lost':
    case 'connecting':
      if (link.state === 'connecting' && now - link.since < patienceMs) return undefined
      return isTrust
        ? { text: 'Compare the thumbprint with the one the server shows, then trust it.', tab: '/field/certificates' }
        : { text: lostAdvice(device.endpoint) }
    case 'connected':
      if (link.answerRatio >= poorRatio) return undefined
      return { text: 'Look at cable, termination and switch port; then at how many masters ask this device at once.' }
  }
}

function lostAdvice(endpoint: string): string {
  if (endpoint.startsWith('modbus-rtu:'))
    return 'Look at the power of the device, the wiring and termination of the line, baud rate and unit number.'
  return 'Look at the power of the device, its network cable and switch port. The engine tries again by itself.'
}

/** Every device with its link, in the order of the site file. */
export function linkRows(site: SiteDescription, links: readonly DeviceLink[], now: EpochMs): LinkRow[] {
  const byId = new Map(links.map((link) => [link.deviceId, link]))
  return site.devices.map((device) => {
    const link = byId.get(device.id)
    const assets = site.assets.filter((asset) => asset.device === device.id)
    return { device, link, assets, advice: adviceOf(device, link, now) }
  })
}

/** What a device did, in words; what a note says of it comes after. */
export const noteWords: Record<LinkNote['kind'], string> = {
  restarted: 'Its counters began again',
  replaced: 'Another device than before',
  jumped: 'A counter made a step',
  frozen: 'A value stands still',
  damaged: 'Answers arrive damaged',
  unstable: 'The link comes and goes',
}

/** Whether a device belongs among those that need somebody; a restart needs nobody. */
export function needsSomebody({ advice, link }: LinkRow): boolean {
  return advice !== undefined || (link?.notes ?? []).some(({ kind }) => kind !== 'restarted')
}

/** Whether every word typed occurs in what identifies the device. */
export function matchesLink({ device, link, assets }: LinkRow, filter: string): boolean {
  const names = assets.map((asset) => asset.name).join(' ')
  const serial = link?.serial ?? device.serial ?? ''
  const text = `${device.id} ${device.model} ${device.definition} ${device.endpoint} ${serial} ${names}`.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Encryption of a link in a word. */
export function securityWords({ device, link }: Pick<LinkRow, 'device' | 'link'>): string {
  if (device.endpoint === 'simulated') return 'simulated, on this machine'
  if (device.endpoint.startsWith('modbus-tls:')) return 'TLS'
  if (!device.endpoint.startsWith('opc.tcp:')) return 'Modbus has no encryption'
  const policy = link?.security ?? device.security
  return policy === 'none' ? 'not encrypted' : (policy ?? 'best offered').replaceAll('_', ' ')
}
