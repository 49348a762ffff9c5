import type { Asset } from '../../../../domain/asset.ts'
import { type Chemistry, chemistries } from '../../../../domain/models/chemistries.ts'
import type { StorageAsset } from '../../../../domain/models/storage.ts'

/** What a bank is made of: wheels, cells of one chemistry, or hydrogen. */
export type StorageKind = 'flywheel' | Chemistry | 'hydrogen'

/** All storages of one kind at the site. */
export interface Bank {
  kind: StorageKind
  title: string
  /** Its part of the address. */
  path: string
  assets: readonly [StorageAsset, ...StorageAsset[]]
}

/** Every kind of storage, the fastest first. */
const kinds: Record<StorageKind, Pick<Bank, 'title' | 'path'>> = {
  flywheel: { title: 'Flywheels', path: 'flywheels' },
  liIon: { title: chemistries.liIon.label, path: 'li-ion' },
  agm: { title: 'AGM', path: 'agm' },
  gel: { title: 'Gel', path: 'gel' },
  alkaline: { title: chemistries.alkaline.label, path: 'alkaline' },
  hydrogen: { title: 'Hydrogen', path: 'hydrogen' },
}

const isStorage = (asset: Asset): asset is StorageAsset =>
  asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'hydrogen'

const kindOf = (asset: StorageAsset): StorageKind => (asset.kind === 'battery' ? asset.chemistry : asset.kind)

/** The banks that a site has, the fastest first. */
export function banksOf(assets: readonly Asset[]): Bank[] {
  const storages = assets.filter(isStorage)
  return (Object.keys(kinds) as StorageKind[]).flatMap((kind) => {
    const [first, ...others] = storages.filter((asset) => kindOf(asset) === kind)
    return first ? [{ kind, ...kinds[kind], assets: [first, ...others] }] : []
  })
}

/** Whether a bank is cells, of whatever chemistry. */
export function isBattery(kind: StorageKind): kind is Chemistry {
  return kind !== 'flywheel' && kind !== 'hydrogen'
}
