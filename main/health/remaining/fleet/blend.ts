import { type BoostedTrees, type BoostSettings, fitBoosted, predictBoosted } from '../../../learners/boosted-trees.ts'
import { type DenseNetwork, fitNetwork, type NetworkSettings, predictNetwork } from '../../../learners/dense-network.ts'
import type { Ridge } from '../../../learners/ridge.ts'
import { everyStep, featureColumns } from './features.ts'
import type { Run } from './run.ts'
import { fitIndex, onlySignals, stepsLeft, varyingSignals, withIndex } from './signals.ts'

/** Trees and networks that foresee the steps left, up to a cap, from the features of a run. */
export interface Blend {
  /** Steps left beyond which nothing is told apart. */
  cap: number
  /** Places of the signals that are used. */
  signals: readonly number[]
  index: Ridge
  trees: BoostedTrees
  networks: readonly DenseNetwork[]
}

/** How much is spent on learning. */
export interface BlendEffort {
  boost: BoostSettings
  network: Omit<NetworkSettings, 'seed'>
  networks: number
  /** Every so many steps of a run are learned from; neighbours tell nearly the same. Each network starts at another one. */
  stride: number
}

/** As the bench uses it; half the leaves or twice the rows of a leaf change little. */
export const usualEffort: BlendEffort = {
  boost: { trees: 200, rate: 0.05, leaves: 15, depth: 15, minRows: 20, shrinkRows: 5 },
  network: { hidden: [64, 32], epochs: 25, batch: 64, step: 5e-3, decay: 0.1 },
  networks: 2,
  stride: 3,
}

/** Learns from runs that came to their end. */
export function fitBlend(runs: readonly Run[], how: { cap: number; seed: number; effort: BlendEffort }): Blend {
  const { cap, seed, effort } = how
  const signals = varyingSignals(runs)
  const used = onlySignals(runs, signals)
  const index = fitIndex(used, cap)
  const known = withIndex(used, index)
  const rowsFrom = (offset: number) => {
    const steps = everyStep(effort.stride, offset)
    const left = known.flatMap((run) => {
      const all = stepsLeft(run, cap)
      return steps(run).map((step) => all[step] ?? 0)
    })
    return { columns: featureColumns(known, steps), left: Float64Array.from(left) }
  }
  const first = rowsFrom(0)
  return {
    cap,
    signals,
    index,
    trees: fitBoosted(first.columns, first.left, effort.boost),
    networks: Array.from({ length: effort.networks }, (_, i) => {
      const { columns, left } = i === 0 ? first : rowsFrom(i % effort.stride)
      return fitNetwork(columns, left, { ...effort.network, seed: seed + i })
    }),
  }
}

/** What trees and networks each say of the given steps of each run, one run after the other; never below zero. */
export function foreseenBy(blend: Blend, runs: readonly Run[], stepsToSee: (run: Run) => readonly number[]) {
  const known = withIndex(onlySignals(runs, blend.signals), blend.index)
  const columns = featureColumns(known, stepsToSee)
  const [first, ...rest] = blend.networks.map((network) => predictNetwork(network, columns))
  const networks = (first ?? new Float64Array()).map(
    (value, row) => rest.reduce((sum, own) => sum + (own[row] ?? 0), value) / blend.networks.length,
  )
  return { trees: predictBoosted(blend.trees, columns).map(notNegative), networks: networks.map(notNegative) }
}

function notNegative(value: number): number {
  return Math.max(0, value)
}
