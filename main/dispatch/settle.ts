import { type Because, nearest, type PowerRange } from '../../domain/setpoint.ts'
import { settableDraw } from '../../domain/assets/throttling.ts'
import { drawKW, type KW } from '../../domain/units.ts'
import type { Link, Ruling } from './controllers/order.ts'
import type { Wish } from './layers/unit.ts'
import { lowestDrawKW } from './ramps.ts'
import type { AssetSight } from './sight.ts'

/** A value with the chain that led to it. `powerKW` is `undefined` when the asset gets no command. */
export interface Settled {
  sight: AssetSight
  range: PowerRange
  powerKW: KW | undefined
  because: Because[]
  /** Who narrows the asset most; empty when its rating alone holds. */
  limitedBy: string
}

/** Turns range and wish of one asset into its value, and says which link of the chain decided it. */
export function settle(sight: AssetSight, ruling: Ruling, wish: Wish | undefined): Settled {
  const id = sight.asset.id
  const links = ruling.chains.get(id) ?? []
  const range = ruling.ranges.get(id)
  if (!range || ruling.out.has(id)) return outOfReach(sight, links)
  const asked = links.findLast((l) => l.controller === 'operatorCommands' && l.wishKW !== undefined)?.wishKW
  const wishKW = asked ?? wish?.powerKW
  const because = links.map(becauseOf)
  if (asked === undefined && wish) {
    because.push(...ruling.notes.map((n) => ({ ...n, isBinding: false })))
    because.push({ controller: 'allocate', reason: wish.reason, wishKW: wish.powerKW, isBinding: false })
  }
  const limitedBy = tightest(links)?.reason ?? ''
  if (wishKW === undefined && range.minKW !== range.maxKW)
    return { sight, range, powerKW: undefined, because: withBinding(because, because.length - 1), limitedBy }
  const powerKW = settable(sight, range, nearest(range, wishKW ?? range.minKW))
  const isAsAsked = wishKW !== undefined && powerKW === wishKW
  const driver = asked === undefined ? wish?.driver : 'operatorCommands'
  const decider = isAsAsked
    ? because.findLastIndex((b) => b.controller === driver)
    : limiter(links, range, wishKW, powerKW)
  return { sight, range, powerKW, because: withBinding(because, decider), limitedBy }
}

/** The first link that brought the end of the range to where it stopped the wish; both ends when nothing was asked. */
function limiter(links: readonly Link[], range: PowerRange, wishKW: KW | undefined, powerKW: KW): number {
  const isLow = (l: Link) => l.after.minKW >= range.minKW
  const isHigh = (l: Link) => l.after.maxKW <= range.maxKW
  if (wishKW === undefined) return links.findIndex((l) => isLow(l) && isHigh(l))
  return links.findIndex(wishKW < powerKW ? isLow : isHigh)
}

/**
 * Containers and electrolysers can't stand between nothing and their lowest draw, and some containers only at presets or
 * steps: they give way downwards, unless the range wants more of them.
 */
function settable({ asset }: AssetSight, range: PowerRange, powerKW: KW): KW {
  if (powerKW >= 0) return powerKW
  const isBetween = powerKW > -lowestDrawKW(asset)
  const draw = isBetween ? 0 : asset.kind === 'container' ? settableDraw(asset, -powerKW) : -powerKW
  return draw >= -range.maxKW ? drawKW(draw) : powerKW
}

function outOfReach(sight: AssetSight, links: readonly Link[]): Settled {
  const out = links.find((l) => l.isOut)
  const because = out ? [{ ...becauseOf(out), isBinding: true }] : []
  return { sight, range: sight.rated, powerKW: undefined, because, limitedBy: out?.reason ?? '' }
}

function becauseOf(link: Link): Because {
  const isNarrower = link.after.minKW !== link.before.minKW || link.after.maxKW !== link.before.maxKW
  return {
    controller: link.controller,
    reason: link.reason,
    ...(isNarrower ? { range: link.after } : {}),
    ...(link.wishKW === undefined ? {} : { wishKW: link.wishKW }),
    isBinding: false,
  }
}

function withBinding(because: Because[], index: number): Because[] {
  const decider = because[index] ?? because.at(-1)
  if (decider) decider.isBinding = true
  return because
}

/** The link that took most of the width away, by more than a rounding. */
function tightest(links: readonly Link[]): Link | undefined {
  return links.reduce<Link | undefined>((most, l) => (taken(l) > (most ? taken(most) : 0.5) ? l : most), undefined)
}

function taken({ before, after }: Link): KW {
  return width(before) - width(after)
}

function width(range: PowerRange): KW {
  return range.maxKW - range.minKW
}
