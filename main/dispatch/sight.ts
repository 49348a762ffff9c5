import { type Asset, type AssetState, assetStateOf, isControllable, ratedRange } from '../../domain/asset.ts'
import type { LinkStatus } from '../../domain/device.ts'
import type { Reading } from '../../domain/reading.ts'
import type { Authority, PowerRange } from '../../domain/setpoint.ts'
import { gridAssetOf, type SiteConfig } from '../../domain/site.ts'
import type { EpochMs, KW, Ms, Pct } from '../../domain/units.ts'
import type { Image } from '../image.ts'

/** What one cycle knows of one asset. */
export interface AssetSight {
  asset: Asset
  rated: PowerRange
  authority: Authority
  /** True when we may write to it now: it is ours, or in commissioning and a test pulse runs. */
  isControlled: boolean
  link: LinkStatus | undefined
  /** Measured power, good or simulated only. */
  powerKW: KW | undefined
  power: Reading
  socPct: Pct | undefined
  state: AssetState | undefined
  /** Lowest and highest power the device itself allows now. */
  own: PowerRange
  /** Value last written by us; `undefined` before the first. */
  setpointKW: KW | undefined
  /** False while it accepts setpoints and its meter does not follow. */
  isFollowing: boolean
  /** Since when somebody else commands it. */
  otherMasterSince: EpochMs | undefined
}

/** What one cycle knows of the site. */
export interface SiteSight {
  at: EpochMs
  /** Grid power, good or simulated only; import positive. */
  gridKW: KW | undefined
  /** Age of the newest reading of the grid meter. */
  gridAgeMs: Ms
  gridAt: EpochMs
  assets: readonly AssetSight[]
}

/** What the loop remembers of its own commands to an asset. */
export interface OwnCommand {
  setpointKW: KW | undefined
  isFollowing: boolean
  otherMasterSince: EpochMs | undefined
}

/** What the loop itself knows of an asset, by its id. */
export interface OwnKnowledge {
  own(assetId: string): OwnCommand
  authorityOf(assetId: string): Authority
  /** Whether a test pulse holds now. */
  isPulsed(assetId: string): boolean
}

/** Gathers from the image what the controllers need. */
export function lookAt(site: SiteConfig, image: Image, known: OwnKnowledge): SiteSight {
  const grid = image.reading(gridAssetOf(site).id, 'activePowerKW')
  return {
    at: image.at,
    gridKW: image.value(gridAssetOf(site).id, 'activePowerKW'),
    gridAgeMs: image.at - grid.at,
    gridAt: grid.at,
    assets: site.assets.filter((a) => isControllable(a.kind)).map((asset) => sightOf(asset, image, known)),
  }
}

function sightOf(asset: Asset, image: Image, { own, authorityOf, isPulsed }: OwnKnowledge): AssetSight {
  const authority = authorityOf(asset.id)
  return {
    asset,
    rated: ratedRange(asset),
    authority,
    isControlled: authority === 'control' || (authority === 'commissioning' && isPulsed(asset.id)),
    link: image.link(asset.id),
    powerKW: image.value(asset.id, 'activePowerKW'),
    power: image.reading(asset.id, 'activePowerKW'),
    socPct: image.value(asset.id, 'socPct'),
    state: assetStateOf(image.value(asset.id, 'state')),
    own: {
      minKW: image.value(asset.id, 'minPowerKW') ?? -Infinity,
      maxKW: image.value(asset.id, 'maxPowerKW') ?? Infinity,
    },
    ...own(asset.id),
  }
}
