import type { AlarmCondition } from '../../domain/alarm.ts'
import { type Asset, powerWords, socLimits } from '../../domain/asset.ts'
import type { DeviceNote, LinkStatus } from '../../domain/device.ts'
import { type Authority, controllerNames } from '../../domain/setpoint.ts'
import { gridAssetOf, type SiteConfig } from '../../domain/site.ts'
import type { EpochMs, Ms } from '../../domain/units.ts'
import type { Image } from '../image.ts'
import type { Command } from './command/commands.ts'
import type { Ruling } from './controllers/order.ts'
import type { MiningKnowledge } from './mining/knowledge.ts'
import { miningConditions } from './mining/mining-conditions.ts'
import type { AssetSight, SiteSight } from './sight.ts'
import { gridWords, spanWords } from './words.ts'

/** After start and after a pause devices get this long before their silence counts. */
const graceMs: Ms = 8_000
/** Beyond the agreed power for so long is worth a person. */
const exceededMs: Ms = 2_000
/** A link that comes and goes counts as silent only when it stays away for so long. */
const flappingMs: Ms = 30_000
/** Slack of the charge limits: readings and self-discharge move it a little. */
const socSlackPct = 0.5

/** What the loop knows about itself and its site when a cycle is over. */
export interface ConditionInput {
  now: EpochMs
  startedAt: EpochMs
  site: SiteConfig
  image: Image
  sight: SiteSight
  ruling: Ruling
  commands: ReadonlyMap<string, Command>
  links: ReadonlyMap<string, LinkStatus>
  mining: MiningKnowledge
  exceededSince: EpochMs | undefined
  pause: { endedAt: EpochMs; ms: Ms } | undefined
  /** Turns late or skipped within the last minute. */
  lateLately: number
}

/** Every condition of this cycle that needs a person, worst first by group. */
export function conditionsOf(input: ConditionInput): AlarmCondition[] {
  return [
    ...ofLoop(input),
    ...ofGrid(input),
    ...ofLinks(input),
    ...miningConditions(input),
    ...input.sight.assets.flatMap((a) => ofAsset(a, input)),
  ]
}

function ofLoop({ ruling, pause, now, lateLately }: ConditionInput): AlarmCondition[] {
  const list: AlarmCondition[] = ruling.failed.map(({ controller, message }) => ({
    code: `controller.failed.${controller}`,
    priority: 1,
    text: `${controllerNames[controller]} failed: ${message}`,
    response: 'Assets are held in their safe range. Take over by hand and report the text.',
  }))
  if (lateLately > 3)
    list.push({
      code: 'engine.late',
      priority: 3,
      text: `The control cycle was late ${lateLately} times in a minute`,
      response: 'Look for other load on this machine.',
    })
  if (pause && now - pause.endedAt < 60_000)
    list.push({
      code: 'engine.paused',
      priority: 3,
      text: `The engine stood still for ${spanWords(pause.ms)}`,
      response:
        'Devices fell to their own safe state meanwhile. Check that they are back; keep this machine from sleeping.',
    })
  return list
}

function ofGrid({ site, sight, now, startedAt, exceededSince }: ConditionInput): AlarmCondition[] {
  const meter = gridAssetOf(site)
  const list: AlarmCondition[] = []
  if (sight.gridKW === undefined && now - startedAt > graceMs)
    list.push({
      code: 'meter.silent',
      priority: 1,
      assetId: meter.id,
      text: sight.gridAt === 0 ? `${meter.name} was never read` : `${meter.name} is silent`,
      response: 'All assets are held in their safe range. Restore the link to the meter.',
    })
  const { gridKW } = sight
  if (gridKW !== undefined && exceededSince !== undefined && now - exceededSince >= exceededMs) {
    const limit = gridKW > 0 ? site.connection.importLimitKW : site.connection.exportLimitKW
    list.push({
      code: 'connection.exceeded',
      priority: 1,
      assetId: meter.id,
      text: `Connection limit exceeded: ${gridWords(gridKW)} of ${powerWords(limit)}`,
      response: gridKW > 0 ? 'Release load or start the generator.' : 'Curtail generation or add load.',
    })
  }
  return list
}

function ofLinks({ links, site, now, startedAt }: ConditionInput): AlarmCondition[] {
  return [...links].flatMap(([deviceId, link]): AlarmCondition[] => {
    const asset = site.assets.find((a) => a.device === deviceId)
    const about = asset ? { assetId: asset.id } : {}
    const name = asset?.name ?? deviceId
    return ofLink(link, { name, about, now, startedAt }).concat(ofNotes(link, { name, about }))
  })
}

interface About {
  name: string
  about: { assetId?: string }
}

