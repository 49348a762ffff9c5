import type { Learned } from '../../domain/learned.ts'
import { createRampLearner } from '../learning/ramps.ts'
import { createStoreLearner } from '../learning/storage.ts'
import type { World } from './world.ts'

/** Learns of the site what its readings tell, as the engine reads them. */
export interface SiteLearner {
  /** Once a second. */
  second(): void
  learned(): Learned[]
}

/** Learners for all storages and containers of a world. */
export function createSiteLearner({ site, storages, image }: Pick<World, 'site' | 'storages' | 'image'>): SiteLearner {
  const stores = storages.map(({ asset: { id } }) => ({ id, learner: createStoreLearner() }))
  const containers = site.assets.filter(({ kind }) => kind === 'container')
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
