import { type Asset, type AssetOf, ratedRange } from '../../domain/asset.ts'
import { intersect, nearest, type PowerRange } from '../../domain/setpoint.ts'
import type { EpochMs, KW, Ms } from '../../domain/units.ts'
import type { Ruling } from './controllers/order.ts'
import {
  electrolyserDraw,
  type ElectrolyserMemory,
  type HydrogenUnit,
  newElectrolyser,
} from './layers/electrolyser-layer.ts'
import { deadBandKW, type FastMemory, type FastUnit, newFast, restoringKW, shareFast } from './layers/fast-layer.ts'
import { type MiningMemory, type MiningUnit, newMining, shareMining } from './layers/mining-layer.ts'
import { fastWishes, miningWishes } from './layers/reasons.ts'
import { sumOf, type Unit, type Wish } from './layers/unit.ts'
import { isAtRest } from './ramps.ts'
import type { AssetSight, SiteSight } from './sight.ts'
import { roughWords } from './words.ts'

/** What allocation keeps from cycle to cycle. */
export interface AllocateMemory {
  fast: FastMemory
  mining: MiningMemory
  electrolysers: Map<string, ElectrolyserMemory>
  /** Draw that mining goes back to after a peak, when nobody asks it to follow the surplus. */
  miningRestKW: KW | undefined
}

/** Allocation that takes over whatever it finds, without a jump. */
export function newAllocate(): AllocateMemory {
  return {
    fast: newFast(),
    mining: newMining(),
    electrolysers: new Map(),
    miningRestKW: undefined,
  }
}

/** What allocation rests on. */
export interface AllocateInput {
  now: EpochMs
  cycleMs: Ms
  isManual: boolean
  sight: SiteSight
  ruling: Ruling
  /** Power into the bus of all that is not storage, mining or hydrogen; `undefined` while the meter is silent. */
  disturbanceKW: KW | undefined
  /** Power that sun and wind could give above what their ceilings let them. */
  curtailedKW: KW
  gridKW: KW | undefined
}

/** Whether the disturbance leaves this asset's power out: it is one that allocation moves. */
export function isOwn(asset: Asset): boolean {
  return (
    asset.kind === 'battery' || asset.kind === 'flywheel' || asset.kind === 'container' || asset.kind === 'hydrogen'
  )
}

/**
 * Picks one wish per asset. Fast storage keeps the grid power inside its band, and only that; mining follows the surplus
 * and relieves it; what mining can't take charges batteries, then runs the electrolyser.
 */
export function allocate(input: AllocateInput, memory: AllocateMemory): Map<string, Wish> {
  const wishes = new Map<string, Wish>()
  const units: Unit[] = []
  for (const sight of input.sight.assets) {
    const range = input.ruling.ranges.get(sight.asset.id)
    if (!range) continue
    const unit = freeUnit(sight, range)
    if (unit && isOwn(sight.asset)) units.push(unit)
    else simpleWish(sight, range, wishes)
  }
  const { band } = input.ruling
  if (input.isManual || !band || input.disturbanceKW === undefined) {
    Object.assign(memory, newAllocate())
    for (const u of units) wishes.set(u.asset.id, { powerKW: u.setKW, ...holding(input) })
    return wishes
  }
  balance(input, band, input.disturbanceKW, units, memory, wishes)
  return wishes
}

/** Why everything stays where it is, and who is behind it. */
function holding({ ruling, isManual }: AllocateInput): Pick<Wish, 'reason' | 'driver'> {
  const failed = ruling.failed[0]
  if (failed) return { reason: 'a controller failed: holds within the safe range', driver: failed.controller }
  if (!ruling.band) return { reason: 'grid power unknown: holds within the safe range', driver: 'siteLimits' }
  return { reason: isManual ? 'manual: holds its last setpoint' : 'holds its last setpoint', driver: 'allocate' }
}

/** The asset as a unit allocation may move; `undefined` when it is pinned, or takes setpoints without following. */
function freeUnit(sight: AssetSight, range: PowerRange): Unit | undefined {
  const { asset, powerKW, setpointKW, socPct } = sight
  if (powerKW === undefined || !sight.isFollowing || range.minKW === range.maxKW) return undefined
  const setKW = setpointKW ?? (isAtRest(asset, powerKW) ? 0 : powerKW)
  return { asset, range, powerKW, setKW, socPct: socPct ?? 0 }
}

