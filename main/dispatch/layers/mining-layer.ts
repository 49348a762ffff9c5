import type { AssetOf } from '../../../domain/asset.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import { ratedJPerTH } from '../merit.ts'
import { sumOf, type Unit } from './unit.ts'

/** A mining container under automatic control. */
export type MiningUnit = Unit<AssetOf<'container'>>

/** Time constants of the target: more draw slowly, less draw quickly. */
const tauMs = { more: 8_000, less: 2_000 }
/** A container is written when this share of its rating away and so long after its last write; shedding at once. */
const writing = { share: 0.02, everyMs: 5_000, shedShare: 0.1 }
/** Starts: surplus above what runs, for so long; a large one sooner. One container after the other, for the inrush. */
const starting = { aboveKW: 50, afterMs: 20_000, largeKW: 300, largeAfterMs: 2_000, staggerMs: 2_000 }
/** Stops: below the lowest draw of all that run, for so long. */
const stopAfterMs: Ms = 3_000
/** After a start or a stop a container stays as it is, unless a limit asks for it. */
const heldMs: Ms = 60_000
/** Ramping up within this time counts as there: more surplus than that calls further containers to help. */
const relieveWithinMs: Ms = 15_000

/** What the layer keeps from cycle to cycle; instants epoch ms UTC. */
export interface MiningMemory {
  /** Draw asked of all containers together; `undefined` = take what they draw now. */
  drawKW: KW | undefined
  switchedAt: Map<string, EpochMs>
  writtenAt: Map<string, EpochMs>
  startWantedSince: EpochMs | undefined
  largeStartSince: EpochMs | undefined
  stopWantedSince: EpochMs | undefined
  startedAt: EpochMs
}

/** A mining layer that takes over whatever it finds. */
export function newMining(): MiningMemory {
  return {
    drawKW: undefined,
    switchedAt: new Map(),
    writtenAt: new Map(),
    startWantedSince: undefined,
    largeStartSince: undefined,
    stopWantedSince: undefined,
    startedAt: 0,
  }
}

/** What is asked of mining in this cycle. */
export interface MiningAsk {
  now: EpochMs
  cycleMs: Ms
  /** Draw that brings the grid power where mining aims, kW, never negative. */
  goalKW: KW
  /** Storage can't give what the grid band needs: shed at once. */
  isShort: boolean
  /** Storage can't take what the grid band needs: draw more, quickly. */
  isFull: boolean
}

/** Draw per container, kW, never negative. Containers run from their lowest draw up, or not at all. */
export function shareMining(units: readonly MiningUnit[], ask: MiningAsk, memory: MiningMemory): Map<string, KW> {
  const draws = new Map(units.map((u) => [u.asset.id, standing(u)]))
  const at = (u: MiningUnit) => draws.get(u.asset.id) ?? 0
  const merit = units.toSorted((a, b) => ratedJPerTH(a.asset) - ratedJPerTH(b.asset))
  moveTarget(units, ask, memory)
  const wanted = memory.drawKW ?? 0
  const stopped = stops(merit, at, ask, memory)
  if (stopped) switchTo(stopped, 0, draws, ask.now, memory)
  const started = starts(merit, at, ask, memory)
  if (started) {
    switchTo(started, lowest(started), draws, ask.now, memory)
    memory.startedAt = ask.now
  }
  const running = merit.filter((u) => at(u) > 0)
  const change = wanted - sumOf(running, at)
  if (change < 0) shed(running, change, draws, ask, memory)
  else grow(running, change, draws, ask, memory)
  return draws
}

/** Most that a container may draw now; 0 when not even its lowest draw is allowed. */
export function mostDraw({ asset, range }: MiningUnit): KW {
  return -range.minKW >= asset.minPowerKW ? -range.minKW : 0
}

function lowest({ asset, range }: MiningUnit): KW {
  return Math.max(asset.minPowerKW, -range.maxKW)
}

/** Where a container stands: off, or its last draw inside what is allowed now. */
function standing(u: MiningUnit): KW {
  const draw = -u.setKW
  if (draw < u.asset.minPowerKW / 2 && u.range.maxKW > -u.asset.minPowerKW) return 0
  const isAllowed = mostDraw(u) > 0
  return isAllowed ? Math.min(Math.max(draw, lowest(u)), mostDraw(u)) : 0
}

function moveTarget(units: readonly MiningUnit[], ask: MiningAsk, memory: MiningMemory): void {
  const available = sumOf(units, mostDraw)
  const goal = Math.min(ask.goalKW, available)
  const from = memory.drawKW ?? -sumOf(units, (u) => u.setKW)
  const tau = goal > from ? tauMs.more : tauMs.less
  const share = ask.isShort && goal < from ? 1 : ask.isFull && goal > from ? 0.2 : Math.min(1, ask.cycleMs / tau)
  memory.drawKW = from + (goal - from) * share
}

