import type { EpochMs, KW } from '../../../../domain/units.ts'

/** A step from one steady draw to another. */
export interface Edge {
  at: EpochMs
  /** By how much the draw changed, positive = more. */
  stepKW: KW
}

/** What the finder gives with each second: the steady draw before it, and an edge that is over. */
export interface Seen {
  edge: Edge | undefined
  /** Mean of the newest seconds. */
  levelKW: KW
}

/** Finds the edges in a draw that comes second by second. */
export interface EdgeFinder {
  /** Draw of a second, positive. `undefined` until enough is known. */
  take(at: EpochMs, drawKW: KW): Seen | undefined
  /** Forgets what is under way, after a gap. */
  gap(): void
  /** Usual size of what is no edge: the scale of the differences, kW. */
  noiseKW(): KW
}

/** Seconds on either side of a second: shorter runs than this cannot be told. */
const side = 5
/** An edge is this many times as large as what is usual between two neighbouring means, and at least so large. */
const timesNoise = 5
const leastKW: KW = 0.5
/** Share of the threshold below which a step is over. */
const release = 0.4
/** How fast the usual difference is learned, by share of itself per second. */
const learnRatio = 0.004
/** Median of a size over the deviation of a normal distribution. */
const medianOfNormal = 0.6745

/**
 * Steady states and edges of a draw (after Hart, "Nonintrusive appliance load monitoring", Proc. IEEE 80-12, 1992): the
 * mean of the seconds after an instant less that of those before it. What is usual for that difference is learned as its
 * running median, so one threshold does for quiet and for noisy loads.
 */
export function createEdgeFinder(start: { noiseKW?: KW } = {}): EdgeFinder {
  const window: KW[] = []
  let noise = start.noiseKW ?? 1
  let open: { beforeKW: KW; peakKW: KW; at: EpochMs } | undefined
  const mean = (from: number) => {
    let sum = 0
    for (let i = from; i < from + side; i++) sum += window[i] ?? 0
    return sum / side
  }
  /** A step goes on until the difference is small again or turns round. */
  const follow = (at: EpochMs, beforeKW: KW, afterKW: KW): Edge | undefined => {
    const changeKW = afterKW - beforeKW
    const thresholdKW = Math.max(leastKW, timesNoise * noise)
    if (!open) {
      if (Math.abs(changeKW) > thresholdKW) open = { beforeKW, peakKW: changeKW, at }
      return undefined
    }
    const isSame = changeKW * open.peakKW > 0
    if (isSame && Math.abs(changeKW) > Math.abs(open.peakKW)) open = { ...open, peakKW: changeKW, at }
    if (isSame && Math.abs(changeKW) > release * thresholdKW) return undefined
    const { peakKW, at: peakAt, beforeKW: fromKW } = open
    const turnsRound = !isSame && Math.abs(changeKW) > thresholdKW
    // what turns round at once has no steady state behind it: then the difference at its peak is what is known
    const stepKW = turnsRound ? peakKW : beforeKW - fromKW
    open = turnsRound ? { beforeKW, peakKW: changeKW, at } : undefined
    return Math.abs(stepKW) > thresholdKW ? { at: peakAt, stepKW } : undefined
  }
  return {
    take(at, drawKW) {
      window.push(drawKW)
      if (window.length < 2 * side) return undefined
      if (window.length > 2 * side) window.shift()
      const [beforeKW, afterKW] = [mean(0), mean(side)]
      noise = learned(noise, Math.abs(afterKW - beforeKW) / medianOfNormal)
      return { edge: follow(at - (side - 1) * 1_000, beforeKW, afterKW), levelKW: afterKW }
    },
    gap() {
      window.length = 0
      open = undefined
    },
    noiseKW: () => noise,
  }
}

/** One step of a running median that moves by a share of itself. */
function learned(median: number, size: number): number {
  if (size > median) return median * (1 + learnRatio)
  return Math.max(0.01, median * (1 - learnRatio))
}
