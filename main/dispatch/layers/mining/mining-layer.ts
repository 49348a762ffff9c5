import { clamp, type EpochMs, type KW, type Ms } from '../../../../domain/units.ts'
import { sumOf } from '../unit.ts'
import { foreseen, type MiningAsk, type MiningUnit, mostDraw, standing } from './draws.ts'
import { grow, shed, type Sharing, take } from './sharing.ts'
import { foreseenSwitches, newSwitching, noteSwitch, starts, stops, type SwitchingMemory } from './switching.ts'

/** Time constants of the target: more draw slowly, less draw quickly; both slow while it only relieves storage. */
const tauMs = { more: 8_000, less: 2_000, relief: 60_000 }
/** Fastest relief: the ramps of containers under way, known only some hundred milliseconds late, must not show at the meter. */
const reliefKWPerS = 6
/** Less draw by more than this share of what runs is no correction but an emergency, and goes at once. */
const plungeShare = 0.25
/** As near to what is foreseen as this, each container goes to its own share of it. */
const settledKW: KW = 30
/** The order of merit changes only when one is better than the one before it by so much: prices that cross move nobody. */
const meritMargin = 1.03

/** What the layer keeps from cycle to cycle; instants epoch ms UTC. */
export interface MiningMemory {
  /** Draw asked of all containers together; `undefined` = take what they draw now. */
  drawKW: KW | undefined
  /** Of the last cycle, per container: its draw, and what was foreseen for it. */
  last: Map<string, { draw: KW; foreseen: KW | undefined }>
  /** Ids, the best first. */
  merit: string[]
  writtenAt: Map<string, EpochMs>
  loweredAt: Map<string, EpochMs>
  switching: SwitchingMemory
}

/** A mining layer that takes over whatever it finds. */
export function newMining(): MiningMemory {
  const switching = newSwitching()
  return { drawKW: undefined, last: new Map(), merit: [], writtenAt: new Map(), loweredAt: new Map(), switching }
}

/**
 * Draw per container, kW, never negative. Containers run from their lowest draw up, or not at all. Each has what is foreseen
 * for it, or what it has; what the goal wants beyond or below is shared by merit.
 */
export function shareMining(units: readonly MiningUnit[], ask: MiningAsk, memory: MiningMemory): Map<string, KW> {
  const draws = new Map(units.map((u) => [u.asset.id, standing(u)]))
  const at = (u: MiningUnit) => draws.get(u.asset.id) ?? 0
  const merit = byMerit(units, memory)
  const isPlunge = moveTarget(units, ask, memory)
  const { writtenAt, loweredAt } = memory
  const change = (u: MiningUnit, draw: KW) => {
    draws.set(u.asset.id, draw)
    noteSwitch(u, draw, ask.now, memory.switching)
    writtenAt.set(u.asset.id, ask.now)
  }
  for (const [u, draw] of foreseenSwitches(merit, at, ask, memory.switching)) change(u, draw)
  for (const u of stops(merit, at, { ...ask, isShort: ask.isShort || isPlunge }, memory.switching)) change(u, 0)
  for (const [u, draw] of starts(merit, at, ask, memory.switching)) change(u, draw)
  const running = merit.filter((u) => at(u) > 0)
  share(running, { ask, draws, writtenAt, loweredAt }, memory)
  memory.last = new Map(units.map((u) => [u.asset.id, { draw: at(u), foreseen: foreseen(u) }]))
  return draws
}

function share(running: readonly MiningUnit[], sharing: Sharing, memory: MiningMemory): void {
  // what is foreseen anew is taken as it is; what the goal wants otherwise comes on top
  for (const u of running) {
    const wanted = foreseen(u)
    if (wanted && wanted !== memory.last.get(u.asset.id)?.foreseen) take(u, wanted, sharing)
  }
  const at = (u: MiningUnit) => sharing.draws.get(u.asset.id) ?? 0
  const { drawKW = 0 } = memory
  const left = drawKW - sumOf(running, at)
  if (left < 0) shed(running, -left, sharing)
  else grow(running, left, sharing)
  const { goalKW } = sharing.ask
  const isAsForeseen = Math.abs(goalKW - sumOf(running, (u) => foreseen(u) || at(u))) < settledKW
  if (isAsForeseen && Math.abs(drawKW - goalKW) < settledKW)
    for (const u of running) take(u, foreseen(u) || at(u), sharing)
}

/** Protected ones before all others. */
const costOf = (u: MiningUnit) => u.cost * (u.protection === 'none' ? 1 : 1e-6)

/** The containers, the last to be shed first. */
function byMerit(units: readonly MiningUnit[], memory: MiningMemory): MiningUnit[] {
  const place = new Map(memory.merit.map((id, i) => [id, i]))
  const order = units
    .toSorted((a, b) => costOf(a) - costOf(b))
    .toSorted((a, b) => (place.get(a.asset.id) ?? Infinity) - (place.get(b.asset.id) ?? Infinity) || 0)
  for (let pass = 0; pass < order.length; pass++)
    for (let i = 1; i < order.length; i++) {
      const [before, after] = [order[i - 1], order[i]]
      if (before && after && costOf(after) * meritMargin < costOf(before)) [order[i - 1], order[i]] = [after, before]
    }
  memory.merit = order.map((u) => u.asset.id)
  return order
}

/** Moves the target towards the goal. Returns whether it fell so far that it can't wait for anything. */
function moveTarget(units: readonly MiningUnit[], ask: MiningAsk, memory: MiningMemory): boolean {
  const goal = Math.min(ask.goalKW, sumOf(units, mostDraw))
  const from = memory.drawKW === undefined ? -sumOf(units, (u) => u.setKW) : memory.drawKW + movedBy(units, memory.last)
  const isPlunge = from - goal > Math.max(plungeShare * from, 500)
  memory.drawKW = from + (isPlunge ? goal - from : changeTo(goal, from, ask))
  // a surplus that swings stops nobody; an order does
  return isPlunge && ask.relief !== undefined
}

/** What changes the target without any change of the goal: containers that come and go, and what is foreseen for them. */
function movedBy(units: readonly MiningUnit[], last: MiningMemory['last']): KW {
  const gone = new Map(last)
  let moved = 0
  for (const u of units) {
    const before = last.get(u.asset.id)
    gone.delete(u.asset.id)
    const [was, is] = [before?.foreseen, foreseen(u)]
    if (!before) moved += standing(u)
    else if (was !== undefined && is !== undefined) moved += is - was
  }
  for (const { draw } of gone.values()) moved -= draw
  return moved
}

function changeTo(goal: KW, from: KW, { cycleMs, isShort, isFull, relief }: MiningAsk): KW {
  const change = goal - from
  if (change < 0 && isShort) return change
  if (change > 0 && isFull) return 0.2 * change
  if (relief === 'later') return 0
  const tau: Ms = relief ? tauMs.relief : change > 0 ? tauMs.more : tauMs.less
  const most = relief ? (reliefKWPerS * cycleMs) / 1_000 : Infinity
  return clamp(change * Math.min(1, cycleMs / tau), -most, most)
}
