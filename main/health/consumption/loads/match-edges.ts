import type { EpochMs, KW, Ms } from '../../../../domain/units.ts'

/** A consumer that was on. */
export interface Run {
  from: EpochMs
  to: EpochMs
  powerKW: KW
}

/** An edge upwards that no edge downwards belongs to yet. */
export interface Open {
  at: EpochMs
  stepKW: KW
}

/** An edge downwards. */
export interface Off {
  at: EpochMs
  /** Size of the step, positive. */
  powerKW: KW
  noiseKW: KW
}

/** What is known of recurring consumers, to tell which edges belong together. */
export interface Known {
  /** How unusual a run of this power and length is, 0 = as always; `undefined` when no consumer is like it. */
  surprise(powerKW: KW, lastsMs: Ms): number | undefined
  /** Longest time that a consumer of this power stays on; `Infinity` while it is not known. */
  longestMs(powerKW: KW): Ms
  /** Powers of consumers that recur. */
  powersKW(): readonly KW[]
}

/** Edges that belong together differ by no more than this share of the larger, and so many times the noise. */
const [likeRatio, timesNoise] = [0.05, 3]
/** How unlike an unknown run counts for each time that it is longer than a minute. */
const perLength = 0.15

/** By how much two edges of a consumer may differ, kW. */
export function marginKW(powerKW: KW, noiseKW: KW): KW {
  return timesNoise * noiseKW + likeRatio * Math.abs(powerKW)
}

/** Whether two steps may be of one consumer. */
export function isLike(aKW: KW, bKW: KW, noiseKW: KW): boolean {
  return Math.abs(aKW - bKW) <= marginKW(Math.max(aKW, bKW), noiseKW)
}

/** How badly it explains an edge downwards that this one began: by size and by how long it would have run. */
export function misfit(on: Open, { at, powerKW, noiseKW }: Off, known: Known): number {
  const meanKW = (on.stepKW + powerKW) / 2
  return ((on.stepKW - powerKW) / marginKW(meanKW, noiseKW)) ** 2 + oddness(meanKW, at - on.at, known)
}

/** How odd it is that this has been on for so long. */
export function oddness(powerKW: KW, lastsMs: Ms, known: Known): number {
  return known.surprise(powerKW, lastsMs) ?? perLength * Math.log(1 + lastsMs / 60_000)
}

/** The edge upwards that fits best by size and, where the consumer is known, by how long it usually runs. */
export function fitting(open: readonly Open[], off: Off, known: Known): { on: Open; cost: number } | undefined {
  let best: { on: Open; cost: number } | undefined
  for (const on of open) {
    if (!isLike(on.stepKW, off.powerKW, off.noiseKW)) continue
    const cost = misfit(on, off, known)
    if (!best || cost < best.cost) best = { on, cost }
  }
  return best
}
