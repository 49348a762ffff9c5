import type { KW } from '../../domain/units.ts'
import { isOwn } from './allocate.ts'
import type { Command } from './command/commands.ts'
import { deadBandOf, type DisturbanceMemory, follow, lookAhead, newDisturbance } from './layers/disturbance.ts'
import type { PowerTrace } from './power-trace.ts'
import { isFast } from '../../domain/asset.ts'
import { reachable } from './ramps.ts'
import type { AssetSight, SiteSight } from './sight.ts'

/** A setpoint this young may or may not show at the meter yet. */
const underWayMs = 800
/** From a decision until converters have changed their power: write and slew. */
const answerMs = 200
/** Readings of different devices are at most about so far apart. */
const apartMs = 150

/** Grid power and what stands behind it, noise and misalignment taken out; import and infeed positive. */
export interface Estimate {
  gridKW: KW | undefined
  /** Power into the bus of all that allocation does not move, as it will be when what is decided now takes effect. */
  disturbanceKW: KW | undefined
  /** Smaller changes are noise of the meters. */
  deadBandKW: KW
}

/** Aligns meter and own powers at the instant of the meter's reading and follows the disturbance. */
export function estimate(
  sight: SiteSight,
  trace: PowerTrace,
  commands: ReadonlyMap<string, Command>,
  memory: DisturbanceMemory,
): Estimate {
  if (sight.gridKW === undefined) {
    Object.assign(memory, newDisturbance())
    return { gridKW: undefined, disturbanceKW: undefined, deadBandKW: deadBandOf(memory) }
  }
  const own = sight.assets.filter((a) => isOwn(a.asset) && a.powerKW !== undefined)
  const ownKW = { minKW: 0, maxKW: 0 }
  for (const a of own) {
    const { minKW, maxKW } = aroundMeter(a, sight, trace, commands.get(a.asset.id))
    ownKW.minKW += minKW
    ownKW.maxKW += maxKW
  }
  const members = own.map((a) => a.asset.id).join()
  follow(memory, { gridKW: sight.gridKW, gridAt: sight.gridAt, ownKW, members })
  const valueKW = memory.valueKW ?? 0
  const disturbanceKW = lookAhead(memory, sight.at - sight.gridAt + answerMs) ?? 0
  return {
    disturbanceKW,
    deadBandKW: deadBandOf(memory),
    gridKW: -(valueKW + own.reduce((sum, a) => sum + (a.powerKW ?? 0), 0)),
  }
}

function aroundMeter(a: AssetSight, sight: SiteSight, trace: PowerTrace, command: Command | undefined) {
  const measured = a.powerKW ?? 0
  const seen = trace.around(a.asset.id, sight.gridAt) ?? { range: { minKW: measured, maxKW: measured }, isNewest: true }
  const { sentKW } = command ?? {}
  if (!seen.isNewest || sentKW === undefined || !a.isFollowing) return seen.range
  const isYoung = sight.at - (command?.setAt ?? 0) < underWayMs
  // it may have moved since its last reading, as far as its setpoint and its ramp let it
  const end = isFast(a.asset) ? (isYoung ? sentKW : measured) : reachable(a.asset, measured, sentKW, apartMs)
  return { minKW: Math.min(seen.range.minKW, end), maxKW: Math.max(seen.range.maxKW, end) }
}
