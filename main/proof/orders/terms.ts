import type { Asset } from '../../../domain/asset.ts'
import { type GridService, type GridServiceKey, gridServices } from '../../../domain/dispatch/services.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import type { KW, Ms } from '../../../domain/units.ts'
import type { RunningOrder, TermsOf } from '../recorder/running-order.ts'

/** Share of the time that has to be right when nobody says else: tests for frequency and regulation reserve ask as much. */
const usualShare = 0.95
/** Distance from an order to the site as a whole that counts as right: 2 % of the connection, at least 25 kW. */
const siteTolerance = { share: 0.02, leastKW: 25 }
/** Time for the site as a whole where nothing else is agreed. */
const usualSiteMs: Ms = 60_000

/** What the kinds of assets can do, known to dispatch. */
export interface AssetAbilities {
  toleranceKW: (asset: Asset) => KW
  /** Time until the meter should show a change of power. */
  expectedMs: (asset: Asset, fromKW: KW, toKW: KW) => Ms
}

/** Terms by the table of services, and where it has none by what the asset can do. */
export function createTerms(site: SiteConfig, { toleranceKW, expectedMs }: AssetAbilities): TermsOf {
  const { importLimitKW, exportLimitKW } = site.connection
  const siteToleranceKW = Math.max(siteTolerance.share * Math.max(importLimitKW, exportLimitKW), siteTolerance.leastKW)
  return (order, startKW) => {
    const asset = site.assets.find(({ id }) => id === order.assetId)
    const isOne = asset !== undefined && order.subject === 'asset' && asset.kind !== 'grid'
    const service = serviceOf(order)
    const ownMs = isOne ? expectedMs(asset, startKW ?? 0, order.powerKW) : usualSiteMs
    return {
      startMs: service?.startMs ?? null,
      fullMs: Math.round(service?.fullMs ?? ownMs),
      holdMs: service?.holdMs ?? null,
      toleranceKW: order.agreed?.toleranceKW ?? (isOne ? toleranceKW(asset) : siteToleranceKW),
      neededShare: usualShare,
      penaltyEurPerMWh: order.agreed?.penaltyEurPerMWh ?? null,
    }
  }
}

function serviceOf({ service }: RunningOrder): GridService | undefined {
  return gridServices[service as GridServiceKey] as GridService | undefined
}