function switchTo(u: MiningUnit, draw: KW, draws: Map<string, KW>, now: EpochMs, memory: MiningMemory): void {
  draws.set(u.asset.id, draw)
  memory.switchedAt.set(u.asset.id, now)
  memory.writtenAt.set(u.asset.id, now)
}

function isHeld(u: MiningUnit, now: EpochMs, memory: MiningMemory): boolean {
  return now - (memory.switchedAt.get(u.asset.id) ?? -Infinity) < heldMs
}

type DrawOf = (u: MiningUnit) => KW

function stops(merit: readonly MiningUnit[], at: DrawOf, ask: MiningAsk, memory: MiningMemory): MiningUnit | undefined {
  const running = merit.filter((u) => at(u) > 0)
  const isBelow = running.length > 0 && ask.goalKW < sumOf(running, lowest)
  memory.stopWantedSince = isBelow ? (memory.stopWantedSince ?? ask.now) : undefined
  if (memory.stopWantedSince === undefined) return undefined
  if (ask.isShort) return running.at(-1)
  if (ask.now - memory.stopWantedSince < stopAfterMs) return undefined
  return running.findLast((u) => !isHeld(u, ask.now, memory))
}

function starts(
  merit: readonly MiningUnit[],
  at: DrawOf,
  ask: MiningAsk,
  memory: MiningMemory,
): MiningUnit | undefined {
  const running = merit.filter((u) => at(u) > 0)
  const candidate = merit.find((u) => at(u) === 0 && mostDraw(u) > 0 && !isHeld(u, ask.now, memory))
  const lowestSum = sumOf(running, lowest) + (candidate ? lowest(candidate) : 0)
  const isPossible = candidate !== undefined && ask.goalKW >= lowestSum + starting.aboveKW
  const above = ask.goalKW - sumOf(running, mostDraw)
  const soonAbove = ask.goalKW - sumOf(running, reachableDraw)
  memory.startWantedSince = isPossible && above > starting.aboveKW ? (memory.startWantedSince ?? ask.now) : undefined
  memory.largeStartSince = isPossible && soonAbove > starting.largeKW ? (memory.largeStartSince ?? ask.now) : undefined
  const waited = (since: EpochMs | undefined, ms: Ms) => since !== undefined && ask.now - since >= ms
  const isTime =
    waited(memory.startWantedSince, starting.afterMs) || waited(memory.largeStartSince, starting.largeAfterMs)
  return isTime && ask.now - memory.startedAt >= starting.staggerMs ? candidate : undefined
}

/** Draw that a running container can have come to within the time that storage may wait for relief. */
function reachableDraw(u: MiningUnit): KW {
  return Math.min(mostDraw(u), Math.max(-u.powerKW, lowest(u)) + (u.asset.rampUpKWPerS * relieveWithinMs) / 1_000)
}

/** Takes draw away, the least efficient container first. A large part of a rating goes at once. */
function shed(running: MiningUnit[], change: KW, draws: Map<string, KW>, ask: MiningAsk, memory: MiningMemory): void {
  let left = -change
  for (const u of running.toReversed()) {
    const at = draws.get(u.asset.id) ?? 0
    const step = Math.min(left, at - lowest(u))
    if (step <= 0) continue
    const isLarge = step > writing.shedShare * u.asset.ratedPowerKW
    if (!(isLarge || ask.isShort) && !isWorthWriting(u, step, ask.now, memory)) return
    draws.set(u.asset.id, at - step)
    memory.writtenAt.set(u.asset.id, ask.now)
    left -= step
  }
}

/** Adds draw, the most efficient container first, but to several at once when one alone would take too long. */
function grow(running: MiningUnit[], change: KW, draws: Map<string, KW>, ask: MiningAsk, memory: MiningMemory): void {
  const goals = new Map(draws)
  let left = change
  for (const limit of [reachableDraw, mostDraw])
    for (const u of running) {
      const at = goals.get(u.asset.id) ?? 0
      const step = Math.max(0, Math.min(left, limit(u) - at))
      goals.set(u.asset.id, at + step)
      left -= step
    }
  for (const u of running) {
    const goal = goals.get(u.asset.id) ?? 0
    if (!isWorthWriting(u, goal - (draws.get(u.asset.id) ?? 0), ask.now, memory)) continue
    draws.set(u.asset.id, goal)
    memory.writtenAt.set(u.asset.id, ask.now)
  }
}

function isWorthWriting(u: MiningUnit, step: KW, now: EpochMs, memory: MiningMemory): boolean {
  const isRecent = now - (memory.writtenAt.get(u.asset.id) ?? -Infinity) < writing.everyMs
  return !isRecent && step > writing.share * u.asset.ratedPowerKW
}
