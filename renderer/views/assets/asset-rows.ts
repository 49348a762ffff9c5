import type { Asset, AssetKind } from '../../../domain/asset.ts'
import { usable } from '../../../domain/reading.ts'
import type { SiteDescription } from '../../../domain/rpc/site.ts'
import type { FeederConfig } from '../../../domain/site.ts'
import { formatMW } from '../../format/power.ts'
import type { LiveImage } from './asset-words.ts'

/** Assets that stand together, with their sum in the head. */
export interface AssetGroup {
  id: string
  title: string
  assets: readonly Asset[]
  /** The cable or transformer they share. */
  feeder?: FeederConfig
}

/** A row of the table. */
export type AssetRow =
  | { id: string; type: 'group'; group: AssetGroup; isOpen: boolean }
  | { id: string; type: 'asset'; asset: Asset }

const generation: readonly AssetKind[] = ['grid', 'wind', 'pv', 'genset']
const storage: readonly AssetKind[] = ['flywheel', 'battery', 'hydrogen']

/** The site's assets in groups, always in the same order: connection and generation, storage, containers by feeder, loads. */
export function groupAssets(site: Pick<SiteDescription, 'assets' | 'feeders'>): AssetGroup[] {
  const byKinds = (kinds: readonly AssetKind[]) =>
    kinds.flatMap((kind) => site.assets.filter((asset) => asset.kind === kind))
  const containers = byKinds(['container'])
  const known = new Set(site.feeders.map((feeder) => feeder.id))
  const groups: AssetGroup[] = [
    { id: 'generation', title: 'Connection and generation', assets: byKinds(generation) },
    { id: 'storage', title: 'Storage', assets: byKinds(storage) },
    ...site.feeders.map((feeder) => ({
      id: `containers ${feeder.id}`,
      title: `Containers on ${feeder.name.charAt(0).toLowerCase()}${feeder.name.slice(1)}`,
      assets: containers.filter((asset) => asset.feeder === feeder.id),
      feeder,
    })),
    {
      id: 'containers',
      title: 'Containers',
      assets: containers.filter((asset) => asset.feeder === undefined || !known.has(asset.feeder)),
    },
    { id: 'loads', title: 'Loads', assets: byKinds(['load']) },
  ]
  return groups.filter((group) => group.assets.length > 0)
}

/** Whether every word typed occurs in the asset's name, id, kind or feeder. */
export function matchesFilter(asset: Asset, filter: string): boolean {
  const text = `${asset.name} ${asset.id} ${asset.kind} ${asset.feeder ?? ''}`.toLowerCase()
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

/** Rows to show: heads of the groups that still hold something, and under an open head its assets. */
export function tableRows(
  groups: readonly AssetGroup[],
  keep: (asset: Asset) => boolean,
  closed: ReadonlySet<string>,
): AssetRow[] {
  return groups.flatMap((group): AssetRow[] => {
    const assets = group.assets.filter(keep)
    if (assets.length === 0) return []
    const isOpen = !closed.has(group.id)
    const head: AssetRow = { id: `group ${group.id}`, type: 'group', group: { ...group, assets }, isOpen }
    const rows: AssetRow[] = assets.map((asset) => ({ id: asset.id, type: 'asset', asset }))
    return isOpen ? [head, ...rows] : [head]
  })
}

/** Sum of a group in words, e.g. `4.36 MW out, limit 4.40`; assets without a good value are named, not counted. */
export function groupSum(group: AssetGroup, image: LiveImage): string {
  const values = group.assets.map((asset) => usable(image.reading(asset.id, 'activePowerKW')))
  const known = values.filter((value) => value !== undefined)
  if (known.length === 0) return 'no value'
  const sumKW = known.reduce((sum, value) => sum + value, 0)
  const direction = Math.abs(sumKW) < 5 ? '' : sumKW > 0 ? ' in' : ' out'
  const parts = [`${formatMW(sumKW)}\u00A0MW${direction}`]
  if (group.feeder) parts.push(`limit ${formatMW(group.feeder.limitKW)}`)
  const missing = values.length - known.length
  if (missing > 0) parts.push(`${missing} not counted`)
  return parts.join(', ')
}
