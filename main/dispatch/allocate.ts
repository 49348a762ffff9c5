import { type Asset, type AssetOf, ratedRange } from '../../domain/asset.ts'
import { intersect, nearest, type PowerRange } from '../../domain/setpoint.ts'
import { clamp, type EpochMs, type KW, type Ms } from '../../domain/units.ts'
import type { Ruling } from './controllers/order.ts'
import {
  type ElectrolyserMemory,
  hydrogenPower,
  type HydrogenUnit,
  newElectrolyser,
} from './layers/electrolyser-layer.ts'
import { type FastMemory, type FastUnit, newFast, restOf, shareFast } from './layers/fast-layer.ts'
import { foreseen, type MiningAsk, type MiningUnit } from './layers/mining/draws.ts'
import { type MiningMemory, newMining, shareMining } from './layers/mining/mining-layer.ts'
import { fastWishes, miningWishes } from './layers/reasons.ts'
import { type Base, sumOf, type Unit, type Wish } from './layers/unit.ts'
import { isAtRest } from './ramps.ts'
import type { AssetSight, SiteSight } from './sight.ts'
import { roughWords } from './words.ts'

/** A band narrower than this is a point: storage holds it, and mining relieves it slowly. */
const pointKW: KW = 100

/** What allocation keeps from cycle to cycle. */
export interface AllocateMemory {
  fast: FastMemory
  mining: MiningMemory
  electrolysers: Map<string, ElectrolyserMemory>
  /** Power each container goes back to after a peak, when nobody foresees another and nobody asks to follow the surplus. */
  miningRest: Map<string, KW>
}

