import type { KW } from '../../../../domain/units.ts'
import { fitting, isLike, type Known, marginKW, oddness, type Off, type Open, type Run } from './match-edges.ts'

/** Runs that end with an edge, what is on after it, and how far-fetched that is. */
export interface Explained {
  runs: Run[]
  open: Open[]
  cost: number
}

/** Two things at once are rarer than one. */
const twoCost = 0.6
/** A run of a known consumer that is much shorter or longer than usual explains nothing. */
const mostSurprise = 3

/**
 * Explains an edge downwards by two things in one: one goes off of two that came on together, or came on in the second in
 * which another went off; two go off together, or one goes off as another comes on. Only known consumers explain anything;
 * `undefined` when they don't.
 */
export function explained(open: readonly Open[], off: Off, known: Known): Explained | undefined {
  return oneOfTwo(open, off, known) ?? tookOver(open, off, known) ?? twoNow(open, off, known)
}

function isUsual(run: Run, known: Known): boolean {
  return (known.surprise(run.powerKW, run.to - run.from) ?? Infinity) < mostSurprise
}

function isKnown(powerKW: KW, noiseKW: KW, known: Known): boolean {
  return powerKW > 0 && known.powersKW().some((kW) => isLike(kW, powerKW, noiseKW))
}

function costOf(runs: readonly Run[], errorKW: KW, { powerKW, noiseKW }: Off, known: Known): number {
  const odd = runs.map((run) => oddness(run.powerKW, run.to - run.from, known))
  return twoCost + (errorKW / marginKW(powerKW, noiseKW)) ** 2 + Math.max(0, ...odd)
}

function oneOfTwo(open: readonly Open[], off: Off, known: Known): Explained | undefined {
  const { at, powerKW, noiseKW } = off
  if (!isKnown(powerKW, noiseKW, known)) return undefined
  const both = open.findLast(
    ({ at: from, stepKW }) =>
      !isKnown(stepKW, noiseKW, known) &&
      isKnown(stepKW - powerKW, noiseKW, known) &&
      isUsual({ from, to: at, powerKW }, known),
  )
  if (!both) return undefined
  const rest = { at: both.at, stepKW: both.stepKW - powerKW }
  const runs = [{ from: both.at, to: at, powerKW }]
  return { runs, open: open.map((on) => (on === both ? rest : on)), cost: costOf(runs, 0, off, known) }
}

function tookOver(open: readonly Open[], off: Off, known: Known): Explained | undefined {
  const { at, powerKW, noiseKW } = off
  for (const seen of open.toReversed())
    for (const before of open.toReversed()) {
      const errorKW = before.stepKW + seen.stepKW - powerKW
      if (before.at >= seen.at || Math.abs(errorKW) > marginKW(powerKW, noiseKW)) continue
      const runs = [
        { from: before.at, to: seen.at, powerKW: before.stepKW },
        { from: seen.at, to: at, powerKW },
      ]
      if (!runs.every((run) => isUsual(run, known))) continue
      const left = open.filter((on) => on !== seen && on !== before)
      return { runs, open: left, cost: costOf(runs, errorKW, off, known) }
    }
  return undefined
}

function twoNow(open: readonly Open[], off: Off, known: Known): Explained | undefined {
  const { at, noiseKW } = off
  const found = partsOf(open, off, known)
  if (!found) return undefined
  let left = [...open]
  const runs: Run[] = []
  for (const part of found.parts) {
    if (part < 0) {
      left.push({ at, stepKW: -part })
      continue
    }
    const one = fitting(left, { at, powerKW: part, noiseKW }, known)
    const run = one && { from: one.on.at, to: at, powerKW: one.on.stepKW }
    if (!run) return undefined
    left = left.filter((on) => on !== one.on)
    runs.push(run)
  }
  return { runs, open: left, cost: costOf(runs, found.errorKW, off, known) }
}

interface Parts {
  /** What goes off (positive) and, with it, what goes off too or comes on (negative). */
  parts: [KW, KW]
  errorKW: KW
}

function partsOf(open: readonly Open[], { at, powerKW, noiseKW }: Off, known: Known): Parts | undefined {
  let best: Parts | undefined
  const consider = (first: KW, second: KW): void => {
    const errorKW = Math.abs(first + second - powerKW)
    if (errorKW > marginKW(powerKW, noiseKW) || (best && errorKW >= best.errorKW)) return
    best = { parts: [first, second], errorKW }
  }
  const surpriseOf = (on: Open) => known.surprise(on.stepKW, at - on.at)
  // beside one that is known, something may go off that was never seen before
  const likely = open.filter((on) => (surpriseOf(on) ?? 0) < mostSurprise)
  const usual = likely.filter((on) => surpriseOf(on) !== undefined)
  for (const on of usual) {
    for (const other of likely) if (other !== on) consider(on.stepKW, other.stepKW)
    for (const kW of known.powersKW()) consider(on.stepKW, -kW)
  }
  return best
}
