import type { Protection } from '../../../domain/assets/throttling.ts'
import type { ContainerStanding } from '../allocate.ts'
import { ratedJPerTH } from '../merit.ts'
import type { SiteSight } from '../sight.ts'
import { learnedJPerTH } from './efficiency.ts'
import type { MiningKnowledge } from './knowledge.ts'

/** What decides about containers beside their readings; asked in each turn. */
export interface MiningOutside {
  /** What one MWh drawn by a container earns now by its nameplate, EUR; `undefined` = not known. */
  worthOf: (assetId: string) => number | undefined
  /** A person's protection of a container; `undefined` = as the site file says. */
  protectionOf: (assetId: string) => Protection | undefined
}

/**
 * Place of every container in the order of shedding: by what its energy earns where that is known of all, else by J/TH -
 * learned from its meter where it counts, else of its kind.
 */
export function standings(
  sight: SiteSight,
  knowledge: MiningKnowledge,
  { worthOf, protectionOf }: MiningOutside,
): ReadonlyMap<string, ContainerStanding> {
  const containers = sight.assets.flatMap(({ asset }) => (asset.kind === 'container' ? [asset] : []))
  const worths = new Map(containers.map((c) => [c.id, worthOf(c.id)]))
  const isAllKnown = [...worths.values()].every((worth) => worth !== undefined && worth > 0)
  return new Map(
    containers.map((asset) => {
      const known = knowledge.get(asset.id)
      const jPerTH = (known && learnedJPerTH(known.learned)) ?? ratedJPerTH(asset)
      // the worth outside is by the nameplate: an efficiency that was learned counts for it too
      const cost = isAllKnown ? jPerTH / ratedJPerTH(asset) / (worths.get(asset.id) ?? 1) : jPerTH
      const protection = protectionOf(asset.id) ?? asset.protection
      return [asset.id, { cost, protection, isHot: known?.isHot ?? false }]
    }),
  )
}
