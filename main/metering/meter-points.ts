import type { Asset } from '../../domain/asset.ts'
import { type MeterPoint, registerNames, registers } from '../../domain/metering/meter.ts'
import type { PointName } from '../../domain/points.ts'
import { type SiteConfig } from '../../domain/site.ts'

/** A counter of eight digits in kWh, the usual one of grid meters; simulated and most Modbus meters end later. */
const usualEndWh = 100_000_000_000

/** Where energy is measured at a site: every asset whose device delivers counters. `has` = the device delivers the point. */
export function meterPointsOf(site: SiteConfig, has: (assetId: string, point: PointName) => boolean): MeterPoint[] {
  return site.assets
    .map((asset) => ({
      id: asset.id,
      registers: registerNames.filter((name) => has(asset.id, registers[name].point)),
      ratedKW: ratedKW(asset, site),
      endWh: usualEndWh,
    }))
    .filter(({ registers: found }) => found.length > 0)
}

function ratedKW(asset: Asset, { connection }: SiteConfig): number {
  if (asset.kind === 'grid') return Math.max(connection.importLimitKW, connection.exportLimitKW)
  if (asset.kind === 'hydrogen') return Math.max(asset.electrolyserKW, asset.fuelCellKW)
  return asset.ratedPowerKW
}
