import type { Asset, AssetOf } from '../../../../domain/asset.ts'

const chemistryWords: Record<AssetOf<'battery'>['chemistry'], string> = {
  liIon: 'Li-ion',
  agm: 'AGM',
  gel: 'Gel',
  alkaline: 'Alkaline',
}

/** What a narrow card has room for. */
const roomFor = 11

function kindTitle(asset: Asset): string | undefined {
  switch (asset.kind) {
    case 'grid':
      return 'Grid'
    case 'genset':
      return 'Generator'
    case 'flywheel':
      return 'Flywheels'
    case 'battery':
      return chemistryWords[asset.chemistry]
    case 'pv':
      return 'PV'
    case 'wind':
      return 'Wind'
    default:
      return undefined
  }
}

/** Title of an asset in a narrow card: what it is where its name is too long and no other asset is the same. */
export function shortTitle(asset: Asset, assets: readonly Asset[]): string {
  const title = kindTitle(asset)
  if (asset.name.length <= roomFor || title === undefined) return asset.name
  return assets.some((other) => other.id !== asset.id && kindTitle(other) === title) ? asset.name : title
}
