import { type Asset, powerWords } from '../../../../domain/asset.ts'
import { intersect, type PowerRange } from '../../../../domain/setpoint.ts'
import type { KW } from '../../../../domain/units.ts'
import { sheddingRank } from '../../merit.ts'
import { toleranceKW } from '../../ramps.ts'
import { roughWords } from '../../words.ts'
import type { Claim, ControllerInput } from '../controller.ts'
import { ceilingsOf } from './connection-limits.ts'

/** What an asset of a group may come to while its last setpoint is under way. */
type Commitment = PowerRange

/** Assets that share a ceiling, by what of their power counts: the sum, the draws or the outputs alone. */
export interface Group {
  members: readonly Asset[]
  counts: 'net' | 'draw' | 'output'
  /** The ceiling less what is kept free. */
  limitKW: KW
  words: string
}

/**
 * Limits of the feeders, in either direction. Each asset may use what all others of its feeder, with the setpoints
 * already given to them, leave; the assets are taken one after the other, so that two never use the same room.
 */
export function feederClaims(input: ControllerInput, earlier: readonly Claim[], marginKW: KW): Claim[] {
  return input.site.feeders.flatMap((feeder) => {
    const lowered = ceilingsOf(input, 'feederLimit', feeder.limitKW, feeder.id)
    const ceiling = lowered.reduce((least, next) => (next.limitKW < least.limitKW ? next : least), {
      limitKW: feeder.limitKW,
      words: `feeder ${feeder.name} limit ${powerWords(feeder.limitKW)}`,
    })
    const members = input.site.assets.filter((a) => a.feeder === feeder.id)
    const limitKW = Math.max(0, ceiling.limitKW - marginKW)
    return groupClaims({ members, counts: 'net', limitKW, words: ceiling.words }, input, earlier)
  })
}

/** What a group's ceiling leaves to each of its assets that can be steered. */
export function groupClaims(group: Group, input: ControllerInput, earlier: readonly Claim[]): Claim[] {
  const { limitKW, counts } = group
  const members = commitments(group, input)
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
      minKW: counts === 'output' ? -Infinity : Math.min(0, -limitKW - (sum('minKW') - own.minKW)),
      maxKW: counts === 'draw' ? Infinity : Math.max(0, limitKW - (sum('maxKW') - own.maxKW)),
    }
    const before = earlier.find((c) => c.assetId === asset.id)?.range
    const narrowed = intersect(before ? intersect(left, before) : left, range)
    members.set(asset.id, { minKW: Math.max(own.minKW, narrowed.minKW), maxKW: Math.min(own.maxKW, narrowed.maxKW) })
    const isNarrower = narrowed.minKW > left.minKW || narrowed.maxKW < left.maxKW
    const roomKW = counts === 'output' ? limitKW - sum('maxKW') : limitKW + sum('minKW')
    if (isNarrower) claims.push({ assetId: asset.id, range, reason: `${group.words}, ${roughWords(roomKW)} left` })
  }
  return claims
}

function commitments({ members, counts }: Group, { image, sight }: ControllerInput): Map<string, Commitment> {
  const found = new Map<string, Commitment>()
  for (const asset of members) {
    const powerKW = image.value(asset.id, 'activePowerKW')
    if (powerKW === undefined) continue
    const setpointKW = sight.assets.find((a) => a.asset.id === asset.id)?.setpointKW ?? powerKW
    const isThere = Math.abs(setpointKW - powerKW) <= toleranceKW(asset)
    // a ceiling for sun and wind is no promise to deliver it
    const goal = asset.kind === 'pv' || asset.kind === 'wind' ? powerKW : setpointKW
    const from = isThere ? goal : powerKW
    const counted = (power: KW) =>
      counts === 'net' ? power : counts === 'draw' ? Math.min(0, power) : Math.max(0, power)
    found.set(asset.id, { minKW: counted(Math.min(from, goal)), maxKW: counted(Math.max(from, goal)) })
  }
  return found
}