function simpleWish(
  { asset, setpointKW, powerKW, isFollowing }: AssetSight,
  range: PowerRange,
  wishes: Map<string, Wish>,
): void {
  const wish = (power: KW, reason: string) => wishes.set(asset.id, { powerKW: power, reason, driver: 'allocate' })
  if (range.minKW === range.maxKW) return
  if (asset.kind === 'pv' || asset.kind === 'wind') wish(ratedRange(asset).maxKW, 'runs free')
  else if (asset.kind === 'genset') {
    if (setpointKW !== undefined) wish(0, 'stands by: its command is over')
  } else
    wish(
      setpointKW ?? powerKW ?? 0,
      isFollowing ? 'holds its last setpoint' : 'does not follow: kept out until it does',
    )
}

function balance(
  input: AllocateInput,
  band: NonNullable<Ruling['band']>,
  disturbanceKW: KW,
  units: readonly Unit[],
  memory: AllocateMemory,
  wishes: Map<string, Wish>,
): void {
  const fast = units.filter(isFastUnit)
  const mining = units.filter(isMiningUnit)
  const hydrogen = units.filter(isHydrogenUnit)
  const free = new Set(units.map((u) => u.asset.id))
  const pinnedKW = input.sight.assets.reduce(
    (sum, a) => sum + (isOwn(a.asset) && !free.has(a.asset.id) ? (a.powerKW ?? 0) : 0),
    0,
  )
  const givenKW = disturbanceKW + pinnedKW
  const inset = Math.min(deadBandKW, (band.range.maxKW - band.range.minKW) / 2)
  const inner = { minKW: band.range.minKW + inset, maxKW: band.range.maxKW - inset }
  const slowKW = sumOf([...mining, ...hydrogen], (u) => u.powerKW)
  const importKW = -givenKW - slowKW
  const need = { minKW: importKW - inner.maxKW, maxKW: importKW - inner.minKW, importKW }
  const share = shareFast(fast, need, input.cycleMs, memory.fast)
  fastWishes({ fast, need, share, band, gridKW: input.gridKW ?? 0 }, wishes)

  const rest = restoringKW(fast)
  const surplusKW = givenKW + input.curtailedKW + rest.flywheelsKW + rest.batteriesKW
  const goalKW = miningGoal(input, intersect(inner, { minKW: inner.minKW + inset, maxKW: inner.maxKW - inset }), {
    mining,
    surplusKW: surplusKW + sumOf(hydrogen, (u) => u.powerKW),
    memory,
  })
  const { isShort, isFull } = share
  const draws = shareMining(mining, { now: input.now, cycleMs: input.cycleMs, goalKW, isShort, isFull }, memory.mining)
  miningWishes({ mining, draws, goalKW, isShort, band, aim: input.ruling.miningAim }, wishes)
  const takenKW =
    sumOf(mining, (u) => -u.range.minKW) + sumOf(fast, (u) => (u.asset.kind === 'battery' ? -u.range.minKW : 0))
  electrolyserWishes(input, hydrogen, surplusKW - takenKW, memory, wishes)
}

/** Draw of mining that brings the grid power to where mining aims; without an aim it only gives way to the band. */
function miningGoal(
  { ruling }: AllocateInput,
  aims: PowerRange,
  { mining, surplusKW, memory }: { mining: readonly MiningUnit[]; surplusKW: KW; memory: AllocateMemory },
): KW {
  if (ruling.miningAim) {
    memory.miningRestKW = undefined
    return Math.max(0, surplusKW + nearest(aims, ruling.miningAim.gridKW))
  }
  memory.miningRestKW ??= -sumOf(mining, (u) => u.setKW)
  return Math.max(0, Math.min(memory.miningRestKW, surplusKW + aims.maxKW))
}

function electrolyserWishes(
  { now }: AllocateInput,
  hydrogen: readonly HydrogenUnit[],
  leftKW: KW,
  memory: AllocateMemory,
  wishes: Map<string, Wish>,
): void {
  for (const u of hydrogen) {
    const own = memory.electrolysers.get(u.asset.id) ?? newElectrolyser()
    memory.electrolysers.set(u.asset.id, own)
    const draw = electrolyserDraw(u, leftKW, now, own)
    const reason =
      leftKW > 0 ? `surplus ${roughWords(leftKW)} above what mining and batteries take` : 'no surplus is left for it'
    wishes.set(u.asset.id, { powerKW: -draw, reason, driver: draw > 0 ? 'surplusAbsorption' : 'allocate' })
  }
}

function isFastUnit(u: Unit): u is FastUnit {
  return u.asset.kind === 'battery' || u.asset.kind === 'flywheel'
}

function isMiningUnit(u: Unit): u is MiningUnit {
  return u.asset.kind === 'container'
}

function isHydrogenUnit(u: Unit): u is Unit<AssetOf<'hydrogen'>> {
  return u.asset.kind === 'hydrogen'
}
