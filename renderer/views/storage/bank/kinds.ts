import type { Asset } from '../../../../domain/asset.ts'
import { type Chemistry, chemistries } from '../../../../domain/models/chemistries.ts'
import type { StorageAsset } from '../../../../domain/models/storage.ts'

/** What a bank is made of: wheels, cells of one chemistry, or hydrogen. */
export type StorageKind = 'flywheel' | Chemistry | 'hydrogen'

/** All storages of one kind at the site. */
export interface Bank {
  kind: StorageKind
  title: string
  assets: readonly [StorageAsset, ...StorageAsset[]]
}

const titles: Record<StorageKind, string> = {
  flywheel: 'Flywheels',
  liIon: chemistries.liIon.label,
  agm: 'AGM',
  gel: 'Gel',
  alkaline: chemistries.alkaline.label,
  hydrogen: 'Hydrogen',
}

/** Every kind of storage, the fastest first. */
const storageKinds = Object.keys(titles) as StorageKind[]

const isStorage = (asset: Asset): asset is StorageAsset =>
  asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'hydrogen'

const kindOf = (asset: StorageAsset): StorageKind => (asset.kind === 'battery' ? asset.chemistry : asset.kind)

/** The banks that a site has, the fastest first. */
export function banksOf(assets: readonly Asset[]): Bank[] {
  const storages = assets.filter(isStorage)
  return storageKinds.flatMap((kind) => {
    const [first, ...others] = storages.filter((asset) => kindOf(asset) === kind)
    return first ? [{ kind, title: titles[kind], assets: [first, ...others] }] : []
  })
}

/** Whether a bank is cells, of whatever chemistry. */
export function isBattery(kind: StorageKind): kind is Chemistry {
  return kind !== 'flywheel' && kind !== 'hydrogen'
}
