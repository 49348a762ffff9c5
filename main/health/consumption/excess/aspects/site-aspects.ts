import type { Asset } from '../../../../../domain/asset.ts'
import type { Aspect } from '../aspect.ts'
import { containerAspects } from './container.ts'
import { loadAspects } from './load.ts'
import { electrolyserAspect, restAspect, standbyAspect } from './storage.ts'

/** All ways in which the assets of a site draw power. */
export function siteAspects(assets: readonly Asset[]): Aspect[] {
  return assets.flatMap((asset): Aspect[] => {
    switch (asset.kind) {
      case 'container':
        return containerAspects(asset)
      case 'load':
        return loadAspects(asset)
      case 'battery':
        return [restAspect(asset)]
      case 'flywheel':
        return [restAspect(asset), standbyAspect(asset)]
      case 'hydrogen':
        return [restAspect(asset), electrolyserAspect(asset)]
      default:
        return []
    }
  })
}
