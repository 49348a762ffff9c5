import { gridAssetOf } from '../../../domain/site.ts'
import { isPlannable } from '../site/asset-power.ts'
import type { SiteView } from '../site/site-view.ts'

/** What a plan depends on and may change between two of them, in parts with words for people. */
export type PlanSigns = ReadonlyMap<string, string>

/** The signs of now; those of prices come in, because asking for prices takes some milliseconds. */
export function planSigns(view: SiteView, priceSign: string): PlanSigns {
  const { site, instructions, commitments } = view
  const signs = new Map<string, string>()
  for (const asset of site.assets) signs.set(`${asset.name} lost or back`, String(isPlannable(view, asset)))
  const gridId = gridAssetOf(site).id
  const holding = instructions.filter(({ state }) => state === 'active' || state === 'near' || state === 'far')
  const list = (ofGrid: boolean) =>
    holding
      .filter(({ assetId }) => (assetId === gridId) === ofGrid)
      .map(({ id, powerKW }) => `${id} ${powerKW}`)
      .toSorted()
      .join()
  signs.set('limit or order of the site changed', list(true))
  signs.set('command changed', list(false))
  signs.set(
    'agreement changed',
    commitments
      .map(({ id }) => id)
      .toSorted()
      .join(),
  )
  signs.set('price changed', priceSign)
  return signs
}

/** What has changed, in words; empty when nothing has. */
export function changesBetween(before: PlanSigns, after: PlanSigns): string {
  return [...after]
    .filter(([what, sign]) => before.get(what) !== sign)
    .map(([what]) => what)
    .join('; ')
}
