import { switchingOf } from '../../../../domain/assets/throttling.ts'
import type { EpochMs, KW, Ms } from '../../../../domain/units.ts'
import { sumOf } from '../unit.ts'
import { type DrawOf, foreseen, lowest, type MiningAsk, type MiningUnit, mostDraw, reachableDraw } from './draws.ts'
import { maySuffer } from './sharing.ts'

/** Starts: surplus above what runs, for so long; a large one sooner. */
const starting = { aboveKW: 50, afterMs: 20_000, largeKW: 300, largeAfterMs: 2_000 }
/** Stops: below the lowest draw of all that run, for so long. */
const stopAfterMs: Ms = 3_000

/** When containers were switched, and since when somebody wants to; epoch ms UTC. */
export interface SwitchingMemory {
  switchedAt: Map<string, EpochMs>
  startWantedSince: EpochMs | undefined
  largeStartSince: EpochMs | undefined
  stopWantedSince: EpochMs | undefined
  /** No container starts before: one after the other, for the inrush. */
  nextStartAt: EpochMs
}

/** Nothing was switched yet. */
export function newSwitching(): SwitchingMemory {
  return {
    switchedAt: new Map(),
    startWantedSince: undefined,
    largeStartSince: undefined,
    stopWantedSince: undefined,
    nextStartAt: 0,
  }
}

/** Notes a start or a stop, so that its minimum time and the gap to the next start are kept. */
export function noteSwitch({ asset }: MiningUnit, draw: KW, now: EpochMs, memory: SwitchingMemory): void {
  memory.switchedAt.set(asset.id, now)
  if (draw > 0) memory.nextStartAt = now + switchingOf(asset).startGapMs
}

/** Whether its minimum time on or off is not over. */
function isHeld({ asset }: MiningUnit, isOn: boolean, now: EpochMs, memory: SwitchingMemory): boolean {
  const { minOnMs, minOffMs } = switchingOf(asset)
  return now - (memory.switchedAt.get(asset.id) ?? -Infinity) < (isOn ? minOnMs : minOffMs)
}

/** Containers that are on or off against what is foreseen for them, while the goal leaves room for it. */
export function foreseenSwitches(
  merit: readonly MiningUnit[],
  at: DrawOf,
  ask: MiningAsk,
  memory: SwitchingMemory,
): [MiningUnit, KW][] {
  const running = merit.filter((u) => at(u) > 0)
  const off = running.filter((u) => {
    const others = sumOf(running, (r) => (r === u ? 0 : mostDraw(r)))
    return foreseen(u) === 0 && !isHeld(u, true, ask.now, memory) && ask.goalKW <= others + starting.aboveKW
  })
  const next = merit.find(
    (u) => at(u) === 0 && (foreseen(u) ?? 0) > 0 && !u.isHot && !isHeld(u, false, ask.now, memory),
  )
  const isRoom = next !== undefined && ask.goalKW >= sumOf(running, lowest) + lowest(next)
  const on = isRoom && !ask.isShort && ask.now >= memory.nextStartAt ? [next] : []
  return [...off.slice(0, 1).map((u): [MiningUnit, KW] => [u, 0]), ...on.map((u): [MiningUnit, KW] => [u, lowest(u)])]
}

/** Containers to stop, the last by merit first: one at a time, or as many as it takes when a limit is at stake. */
export function stops(
  merit: readonly MiningUnit[],
  at: DrawOf,
  ask: MiningAsk,
  memory: SwitchingMemory,
): readonly MiningUnit[] {
  const running = merit.filter((u) => at(u) > 0)
  const excess = sumOf(running, (u) => (maySuffer(u, ask) ? lowest(u) : at(u))) - ask.goalKW
  memory.stopWantedSince = running.length > 0 && excess > 0 ? (memory.stopWantedSince ?? ask.now) : undefined
  if (memory.stopWantedSince === undefined) return []
  const candidates = running.toReversed().filter((u) => maySuffer(u, ask))
  if (ask.isShort) return upTo(candidates, excess)
  if (ask.now - memory.stopWantedSince < stopAfterMs) return []
  return candidates.filter((u) => !u.isHot && !isHeld(u, true, ask.now, memory)).slice(0, 1)
}

function upTo(candidates: readonly MiningUnit[], excessKW: KW): MiningUnit[] {
  let left = excessKW
  return candidates.filter((u) => {
    const isNeeded = left > 0
    if (isNeeded) left -= lowest(u)
    return isNeeded
  })
}

/** The container to start next, at its lowest draw, when more is wanted than those that run can take. */
export function starts(
  merit: readonly MiningUnit[],
  at: DrawOf,
  ask: MiningAsk,
  memory: SwitchingMemory,
): [MiningUnit, KW][] {
  const running = merit.filter((u) => at(u) > 0)
  const candidate = merit.find((u) => at(u) === 0 && mostDraw(u) > 0 && !u.isHot && !isHeld(u, false, ask.now, memory))
  const lowestSum = sumOf(running, lowest) + (candidate ? lowest(candidate) : 0)
  const isPossible = candidate !== undefined && ask.goalKW >= lowestSum + starting.aboveKW
  const above = ask.goalKW - sumOf(running, mostDraw)
  const soonAbove = ask.goalKW - sumOf(running, reachableDraw)
  memory.startWantedSince = isPossible && above > starting.aboveKW ? (memory.startWantedSince ?? ask.now) : undefined
  memory.largeStartSince = isPossible && soonAbove > starting.largeKW ? (memory.largeStartSince ?? ask.now) : undefined
  const waited = (since: EpochMs | undefined, ms: Ms) => since !== undefined && ask.now - since >= ms
  const isTime =
    waited(memory.startWantedSince, starting.afterMs) || waited(memory.largeStartSince, starting.largeAfterMs)
  return isTime && ask.now >= memory.nextStartAt && candidate ? [[candidate, lowest(candidate)]] : []
}
