import { type Asset } from '../../../domain/asset.ts'
import { containerKinds } from '../../../domain/models/containers.ts'
import type { OperateCheck } from '../../../domain/rpc/dispatch/desk.ts'
import type { PowerRange } from '../../../domain/setpoint.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { KW } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'

type Effect = OperateCheck['effects'][number]

/** What a command would change: the asset, its feeder, the connection, and the hashrate of a container. */
export function effectsOf(
  site: SiteConfig,
  image: Image,
  asset: Asset,
  powerKW: KW,
  range: PowerRange,
  gridKW: KW | undefined,
): Effect[] {
  const before = image.value(asset.id, 'activePowerKW') ?? null
  const change = before === null ? null : powerKW - before
  const effects: Effect[] = [
    { of: 'asset', unit: 'kW', before, after: powerKW, limit: powerKW < (before ?? 0) ? range.minKW : range.maxKW },
  ]
  const feeder = site.feeders.find((f) => f.id === asset.feeder)
  if (feeder) {
    const now = sumOfFeeder(site, image, feeder.id)
    const after = now === null || change === null ? null : now + change
    const limit = (after ?? 0) < 0 ? -feeder.limitKW : feeder.limitKW
    effects.push({ of: 'feeder', name: feeder.name, unit: 'kW', before: now, after, limit })
  }
  const after = gridKW === undefined || change === null ? null : gridKW - change
  const limit = (after ?? 0) < 0 ? -site.connection.exportLimitKW : site.connection.importLimitKW
  effects.push({ of: 'connection', unit: 'kW', before: gridKW ?? null, after, limit })
  if (asset.kind === 'container') effects.push(hashrate(image, asset, powerKW))
  return effects
}

function sumOfFeeder(site: SiteConfig, image: Image, feederId: string): KW | null {
  let sum = 0
  for (const asset of site.assets.filter((a) => a.feeder === feederId)) {
    const powerKW = image.value(asset.id, 'activePowerKW')
    if (powerKW === undefined) return null
    sum += powerKW
  }
  return sum
}

function hashrate(image: Image, asset: Extract<Asset, { kind: 'container' }>, powerKW: KW): Effect {
  const { ratedHashrateTHs } = containerKinds[asset.container]
  const share = Math.min(1, Math.max(0, -powerKW / asset.ratedPowerKW))
  return {
    of: 'hashrate',
    unit: 'TH/s',
    before: image.value(asset.id, 'hashrateTHs') ?? null,
    after: ratedHashrateTHs * share,
    limit: ratedHashrateTHs,
  }
}
