import type { Asset } from '../../domain/asset.ts'
import type { Learned } from '../../domain/models/learned.ts'
import type { Image } from '../image.ts'
import { createRampLearner } from './ramps.ts'
import { createStoreLearner } from './storage.ts'

/** Learns of a site what its readings tell. Advisory: nothing acts on it. */
export interface SiteLearner {
  /** Looks at the image; once a second. */
  second(): void
  learned(): Learned[]
}

/** Learners for all storages and containers of a site. They begin anew with each start of the engine. */
export function createSiteLearner({ assets, image }: { assets: readonly Asset[]; image: () => Image }): SiteLearner {
  const stores = assets.filter(isStorage).map(({ id }) => ({ id, learner: createStoreLearner() }))
  const containers = assets.filter(({ kind }) => kind === 'container')
  const ramps = containers.map(({ id }) => ({ id, learner: createRampLearner() }))
  return {
    second() {
      const now = image()
      for (const { id, learner } of stores) {
        const { at } = now.reading(id, 'activePowerKW')
        const [powerKW, socPct] = [now.value(id, 'activePowerKW'), now.value(id, 'socPct')]
        if (powerKW !== undefined && socPct !== undefined) learner.take({ at, powerKW, socPct })
      }
      for (const { id, learner } of ramps) {
        const { at } = now.reading(id, 'activePowerKW')
        const [powerKW, setpointKW] = [now.value(id, 'activePowerKW'), now.value(id, 'setpointKW')]
        if (powerKW !== undefined && setpointKW !== undefined) learner.take({ at, powerKW, setpointKW })
      }
    },
    learned: () => [...stores, ...ramps].flatMap(({ id, learner }) => learner.learned(id)),
  }
}

function isStorage({ kind }: Asset): boolean {
  return kind === 'battery' || kind === 'flywheel' || kind === 'hydrogen'
}
