import { type AssetOf, socLimits } from '../../../domain/asset.ts'
import { nearest, type PowerRange } from '../../../domain/setpoint.ts'
import { clamp, type KW, type Ms } from '../../../domain/units.ts'
import { wearRank } from '../merit.ts'
import { sumOf, type Unit } from './unit.ts'

/** Batteries take over from the flywheels with this time constant. */
const batteryTauMs: Ms = 8_000
/** Most that batteries take over from the flywheels within a cycle as a matter of course. */
const handoverKW: KW = 100
/** Restoring: nothing inside the dead zone, all of it at `fullPct` from the rest. */
const restoring = { deadPct: 4, fullPct: 20, flywheelShare: 0.2, batteryShare: 0.5, batteriesKW: 500 }

/** Storage that changes its power at once. */
export type FastUnit = Unit<AssetOf<'battery' | 'flywheel'>>

/** What the layer keeps from cycle to cycle. */
export interface FastMemory {
  /** Power asked of the whole layer. */
  neededKW: KW
  /** Part of it that the batteries are to take, and what they were given in the last cycle, with the total then. */
  batteryKW: KW
  givenKW: KW
  totalKW: KW
  /** What was foreseen for the batteries in the last cycle. */
  foreseenKW: KW
  /** Which units it had, and what a unit that came back was doing: it returns to automatic without a jump. */
  members: string
  bumpKW: KW
}

/** A fast layer that takes over whatever its units do. */
export function newFast(): FastMemory {
  return { neededKW: 0, batteryKW: 0, givenKW: 0, totalKW: 0, foreseenKW: 0, members: '', bumpKW: 0 }
}

/** What keeps the grid inside its band, and the grid power that would be without any fast storage. */
export interface Need extends PowerRange {
  importKW: KW
  /** Smaller changes are noise of the meters. */
  deadBandKW: KW
}

/** What the layer decided. */
export interface FastShare {
  powers: Map<string, KW>
  /** Total asked of the layer. */
  neededKW: KW
  /** What is asked beyond what all units together can do, discharge positive. */
  unmetKW: KW
  /** True when more than 90 % of what it can give (or take) is asked. */
  isShort: boolean
  isFull: boolean
  /** Batteries are taking over from flywheels: not the moment to begin something else that can wait. */
  isHandingOver: boolean
}

/** Where storage goes by itself, discharge positive. */
export interface FastRest {
  flywheelsKW: KW
  batteriesKW: KW
  /** Part of both that somebody foresees, the plan: it may flow into the grid; and of that the part of each. */
  foreseenKW: KW
  foreseenFlywheelsKW: KW
  foreseenBatteriesKW: KW
}

/** What is foreseen for storage, and for the rest of it the slow way back to its charge at rest. */
export function restOf(units: readonly FastUnit[]): FastRest {
  const of = (kind: 'battery' | 'flywheel', share: number) =>
    units
      .filter((u) => u.asset.kind === kind && !u.base)
      .reduce((sum, u) => sum + share * u.asset.ratedPowerKW * distance(u), 0)
  const foreseen = (kind: 'battery' | 'flywheel') =>
    sumOf(units, (u) => (u.asset.kind === kind && u.base ? nearest(u.range, u.base.powerKW) : 0))
  const batteriesKW = clamp(of('battery', restoring.batteryShare), -restoring.batteriesKW, restoring.batteriesKW)
  const planned = { flywheels: foreseen('flywheel'), batteries: foreseen('battery') }
  return {
    flywheelsKW: of('flywheel', restoring.flywheelShare) + planned.flywheels,
    batteriesKW: batteriesKW + planned.batteries,
    foreseenKW: planned.flywheels + planned.batteries,
    foreseenFlywheelsKW: planned.flywheels,
    foreseenBatteriesKW: planned.batteries,
  }
}

/** How far from its rest, -1 (empty) to 1 (full). */
function distance({ asset, socPct }: FastUnit): number {
  const { minSocPct, maxSocPct, restSocPct } = socLimits(asset)
  const deadPct = Math.min(restoring.deadPct, (maxSocPct - minSocPct) / 10)
  const away = socPct - restSocPct
  const beyond = Math.max(0, Math.abs(away) - deadPct) / (restoring.fullPct - restoring.deadPct)
  return Math.sign(away) * Math.min(1, beyond)
}

/**
 * Splits what the fast layer must give: the range `need` keeps the grid inside its band, and inside it storage rests.
 * Flywheels take a change at once, batteries take it over from them; what one can't do spills to the other.
 */
