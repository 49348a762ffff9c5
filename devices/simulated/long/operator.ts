import { type Asset, type AssetOf, ratedRange } from '../../../domain/asset.ts'
import type { SiteConfig } from '../../../domain/site.ts'
import { clamp, type EpochMs, type KW, type Ms } from '../../../domain/units.ts'
import { settle } from '../models/motion.ts'
import type { Plant } from '../plant.ts'
import { wallTime, zoneOffset } from '../profiles/local-time.ts'
import { seedOf } from '../random.ts'
import { batteryKW, containersKW, flywheelKW, gensetKW, hydrogenKW, type Moment } from './schedule.ts'

/** Power bought for mining, by day and in the cheap hours of the night. */
const boughtKW = { day: 2_600, night: 3_600 }
const weekMs: Ms = 604_800_000
/** The surplus is followed with this memory, the swings of the works are those faster than that. */
const memoryMs = { surplus: 1_500_000, works: 600_000 }

/** Steers a plant through a long time by a simple schedule, in place of an engine; called before each step. */
export function createOperator(site: SiteConfig, plant: Plant): (dtMs: Ms) => void {
  const offset = zoneOffset(site.timeZone)
  const seed = seedOf(site.simulation?.seed ?? 0, 'operator')
  const byKind = <K extends Asset['kind']>(kind: K) =>
    site.assets.filter((asset): asset is AssetOf<K> => asset.kind === kind && plant.devices.has(asset.device))
  const containers = byKind('container')
  const awake = new Set<string>()
  let surplusKW: KW | undefined
  let worksKW: KW | undefined
  const steer = (asset: Asset, powerKW: KW) => {
    const { minKW, maxKW } = ratedRange(asset)
    plant.devices.get(asset.device)?.writeSetpoint(clamp(powerKW, minKW, maxKW))
  }
  /** Whose turn it is to be first changes by the week, so that all wear alike. */
  const inTurn = (at: EpochMs) => {
    const first = Math.floor(at / weekMs) % Math.max(1, containers.length)
    return [...containers.slice(first), ...containers.slice(0, first)]
  }
  const sumKW = (...kinds: Asset['kind'][]) =>
    site.assets.filter((a) => kinds.includes(a.kind)).reduce((sum, a) => sum + plant.powerKW(a.id), 0)
  return (dtMs) => {
    const at = plant.at()
    const moment: Moment = { at, wall: wallTime(at + offset(at)), seed }
    const load = sumKW('load')
    worksKW = worksKW === undefined ? load : settle(worksKW, load, dtMs, memoryMs.works)
    const surplusNow = sumKW('pv', 'wind', 'load')
    surplusKW = surplusKW === undefined ? surplusNow : settle(surplusKW, surplusNow, dtMs, memoryMs.surplus)
    const soc = (asset: Asset) => plant.truth(asset.id).socPct ?? 0
    for (const asset of byKind('flywheel')) steer(asset, flywheelKW(asset, worksKW - load, soc(asset)))
    for (const asset of byKind('battery')) steer(asset, batteryKW(asset, moment, surplusKW))
    for (const asset of byKind('hydrogen')) steer(asset, hydrogenKW(asset, moment, surplusKW, soc(asset)))
    for (const asset of byKind('genset')) steer(asset, gensetKW(asset, moment))
    const isNight = moment.wall.hour < 6 || moment.wall.hour >= 22
    const storedKW = Math.max(0, -sumKW('battery', 'hydrogen'))
    const leftKW = surplusKW + (isNight ? boughtKW.night : boughtKW.day) - storedKW
    const turn = inTurn(at)
    const draws = containersKW(turn, leftKW, awake)
    turn.forEach((asset, i) => {
      const draw = draws[i] ?? 0
      if (draw > 0) awake.add(asset.id)
      else awake.delete(asset.id)
      steer(asset, -draw)
    })
  }
}
