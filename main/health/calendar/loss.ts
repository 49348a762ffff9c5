import type { Asset } from '../../../domain/asset.ts'
import type { KW } from '../../../domain/units.ts'

/** A moment of the site, as planned, foreseen or remembered. */
export interface Moment {
  /** Power of an asset, kW, positive into the bus; NaN where it is not known. */
  powerKW(assetId: string): KW
  /** What one more MWh at the bus is worth, EUR/MWh. */
  priceEurPerMWh: number
  /** What a MWh in a storage is worth, EUR/MWh; for want of better the mean price of the day. */
  storedEurPerMWh(assetId: string): number
  /** What a MWh earns in a container, EUR/MWh. */
  miningEurPerMWh(assetId: string): number
}

/**
 * What a MWh is counted at that a works can't draw, EUR: nobody told the worth of its production, so this only ranks
 * times by how little is drawn. Studies of lost load put industry between one and some thousands EUR/MWh more.
 */
export const lostLoadEurPerMWh = 1_000

/**
 * What the site loses in an hour without an asset, EUR; negative where it is better off without. NaN where it is not known.
 * A storage loses what it gives or takes times the distance of the price from the worth of what it holds.
 */
export function lossEurPerH(asset: Asset, assets: readonly Asset[], moment: Moment): number {
  const { priceEurPerMWh: price } = moment
  const powerMW = moment.powerKW(asset.id) / 1_000
  switch (asset.kind) {
    case 'container':
      return -powerMW * (moment.miningEurPerMWh(asset.id) - price)
    case 'pv':
    case 'wind':
      return powerMW * price
    case 'battery':
    case 'flywheel':
    case 'hydrogen':
      return powerMW * (price - moment.storedEurPerMWh(asset.id))
    case 'load':
      return -powerMW * lostLoadEurPerMWh
    case 'genset':
      return 0
    case 'grid':
      return withoutGrid(assets, moment)
  }
}

/** On its own the site feeds its works from sun and wind as far as they go, mines nothing and sells nothing. */
function withoutGrid(assets: readonly Asset[], moment: Moment): number {
  const sumMW = (kinds: readonly Asset['kind'][]) =>
    assets.reduce((sum, { id, kind }) => (kinds.includes(kind) ? sum + moment.powerKW(id) / 1_000 : sum), 0)
  const missingMW = Math.max(0, -sumMW(['load']) - sumMW(['pv', 'wind']))
  const soldMW = Math.max(0, -sumMW(['grid']))
  const mining = assets.filter(({ kind }) => kind === 'container')
  const mined = mining.reduce((sum, asset) => sum + Math.max(0, lossEurPerH(asset, assets, moment)), 0)
  return missingMW * lostLoadEurPerMWh + soldMW * Math.max(0, moment.priceEurPerMWh) + mined
}
