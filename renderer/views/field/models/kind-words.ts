import type { AssetKind } from '../../../../domain/asset.ts'

/** Kinds of assets in the words of the trade. */
export const kindWords: Record<AssetKind, string> = {
  grid: 'Grid meter',
  pv: 'Photovoltaic',
  wind: 'Wind power',
  load: 'Load',
  genset: 'Generator',
  battery: 'Battery',
  flywheel: 'Flywheels',
  hydrogen: 'Hydrogen',
  container: 'Mining container',
}
