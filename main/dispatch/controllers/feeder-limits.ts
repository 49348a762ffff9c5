import { powerWords } from '../../../domain/asset.ts'
import { intersect, type PowerRange } from '../../../domain/setpoint.ts'
import type { FeederConfig } from '../../../domain/site.ts'
import type { KW } from '../../../domain/units.ts'
import { sheddingRank } from '../merit.ts'
import { toleranceKW } from '../ramps.ts'
import { roughWords } from '../words.ts'
import type { Claim, ControllerInput } from './controller.ts'

/** What an asset of a feeder may come to while its last setpoint is under way. */
type Commitment = PowerRange

/**
 * Limits of the feeders, in either direction. Each asset may use what all others of its feeder, with the setpoints
 * already given to them, leave; the assets are taken one after the other, so that two never use the same room.
 */
export function feederClaims(input: ControllerInput, earlier: readonly Claim[], marginKW: KW): Claim[] {
  return input.site.feeders.flatMap((feeder) => claimsOf(feeder, input, earlier, marginKW))
}

function claimsOf(feeder: FeederConfig, input: ControllerInput, earlier: readonly Claim[], marginKW: KW): Claim[] {
  const limitKW = Math.max(0, feeder.limitKW - marginKW)
  const members = commitments(feeder, input)
  const sum = (end: keyof PowerRange) => [...members.values()].reduce((total, c) => total + c[end], 0)
  const claims: Claim[] = []
  const order = input.sight.assets
    .filter((a) => members.has(a.asset.id) && !input.out.has(a.asset.id))
    .toSorted((a, b) => sheddingRank(a.asset) - sheddingRank(b.asset))
  for (const { asset } of order) {
    const own = members.get(asset.id)
    const left = input.ranges.get(asset.id)
    if (!own || !left) continue
    const range = {
      minKW: Math.min(0, -limitKW - (sum('minKW') - own.minKW)),
      maxKW: Math.max(0, limitKW - (sum('maxKW') - own.maxKW)),
    }
    const before = earlier.find((c) => c.assetId === asset.id)?.range
    const narrowed = intersect(before ? intersect(left, before) : left, range)
    members.set(asset.id, { minKW: Math.max(own.minKW, narrowed.minKW), maxKW: Math.min(own.maxKW, narrowed.maxKW) })
    const isNarrower = narrowed.minKW > left.minKW || narrowed.maxKW < left.maxKW
    const reason = `feeder ${feeder.name} limit ${powerWords(feeder.limitKW)}, ${roughWords(limitKW + sum('minKW'))} left`
    if (isNarrower) claims.push({ assetId: asset.id, range, reason })
  }
  return claims
}

function commitments(feeder: FeederConfig, { site, image, sight }: ControllerInput): Map<string, Commitment> {
  const members = new Map<string, Commitment>()
  for (const asset of site.assets.filter((a) => a.feeder === feeder.id)) {
    const powerKW = image.value(asset.id, 'activePowerKW')
    if (powerKW === undefined) continue
    const setpointKW = sight.assets.find((a) => a.asset.id === asset.id)?.setpointKW ?? powerKW
    const isThere = Math.abs(setpointKW - powerKW) <= toleranceKW(asset)
    // a ceiling for sun and wind is no promise to deliver it
    const goal = asset.kind === 'pv' || asset.kind === 'wind' ? powerKW : setpointKW
    const from = isThere ? goal : powerKW
    members.set(asset.id, { minKW: Math.min(from, goal), maxKW: Math.max(from, goal) })
  }
  return members
}