export function shareFast(units: readonly FastUnit[], need: Need, cycleMs: Ms, memory: FastMemory): FastShare {
  const flywheels = units.filter((u) => u.asset.kind === 'flywheel')
  const batteries = units.filter((u) => u.asset.kind === 'battery')
  const rest = restOf(units)
  const canGive = sumOf(units, (u) => u.range.maxKW)
  const canTake = sumOf(units, (u) => u.range.minKW)
  // storage above its rest gives what the site would import, and is never emptied into the grid; the plan may do so
  const returning = rest.flywheelsKW + rest.batteriesKW - rest.foreseenKW
  const restKW = rest.foreseenKW + Math.min(returning, Math.max(0, need.importKW - rest.foreseenKW))
  const wanted = nearest(need, restKW + bump(units, need, cycleMs, memory))
  if (Math.abs(wanted - memory.neededKW) > need.deadBandKW || isRestReached(wanted, memory.neededKW))
    memory.neededKW = wanted
  const total = clamp(memory.neededKW, canTake, canGive)

  // what is foreseen for flywheels gives way to the band before batteries would work against it
  const { foreseenFlywheelsKW: foreseen } = rest
  const left = clamp(foreseen + total - restKW, Math.min(0, foreseen), Math.max(0, foreseen))
  const goal = total - (rest.flywheelsKW - foreseen) - left
  // what the plan changes goes to the batteries themselves, not round by the flywheels
  memory.batteryKW += rest.foreseenBatteriesKW - memory.foreseenKW
  memory.foreseenKW = rest.foreseenBatteriesKW
  memory.batteryKW += (goal - memory.batteryKW) * Math.min(1, cycleMs / batteryTauMs)
  // taking over is slow, giving back is not: batteries and flywheels never work against each other
  memory.batteryKW = clamp(memory.batteryKW, Math.min(0, goal), Math.max(0, goal))
  memory.batteryKW = clamp(
    memory.batteryKW,
    sumOf(batteries, (u) => u.range.minKW),
    sumOf(batteries, (u) => u.range.maxKW),
  )
  const standing = sumOf(batteries, (u) => nearest(u.range, u.setKW))
  const isOff = Math.abs(memory.batteryKW - standing) > need.deadBandKW || isRestReached(memory.batteryKW, standing)
  const given = isOff ? memory.batteryKW : standing
  const wantedKW = total - handedOver(given, total, memory)
  const flywheelKW = clamp(
    wantedKW,
    sumOf(flywheels, (u) => u.range.minKW),
    sumOf(flywheels, (u) => u.range.maxKW),
  )
  const batteryKW = given + wantedKW - flywheelKW
  return {
    powers: new Map([...spread(flywheels, flywheelKW), ...spread(batteries, batteryKW)]),
    neededKW: memory.neededKW,
    unmetKW: memory.neededKW - total,
    isShort: need.minKW > 0.9 * canGive,
    isFull: need.maxKW < 0.9 * canTake,
    isHandingOver: Math.abs(goal - memory.batteryKW) > handoverKW,
  }
}

/**
 * What the flywheels may count on: batteries answer about a cycle later, so what they take over is handed back a cycle
 * later too. While the total moves, or by more than a handover, it counts at once.
 */
function handedOver(givenKW: KW, totalKW: KW, memory: FastMemory): KW {
  const { givenKW: before, totalKW: totalBefore } = memory
  Object.assign(memory, { givenKW, totalKW })
  return totalKW === totalBefore && Math.abs(givenKW - before) <= handoverKW ? before : givenKW
}

/** What remains of the jump that a change of units would make, kW; fades within some seconds. */
function bump(units: readonly FastUnit[], { deadBandKW }: Need, cycleMs: Ms, memory: FastMemory): KW {
  const members = units.map((u) => u.asset.id).join()
  if (members !== memory.members) {
    const standing = (of: (u: FastUnit) => boolean) => sumOf(units.filter(of), (u) => u.setKW)
    memory.bumpKW = standing(() => true) - memory.neededKW
    memory.batteryKW = standing((u) => u.asset.kind === 'battery')
    memory.totalKW = Number.NaN
    memory.members = members
  }
  memory.bumpKW *= 1 - Math.min(1, cycleMs / batteryTauMs)
  if (Math.abs(memory.bumpKW) < deadBandKW) memory.bumpKW = 0
  return memory.bumpKW
}

/** Coming to rest is always worth a write: storage that idles a few kilowatts off zero empties or fills itself. */
function isRestReached(wanted: KW, standing: KW): boolean {
  return Math.abs(wanted) < 0.5 && Math.abs(standing) >= 0.5
}

/**
 * Brings units to a total power, moving as few as possible: first those that work against the direction, then the one
 * with the least wear and the most room. Units that need not move keep their setpoint, or what is foreseen for them.
 */
export function spread(units: readonly FastUnit[], totalKW: KW): Map<string, KW> {
  const powers = new Map(units.map((u) => [u.asset.id, nearest(u.range, u.base?.powerKW ?? u.setKW)]))
  const at = (u: FastUnit) => powers.get(u.asset.id) ?? 0
  let left = totalKW - units.reduce((sum, u) => sum + at(u), 0)
  const up = left > 0
  const move = (u: FastUnit, end: KW) => {
    const step = up ? Math.min(left, Math.max(0, end - at(u))) : Math.max(left, Math.min(0, end - at(u)))
    powers.set(u.asset.id, at(u) + step)
    left -= step
  }
  for (const u of units.toSorted((a, b) => wearRank(b.asset) - wearRank(a.asset)))
    if (at(u) !== 0 && at(u) > 0 !== up) move(u, nearest(u.range, 0))
  const room = (u: FastUnit) => (up ? u.range.maxKW - at(u) : at(u) - u.range.minKW)
  for (const u of units.toSorted((a, b) => wearRank(a.asset) - wearRank(b.asset) || room(b) - room(a)))
    move(u, up ? u.range.maxKW : u.range.minKW)
  return powers
}
