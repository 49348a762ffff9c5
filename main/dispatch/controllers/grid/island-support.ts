import { type AssetOf, powerWords, socLimits, storedEnergyAtFullKWh } from '../../../../domain/asset.ts'
import type { ControllersConfig } from '../../../../domain/dispatch/controller-settings.ts'
import { clamp, type KW, type KWh } from '../../../../domain/units.ts'
import { spanWords } from '../../words.ts'
import type { Claim, Controller, ControllerInput, ControllerOutput } from '../controller.ts'
import { gridPresence } from './grid-presence.ts'

type Settings = NonNullable<ControllersConfig['island']>

/** A limit of discharge tapers off over this time, so that the reserve is approached and not passed. */
const taperHours = 2 / 60

/**
 * When the grid is lost: mining and electrolyser let go, storage carries what has to run, the generator is started before
 * storage is used up. While the grid is there: what the essential load needs for a while stays in the storage.
 */
export const islandSupport: Controller = {
  name: 'islandSupport',
  run(input) {
    watchGrid(input)
    const settings = input.site.controllers.island
    const { island } = input.memory
    if (!settings) return { claims: [] }
    const load = essentialKW(input)
    if (island.lostSince === undefined) {
      island.isGeneratorWanted = false
      return { claims: reserveClaims(input, settings, load) }
    }
    return onIsland(input, settings, load)
  },
}

/** Notes since when the grid is lost, and since when it is back and steady. It counts as back after its waiting time. */
function watchGrid(input: ControllerInput): void {
  const { memory, now, site } = input
  const { island } = memory
  const presence = gridPresence(input)
  if (presence === 'lost') Object.assign(island, { lostSince: island.lostSince ?? now, backSince: undefined })
  if (island.lostSince === undefined || presence === 'lost') return
  island.backSince = presence === 'steady' ? (island.backSince ?? now) : undefined
  const waitMs = (site.controllers.island?.backAfterMin ?? 0) * 60_000
  if (island.backSince === undefined || now - island.backSince < waitMs) return
  Object.assign(island, { lostSince: undefined, backSince: undefined })
  memory.restart.waiting = site.assets.filter((a) => a.kind === 'container').map((a) => a.id)
  memory.restart.lastAt = now
}

function onIsland(input: ControllerInput, settings: Settings, loadKW: KW): ControllerOutput {
  const { memory, now, sight, image } = input
  const { island } = memory
  const sunKW = sight.assets.reduce((sum, a) => sum + (isSun(a.asset.kind) ? Math.max(0, a.powerKW ?? 0) : 0), 0)
  const needKW = Math.max(0, loadKW - sunKW)
  const storedKWh = storages(input).reduce((sum, s) => sum + s.aboveFloorKWh, 0)
  const lastsMs = needKW > 0 ? (storedKWh / needKW) * 3_600_000 : Infinity
  if (settings.startGenerator && lastsMs < settings.startGeneratorBelowMin * 60_000) island.isGeneratorWanted = true
  const since = spanWords(now - (island.lostSince ?? now))
  const back = island.backSince === undefined ? '' : `, back for ${spanWords(now - island.backSince)}`
  const lost = `grid lost for ${since}${back}`
  const lasts = Number.isFinite(lastsMs) ? `storage lasts ${spanWords(lastsMs)}` : 'sun and wind carry the load'
  const claims = sight.assets.flatMap(({ asset }): Claim[] => {
    if (input.out.has(asset.id)) return []
    if (asset.kind === 'container') return [{ assetId: asset.id, range: none, reason: `${lost}: mining lets go` }]
    if (asset.kind === 'hydrogen')
      return [{ assetId: asset.id, range: { minKW: 0, maxKW: asset.fuelCellKW }, reason: `${lost}: no electrolysis` }]
    if (asset.kind !== 'genset' || !island.isGeneratorWanted) return []
    const powerKW = clamp(needKW, asset.minPowerKW, asset.ratedPowerKW)
    const isRunning = (image.value(asset.id, 'activePowerKW') ?? 0) > asset.minPowerKW / 2
    const what = isRunning ? `carries ${powerWords(powerKW)}` : 'starts'
    return [{ assetId: asset.id, range: { minKW: powerKW, maxKW: powerKW }, reason: `${lost}, ${lasts}: ${what}` }]
  })
  const words = `${lost}: the bus is balanced by storage`
  return { claims, band: { range: none, upper: words, lower: words }, note: `${lost}, ${lasts}` }
}

const none = { minKW: 0, maxKW: 0 }

function isSun(kind: string): boolean {
  return kind === 'pv' || kind === 'wind'
}

/** Draw of all loads that are metered and never steered; their rating where the meter is silent. */
function essentialKW({ site, image }: ControllerInput): KW {
  return site.assets.reduce((sum, a) => {
    if (a.kind !== 'load') return sum
    return sum + Math.max(0, -(image.value(a.id, 'activePowerKW') ?? -a.ratedPowerKW))
  }, 0)
}

interface Stored {
  assetId: string
  aboveFloorKWh: KWh
}

/** Fast storage with the energy it can still give. */
function storages({ sight, out }: ControllerInput): Stored[] {
  return sight.assets.flatMap(({ asset, socPct }) => {
    if (out.has(asset.id) || socPct === undefined || !isFastStorage(asset)) return []
    const { minSocPct } = socLimits(asset)
    return [
      {
        assetId: asset.id,
        aboveFloorKWh: (Math.max(0, socPct - minSocPct) / 100) * (storedEnergyAtFullKWh(asset) ?? 0),
      },
    ]
  })
}

function isFastStorage(asset: ControllerInput['site']['assets'][number]): asset is AssetOf<'battery' | 'flywheel'> {
  return asset.kind === 'battery' || asset.kind === 'flywheel'
}

/** Storage may not give what the essential load would need until help comes. */
function reserveClaims(input: ControllerInput, settings: Settings, loadKW: KW): Claim[] {
  const reserveKWh = (loadKW * settings.reserveMin) / 60
  const stored = storages(input)
  const total = stored.reduce((sum, s) => sum + s.aboveFloorKWh, 0)
  const freeKW = Math.max(0, total - reserveKWh) / taperHours
  if (reserveKWh <= 0 || stored.length === 0) return []
  const words = `${Math.round(total)} kWh stored, ${Math.round(reserveKWh)} kWh kept for the essential load`
  return stored.map(({ assetId, aboveFloorKWh }) => {
    const share = total > 0 ? aboveFloorKWh / total : 0
    return { assetId, range: { minKW: -Infinity, maxKW: Math.floor(freeKW * share) }, reason: words }
  })
}
