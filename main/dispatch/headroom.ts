import type { Asset } from '../../domain/asset.ts'
import type { Headroom } from '../../domain/rpc/live.ts'
import type { PowerRange } from '../../domain/setpoint.ts'
import type { SiteConfig } from '../../domain/site.ts'
import type { KW } from '../../domain/units.ts'
import type { Ceiling } from './controllers/limits/connection-limits.ts'
import type { Ruling } from './controllers/order.ts'
import { rampOf, reachable } from './ramps.ts'
import type { AssetSight, SiteSight } from './sight.ts'

const withinS = [1, 2, 10, 30]

/** How far the site is from its limits: what it can give and take now, and which load it can release. */
export function headroomOf(
  site: SiteConfig,
  sight: SiteSight,
  ruling: Ruling,
  gridKW: KW | undefined,
  ceiling: Ceiling,
): Headroom {
  const movable = sight.assets.flatMap((a) => {
    const range = ruling.ranges.get(a.asset.id)
    const { powerKW } = a
    return range && powerKW !== undefined && a.isFollowing && isReserve(a.asset) ? [{ a, range, powerKW }] : []
  })
  const give = (seconds: number) =>
    movable.reduce(
      (sum, m) => sum + Math.max(0, reachable(m.a.asset, m.powerKW, m.range.maxKW, seconds * 1_000) - m.powerKW),
      0,
    )
  const assetsKW = movable.reduce((sum, m) => sum + Math.max(0, m.powerKW - ownRange(ruling, m.a, m.range).minKW), 0)
  const roomKW = gridKW === undefined ? 0 : Math.max(0, ceiling.limitKW - site.controllers.siteLimits.marginKW - gridKW)
  const isHeld = roomKW < assetsKW
  const limit = gridKW === undefined ? 'grid meter silent' : ceiling.words
  return {
    canGive: withinS.map((s) => ({ withinS: s, powerKW: give(s) })),
    canTake: { assetsKW, usableKW: Math.min(assetsKW, roomKW), heldBackBy: isHeld ? limit : '' },
    release: [
      releaseOf(
        'Mining',
        movable.filter((m) => m.a.asset.kind === 'container'),
      ),
      releaseOf(
        'Electrolyser',
        movable.filter((m) => m.a.asset.kind === 'hydrogen'),
      ),
    ].filter((r) => r !== undefined),
  }
}

/** Storage and steerable load. Sun and wind give what they have; the generator is nobody's to start but a person's. */
function isReserve({ kind }: Asset): boolean {
  return kind === 'battery' || kind === 'flywheel' || kind === 'container' || kind === 'hydrogen'
}

function ownRange(ruling: Ruling, { asset }: AssetSight, range: PowerRange): PowerRange {
  return range.minKW === range.maxKW ? range : (ruling.ownRanges.get(asset.id) ?? range)
}

function releaseOf(label: string, loads: { a: AssetSight; powerKW: KW }[]): Headroom['release'][number] | undefined {
  if (loads.length === 0) return undefined
  const drawing = loads.map((l) => ({ draw: Math.max(0, -l.powerKW), ramp: rampOf(l.a.asset) }))
  return {
    label,
    powerKW: drawing.reduce((sum, d) => sum + d.draw, 0),
    downS: Math.max(...drawing.map((d) => d.draw / d.ramp.riseKWPerS)),
    upS: Math.max(...drawing.map((d) => d.draw / d.ramp.fallKWPerS)),
  }
}
