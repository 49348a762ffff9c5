import { powerWords } from '../../../domain/asset.ts'
import type { KW } from '../../../domain/units.ts'
import type { Ruling } from '../controllers/order.ts'
import { gridWords, roughWords } from '../words.ts'
import type { FastShare, FastUnit, Need } from './fast-layer.ts'
import type { MiningUnit } from './mining/draws.ts'
import type { Wish } from './unit.ts'

type Band = NonNullable<Ruling['band']>

/**
 * What the fast layer asks of each unit, in words. A unit at its limit is asked for all that is missing, so that the chain
 * names the limit and not the layer.
 */
export function fastWishes(
  layer: { fast: readonly FastUnit[]; need: Need; share: FastShare; band: Band; gridKW: KW },
  wishes: Map<string, Wish>,
): void {
  const { need, share, band } = layer
  for (const u of layer.fast) {
    const at = share.powers.get(u.asset.id) ?? 0
    const isAtEnd = share.unmetKW > 0 ? at >= u.range.maxKW - 0.5 : at <= u.range.minKW + 0.5
    const powerKW = share.unmetKW !== 0 && isAtEnd ? at + share.unmetKW : at
    const isWithTotal = powerKW > 0 === share.neededKW > 0
    const size = powerWords(powerKW)
    const total = roughWords(share.neededKW)
    if (u.base && Math.abs(powerKW - u.base.powerKW) < need.deadBandKW)
      wishes.set(u.asset.id, { powerKW, reason: u.base.reason, driver: u.base.controller })
    else if (Math.abs(powerKW) < 0.5)
      wishes.set(u.asset.id, {
        powerKW,
        reason: `rests: ${gridWords(layer.gridKW)}, inside its band`,
        driver: 'allocate',
      })
    else if (need.minKW > 0 && isWithTotal) {
      const reason = `discharging ${size} of the ${total} above: ${band.upper.words}`
      wishes.set(u.asset.id, { powerKW, reason, driver: band.upper.controller })
    } else if (need.maxKW < 0 && isWithTotal) {
      const reason = `charging ${size}: surplus ${total} above what mining takes`
      wishes.set(u.asset.id, { powerKW, reason, driver: band.lower.controller })
    } else {
      const reason = `returns to its charge at rest, now at ${u.socPct.toFixed(0)} %`
      wishes.set(u.asset.id, { powerKW, reason, driver: 'allocate' })
    }
  }
}

/** What mining is asked for, in words. A container at its limit is asked for all that is missing. */
export function miningWishes(
  layer: {
    mining: readonly MiningUnit[]
    draws: ReadonlyMap<string, KW>
    goalKW: KW
    isShort: boolean
    band: Band
    aim: Ruling['miningAim']
  },
  wishes: Map<string, Wish>,
): void {
  const { draws, goalKW, isShort, band, aim } = layer
  const driver = isShort ? band.upper.controller : (aim?.controller ?? 'allocate')
  const why = isShort ? `released: ${band.upper.words}` : (aim?.reason ?? 'mining holds its draw')
  const missingKW = goalKW - [...draws.values()].reduce((sum, draw) => sum + draw, 0)
  for (const u of layer.mining) {
    const draw = draws.get(u.asset.id) ?? 0
    const isAtEnd = missingKW > 0 && draw > 0 && draw >= -u.range.minKW - 0.5
    if (u.base && Math.abs(draw + u.base.powerKW) < 0.5) {
      wishes.set(u.asset.id, { powerKW: -draw, driver: u.base.controller, reason: u.base.reason })
      continue
    }
    wishes.set(u.asset.id, {
      powerKW: isAtEnd ? -(draw + missingKW) : -draw,
      driver,
      reason: `${why}: ${roughWords(goalKW)} for mining, ${powerWords(draw)} here`,
    })
  }
}