/** Allocation that takes over whatever it finds, without a jump. */
export function newAllocate(): AllocateMemory {
  return {
    fast: newFast(),
    mining: newMining(),
    electrolysers: new Map(),
    miningRest: new Map(),
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
  /** Smaller changes are noise of the meters. */
  deadBandKW: KW
  /** What mining needs to know of a container besides its powers. */
  containers: ReadonlyMap<string, ContainerStanding>
}

/** What decides a container's place in the order of shedding. */
export type ContainerStanding = Pick<MiningUnit, 'cost' | 'protection' | 'isHot'>

const unknownStanding: ContainerStanding = { cost: 1, protection: 'none', isHot: false }

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
    const unit = freeUnit(sight, range, plannedFor(sight.asset.id, input))
    if (unit && isOwn(sight.asset)) units.push(unit)
    else simpleWish(sight, range, wishes)
  }
  const { band } = input.ruling
  if (input.isManual || !band || input.disturbanceKW === undefined) {
    const { miningRest } = memory
    Object.assign(memory, newAllocate(), input.isManual ? {} : { miningRest })
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

function plannedFor(assetId: string, { ruling }: AllocateInput): Base | undefined {
  const planned = ruling.schedule?.get(assetId)
  return planned && { ...planned, controller: 'economicPlan' }
}

/** The asset as a unit allocation may move; `undefined` when it is pinned, or takes setpoints without following. */
function freeUnit(sight: AssetSight, range: PowerRange, base: Base | undefined): Unit | undefined {
  const { asset, powerKW, setpointKW, socPct } = sight
  if (powerKW === undefined || !sight.isFollowing || range.minKW === range.maxKW) return undefined
  const setKW = setpointKW ?? (isAtRest(asset, powerKW) ? 0 : powerKW)
  return { asset, range, powerKW, setKW, socPct: socPct ?? 0, base }
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
  const mining = miningUnits(input, units, memory)
  const hydrogen = units.filter(isHydrogenUnit)
  const free = new Set(units.map((u) => u.asset.id))
  const pinnedKW = input.sight.assets.reduce(
    (sum, a) => sum + (isOwn(a.asset) && !free.has(a.asset.id) ? (a.powerKW ?? 0) : 0),
    0,
  )
  const givenKW = disturbanceKW + pinnedKW
  const { deadBandKW } = input
  const inset = Math.min(deadBandKW, (band.range.maxKW - band.range.minKW) / 2)
  const inner = { minKW: band.range.minKW + inset, maxKW: band.range.maxKW - inset }
  const slowKW = sumOf([...mining, ...hydrogen], (u) => u.powerKW)
  const importKW = -givenKW - slowKW
  const need = { minKW: importKW - inner.maxKW, maxKW: importKW - inner.minKW, importKW, deadBandKW }
  const share = shareFast(fast, need, input.cycleMs, memory.fast)
  fastWishes({ fast, need, share, band, gridKW: input.gridKW ?? 0 }, wishes)

  const rest = restOf(fast)
  const surplusKW = givenKW + input.curtailedKW + rest.flywheelsKW + rest.batteriesKW
  const goalKW = miningGoal(input, mining, {
    aims: intersect(inner, { minKW: inner.minKW + inset, maxKW: inner.maxKW - inset }),
    surplusKW: surplusKW + sumOf(hydrogen, (u) => u.powerKW),
  })
  const { isShort, isFull } = share
  const isPoint = band.range.maxKW - band.range.minKW < pointKW
  const relief = !isPoint ? undefined : share.isHandingOver ? 'later' : 'now'
  const ask = { now: input.now, cycleMs: input.cycleMs, goalKW, isShort, isFull, relief } satisfies MiningAsk
  const draws = shareMining(mining, ask, memory.mining)
  miningWishes({ mining, draws, goalKW, isShort, band, aim: aimOf(input) }, wishes)
  const takenKW =
    sumOf(mining, (u) => -u.range.minKW) + sumOf(fast, (u) => (u.asset.kind === 'battery' ? -u.range.minKW : 0))
  hydrogenWishes(input, hydrogen, { leftKW: surplusKW - takenKW, isShort }, memory, wishes)
}

/** Grid power that mining aims at; what the plan foresees for containers goes before it. */
function aimOf({ ruling, sight }: AllocateInput): Ruling['miningAim'] {
  const isPlanned = sight.assets.some((a) => a.asset.kind === 'container' && ruling.schedule?.has(a.asset.id))
  return isPlanned ? undefined : ruling.miningAim
}

/** The containers; without plan and aim each rests on what it drew when allocation first saw it. */
function miningUnits(input: AllocateInput, units: readonly Unit[], memory: AllocateMemory): MiningUnit[] {
  const isFollowingSurplus = aimOf(input) !== undefined
  if (isFollowingSurplus) memory.miningRest.clear()
  return units.filter(isContainer).map((u) => {
    const standing = input.containers.get(u.asset.id) ?? unknownStanding
    if (isFollowingSurplus) return Object.assign(u, standing, { base: undefined })
    const restKW = memory.miningRest.get(u.asset.id) ?? u.setKW
    memory.miningRest.set(u.asset.id, restKW)
    const rest: Base = { powerKW: restKW, reason: 'mining holds its draw', controller: 'allocate' }
    return Object.assign(u, standing, { base: u.base ?? rest })
  })
}

/** Draw of mining that brings the grid power to where mining aims; without an aim, what is foreseen, inside the band. */
function miningGoal(
  input: AllocateInput,
  mining: readonly MiningUnit[],
  { aims, surplusKW }: { aims: PowerRange; surplusKW: KW },
): KW {
  const aim = aimOf(input)
  if (aim) return Math.max(0, surplusKW + nearest(aims, aim.gridKW))
  const foreseenKW = sumOf(mining, (u) => foreseen(u) ?? 0)
  return Math.max(0, clamp(foreseenKW, surplusKW + aims.minKW, surplusKW + aims.maxKW))
}

function hydrogenWishes(
  { now }: AllocateInput,
  hydrogen: readonly HydrogenUnit[],
  { leftKW, isShort }: { leftKW: KW; isShort: boolean },
  memory: AllocateMemory,
  wishes: Map<string, Wish>,
): void {
  for (const u of hydrogen) {
    const own = memory.electrolysers.get(u.asset.id) ?? newElectrolyser()
    memory.electrolysers.set(u.asset.id, own)
    const powerKW = hydrogenPower(u, { now, leftKW, isShort }, own)
    const why =
      leftKW > 0 ? `surplus ${roughWords(leftKW)} above what mining and batteries take` : 'no surplus is left for it'
    const driver = powerKW < 0 ? 'surplusAbsorption' : 'allocate'
    wishes.set(u.asset.id, { powerKW, reason: u.base?.reason ?? why, driver: u.base?.controller ?? driver })
  }
}

function isFastUnit(u: Unit): u is FastUnit {
  return u.asset.kind === 'battery' || u.asset.kind === 'flywheel'
}

function isContainer(u: Unit): u is Unit<AssetOf<'container'>> {
  return u.asset.kind === 'container'
}

function isHydrogenUnit(u: Unit): u is Unit<AssetOf<'hydrogen'>> {
  return u.asset.kind === 'hydrogen'
}
