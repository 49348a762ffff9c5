import type { z } from 'zod'
import type { excessShape } from '../../../../domain/rpc/health/consumption.ts'
import type { Aspect, Cause } from './aspect.ts'
import { dot, fittedPositive } from './linear.ts'
import type { Running, WatchState } from './watch.ts'

/** Equipment that draws more than it should, as people see it. */
export type Excess = z.infer<typeof excessShape>

/** Shapes are often much alike: a cause whose shape does not show is not ruled out by that. */
const leastShape = 0.1
/** Nobody knows all causes. */
const unknownShare = 0.05

/** Words, figures and ranked causes of an excess. */
export function excessOf(
  aspect: Aspect,
  state: WatchState,
  running: Running,
  dayWords: (at: number) => string,
): Excess {
  const excessKW = running.excessKWh / Math.max(running.hours, 1e-9)
  const expectedKW = running.expectedKWh / Math.max(running.hours, 1e-9)
  const pct = expectedKW > 0.5 ? `, ${Math.round((100 * excessKW) / expectedKW)} %` : ''
  const causes = rankedCauses(aspect, state, running)
  const [first] = causes
  const shows = first ? `; it ${first.cause.shows}` : ''
  const proof = causes.flatMap(({ proof: words }) => (words ? [words] : []))[0]
  return {
    id: `${aspect.id}@${running.sinceAt}`,
    assetId: aspect.assetId,
    sinceAt: running.sinceAt,
    excessKW: rounded(excessKW),
    excessKWh: rounded(running.excessKWh),
    excessEur: running.excessEur === null ? null : Math.round(running.excessEur * 100) / 100,
    reason: `Draws ${rounded(excessKW)} kW${pct} more than expected ${aspect.words} since ${dayWords(running.sinceAt)}${shows}${proof ? `; ${proof}` : ''}.`,
    causes: [
      ...causes.map(({ cause, share }) => ({ name: cause.name, sharePct: Math.round(100 * share) })),
      { name: 'Unknown', sharePct: Math.round(100 * unknownShare) },
    ].filter(({ sharePct }) => sharePct > 0),
  }
}

interface Ranked {
  cause: Cause
  share: number
  proof: string | undefined
}

/**
 * Each cause by how much of the excess has its shape, and by what speaks for it. Causes of one shape share it; the one
 * that a reading speaks for takes most.
 */
function rankedCauses(aspect: Aspect, state: WatchState, running: Running): Ranked[] {
  const shapes = fittedPositive(groupedSums(running))
  const ofShape = sharesByShape(running, shapes)
  const weighted = aspect.causes.map((cause, i) => {
    const { steps, words } = evidenceOf(cause, meanOf(state.evidence[i]), meanOf(running.evidence[i]))
    return { cause, proof: words, weight: (leastShape + (ofShape[i] ?? 0)) * believed(steps) }
  })
  const sum = weighted.reduce((total, { weight }) => total + weight, 0)
  return weighted
    .map(({ cause, proof, weight }) => ({ cause, proof, share: ((1 - unknownShare) * weight) / sum }))
    .sort((a, b) => b.share - a.share)
}

/** The sums of the fit, steady: shapes that are alike share what they explain. */
function groupedSums({ shapes }: Running): Running['shapes'] {
  const n = shapes.moment.length
  const gram = shapes.gram.map((value, place) => (place % (n + 1) === 0 ? value * 1.02 + 1e-6 : value))
  return { ...shapes, gram }
}

/** Part of the excess that each shape explains; shapes that are the same share evenly. */
function sharesByShape({ shapes }: Running, found: readonly number[]): number[] {
  const n = found.length
  const sizes = found.map((value, i) => value * Math.sqrt(Math.max(0, shapes.gram[i * n + i] ?? 0)))
  const product = (a: number, b: number) => shapes.gram[a * n + b] ?? 0
  const isSame = (i: number, j: number) => {
    return product(i, j) > 0 && product(i, j) ** 2 > 0.9999 * product(i, i) * product(j, j)
  }
  const shared = sizes.map((_, i) => {
    const same = sizes.flatMap((size, j) => (i === j || isSame(i, j) ? [size] : []))
    return same.reduce((sum, size) => sum + size, 0) / same.length
  })
  const total = dot(
    shared,
    shared.map(() => 1),
  )
  return shared.map((size) => (total > 0 ? size / total : 1 / n))
}

/** A reading that speaks for a cause outweighs its shape; one that is as always speaks against it. */
function believed(steps: number | undefined): number {
  return steps === undefined ? 0.5 : 0.1 + Math.min(4, Math.max(0, steps))
}

function evidenceOf(cause: Cause, usual: number | undefined, now: number | undefined) {
  const { evidence } = cause
  if (!evidence || usual === undefined || now === undefined || usual === 0)
    return { steps: undefined, words: undefined }
  const ratio = now / usual - 1
  const steps = (ratio * evidence.direction) / evidence.stepRatio
  const size = `${Math.abs(Math.round(100 * ratio))} % ${ratio > 0 ? 'above' : 'below'} its usual`
  return { steps, words: steps >= 1 ? `${evidence.label} is ${size}` : undefined }
}

function meanOf(mean: { sum: number; weight: number } | undefined): number | undefined {
  return mean && mean.weight > 0 ? mean.sum / mean.weight : undefined
}

function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Math.round(value * 10) / 10
}
