import { isAtRest } from '../../ramps.ts'
import { ratedJPerTH } from '../../merit.ts'
import type { AssetSight } from '../../sight.ts'
import type { Claim, Controller, ControllerInput } from '../controller.ts'
import { connectionLimits } from '../limits/connection-limits.ts'

/**
 * After an outage containers come back one by one: the next one when the one before runs, when its waiting time is over
 * and when its inrush fits below the import limit. The most efficient first.
 */
export const restart: Controller = {
  name: 'restart',
  run(input) {
    const { memory, sight } = input
    if (memory.restart.waiting.length === 0) return { claims: [] }
    const waiting = memory.restart.waiting
      .flatMap((id) => sight.assets.filter((a) => a.asset.id === id && a.isControlled))
      .toSorted((a, b) => ratedJPerTH(a.asset) - ratedJPerTH(b.asset))
    const why = whyNotNext(input, waiting)
    if (why === '') {
      waiting.shift()
      memory.restart.lastAt = input.now
    }
    memory.restart.waiting = waiting.map((w) => w.asset.id)
    const claims = waiting.map(({ asset }, place): Claim => {
      const reason = place === 0 && why !== '' ? why : `its turn comes after ${place} other containers`
      return { assetId: asset.id, range: { minKW: 0, maxKW: 0 }, reason: `restart after an outage: ${reason}` }
    })
    return { claims }
  },
}

/** Why the next container has to wait; empty when it may start. */
function whyNotNext(input: ControllerInput, [next]: readonly AssetSight[]): string {
  const { memory, now, site, gridKW, sight } = input
  const { staggerS, inrushRatio } = site.controllers.restart
  if (!next) return 'nobody waits'
  if (gridKW === undefined) return 'grid power unknown'
  if (now - memory.restart.lastAt < staggerS * 1_000) return `${staggerS} s between two starts`
  const isStarting = sight.assets.some(
    (a) =>
      a.asset.kind === 'container' &&
      !memory.restart.waiting.includes(a.asset.id) &&
      a.isFollowing &&
      (a.setpointKW ?? 0) < 0 &&
      isAtRest(a.asset, a.powerKW ?? 0),
  )
  if (isStarting) return 'another container is starting'
  const limits = connectionLimits(input)
  const roomKW = limits.import.limitKW - site.controllers.siteLimits.marginKW - gridKW
  return roomKW < inrushRatio * -next.rated.minKW ? `its inrush does not fit: ${limits.import.words}` : ''
}
