import type { BlendEffort } from './blend.ts'
import { type HeldBack, heldBack, rootMeanSquare } from './held-back.ts'
import { type Run, stepsOf } from './run.ts'

/** Caps that are tried, as shares of the median life: beyond, wear can't be told yet. */
const capShares = [0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8]
/** Shares of the networks in the blend that are tried. */
const networkShares = [0, 0.25, 0.5, 0.75, 1]
/** What is about as good as the best: the lower cap then, which is late less often, and the blend nearest to even. */
const aboutAsGood = 1.02

/** Trees alone, on few rows: enough to tell caps apart. */
function quick(effort: BlendEffort): BlendEffort {
  const { boost, network, stride } = effort
  return {
    boost: { ...boost, trees: Math.ceil(0.4 * boost.trees), rate: 2 * boost.rate },
    network,
    networks: 0,
    stride: 2 * stride,
  }
}

/** The cap, in steps, whose forecasts of runs held back miss least. */
export function chooseCap(runs: readonly Run[], how: { seed: number; effort: BlendEffort }): number {
  const lives = runs.map(stepsOf).toSorted((a, b) => a - b)
  const median = lives[lives.length >> 1] ?? 0
  const tried = capShares.map((share) => {
    const cap = Math.round(share * median)
    const rows = heldBack(runs, { cap, seed: how.seed, effort: quick(how.effort) })
    return { cap, error: rootMeanSquare(rows, 0) }
  })
  const least = Math.min(...tried.map(({ error }) => error))
  return tried.find(({ error }) => error <= aboutAsGood * least)?.cap ?? median
}

/** The share of the networks in the blend. */
export function chooseShare(rows: readonly HeldBack[]): number {
  const tried = networkShares.map((share) => ({ share, error: rootMeanSquare(rows, share) }))
  const least = Math.min(...tried.map(({ error }) => error))
  const good = tried.filter(({ error }) => error <= aboutAsGood * least)
  return good.toSorted((a, b) => Math.abs(a.share - 0.5) - Math.abs(b.share - 0.5))[0]?.share ?? 0
}
