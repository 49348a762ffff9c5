import { ratedRange } from '../../../domain/asset.ts'
import type { KW, Ms } from '../../../domain/units.ts'
import type { World } from '../world.ts'
import { createFindings, type Watch } from './watch.ts'

/** Readings are at most so old when the bus is added up; powers may have moved as long. */
const spanMs: Ms = 2_000
const noise = { ofRating: 0.004, gridKW: 15 }

/**
 * The true powers add up to zero, and what the engine finds missing is explained: by noise, by readings of different
 * instants, or by a meter with a fault.
 */
export function watchResidual(world: World): Watch {
  const truth = createFindings('bus adds up to zero')
  const shown = createFindings('bus residual explained')
  const { plant } = world.field
  const assets = world.site.assets.map((asset) => ({ asset, recent: [] as { ms: Ms; powerKW: KW }[] }))
  const noiseKW = assets.reduce((sum, { asset }) => {
    const { minKW, maxKW } = ratedRange(asset)
    return sum + (asset.kind === 'grid' ? noise.gridKW : noise.ofRating * (maxKW - minKW))
  }, 0)
  let worst: KW = 0
  return {
    step(now) {
      truth.checked()
      const nowMs = world.clock.monotonicMs()
      let sum = 0
      for (const one of assets) {
        const powerKW = plant.powerKW(one.asset.id)
        sum += powerKW
        one.recent.push({ ms: nowMs, powerKW })
        while ((one.recent[0]?.ms ?? nowMs) < nowMs - spanMs) one.recent.shift()
      }
      if (Math.abs(sum) > 1e-6) truth.breach(now, `${sum} kW are missing`)
    },
    turn(now) {
      const residualKW = world.control.vitals().busResidualKW
      if (residualKW === null || assets.some(({ asset }) => world.isLying(asset.id))) return
      shown.checked()
      const moved = assets.reduce((total, { recent }) => total + spread(recent), 0)
      const unexplained = Math.abs(residualKW) - moved - noiseKW
      worst = Math.max(worst, unexplained)
      if (unexplained > 0)
        shown.breach(now, `${Math.round(residualKW)} kW missing, ${Math.round(moved + noiseKW)} kW explained`)
    },
    finish: () => [
      truth.result('within a thousandth of a watt'),
      shown.result(
        worst <= 0
          ? 'always explained by noise and by readings of different instants'
          : `${Math.round(worst)} kW unexplained`,
      ),
    ],
  }
}

function spread(recent: readonly { powerKW: KW }[]): KW {
  let [least, most] = [Infinity, -Infinity]
  for (const { powerKW } of recent) {
    if (powerKW < least) least = powerKW
    if (powerKW > most) most = powerKW
  }
  return most - least
}