function ofLink(
  link: LinkStatus,
  { name, about, now, startedAt }: About & Pick<ConditionInput, 'now' | 'startedAt'>,
): AlarmCondition[] {
  if (link.state === 'wrongIdentity')
    return [
      {
        code: 'device.wrongIdentity',
        priority: 1,
        ...about,
        text: `${name}: ${link.detail}`,
        response:
          'Nothing is written to it. Check cabling, address and unit number. For an exchanged device note the closing ' +
          'reading of the old and the opening reading of the new one, and correct the serial number in the site file.',
      },
    ]
  const isSilent = link.state === 'lost' || (link.state === 'connecting' && now - link.since > graceMs)
  // a link that comes and goes has a condition of its own; silence on top of it counts when it lasts
  const isFlapping = link.notes?.some((n) => n.kind === 'unstable') && now - link.since < flappingMs
  if (!isSilent || isFlapping || now - startedAt < graceMs) return []
  return [
    {
      code: 'device.silent',
      priority: 2,
      ...about,
      text: `${name} does not answer: ${link.detail}`,
      response: `Check its power and network (${link.endpoint}). It is tried again by itself.`,
    },
  ]
}

/** What a person has to do about what a device did by itself; a restart needs nobody. */
const noteResponses: Record<Exclude<DeviceNote['kind'], 'restarted'>, { priority: 2 | 3; response: string }> = {
  replaced: {
    priority: 2,
    response:
      'Note the closing reading of the old device and the opening reading of the new one, and put the new serial number ' +
      'into the site file.',
  },
  jumped: { priority: 3, response: 'Compare the counter with the display of the device; settle the step by hand.' },
  frozen: {
    priority: 3,
    response: 'Compare it with the display of the device. It counts as suspect, and nothing is decided by it.',
  },
  damaged: {
    priority: 3,
    response:
      'Check cable, shield and terminators, and whether two devices have the same unit number. We write nothing.',
  },
  unstable: { priority: 3, response: 'Check cable, plugs and supply of the link.' },
}

function ofNotes({ notes = [] }: LinkStatus, { name, about }: About): AlarmCondition[] {
  return notes.flatMap(({ kind, point, text }) => {
    if (kind === 'restarted') return []
    const code = point ? `point.${kind}.${point}` : `device.${kind}`
    return [{ code, ...about, ...noteResponses[kind], text: `${name}: ${text}` }]
  })
}

function ofAsset(sight: AssetSight, { image, commands, mining }: ConditionInput): AlarmCondition[] {
  const { asset, state, authority } = sight
  const list: AlarmCondition[] = []
  const add = (code: string, priority: 2 | 3, text: string, response: string) =>
    list.push({ code, priority, assetId: asset.id, text: `${asset.name}: ${text}`, response })
  const code = image.value(asset.id, 'faultCode')
  if (state === 'fault')
    add(
      'asset.fault',
      2,
      `fault${code ? `, code ${code}` : ''}`,
      'Read the fault at the device, mend it and reset it there.',
    )
  // in commissioning nothing but pulses is written, so that is its proper state
  if (state === 'fail-safe' && authority !== 'commissioning')
    add(
      'asset.failSafe',
      3,
      `in fail-safe: its watchdog heard nothing from ${authority === 'control' ? 'us' : 'whoever steers it'}`,
      authority === 'control'
        ? 'It is taken back by itself. If it stays, check the link.'
        : 'We write nothing to it. Look after whoever steers it.',
    )
  // a load that went away with its hashrate is told as that
  if (mining.get(asset.id)?.loss?.kind !== 'fellAway') ofCommand(commands.get(asset.id), authority, add)
  const soc = socWords(asset, sight.socPct)
  if (soc !== undefined) add('storage.soc', 3, soc, 'Charge or discharge it by hand if it does not return by itself.')
  return list
}

function ofCommand(
  command: Command | undefined,
  authority: Authority,
  add: (code: string, priority: 2 | 3, text: string, response: string) => void,
): void {
  if (!command) return
  const { follow, failed, torn, otherMasterSince } = command
  if (otherMasterSince !== undefined)
    add(
      'asset.otherMaster',
      2,
      'commanded by another master',
      'We hold off. Find out who writes to it; give it a command here to take it back.',
    )
  else if (failed?.isRefused)
    add(
      'asset.refused',
      2,
      `refuses the setpoint: ${failed.detail}`,
      'Check its mode (local or remote) and its limits.',
    )
  else if (torn !== undefined)
    add('asset.readBack', 2, torn, 'Check the setpoint in the device definition: address, type and word order.')
  // how it follows a test pulse, and the way back, is what the test itself says
  else if (follow && !follow.isFollowing && authority !== 'commissioning')
    add(
      'asset.notFollowing',
      2,
      `accepts setpoints and does not follow: ${follow.verification.detail}`,
      'It is left out of dispatch. Check the asset on site.',
    )
}

function socWords(asset: Asset, socPct: number | undefined): string | undefined {
  if (socPct === undefined || (asset.kind !== 'battery' && asset.kind !== 'flywheel' && asset.kind !== 'hydrogen'))
    return undefined
  const { minSocPct, maxSocPct } = socLimits(asset)
  if (socPct < minSocPct - socSlackPct) return `charge ${socPct.toFixed(1)} % below its limit of ${minSocPct} %`
  if (socPct > maxSocPct + socSlackPct) return `charge ${socPct.toFixed(1)} % above its limit of ${maxSocPct} %`
  return undefined
}
