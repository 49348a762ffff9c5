import type { ProofOrder, ProofRecord, ProofSamples, ProofVerdict } from '../../../domain/dispatch/proof.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import { usable } from '../../../domain/reading.ts'
import type { Image } from '../../image.ts'
import { corridorAt, outsideKW } from '../judge/corridor.ts'
import { judge } from '../judge/judge.ts'
import { measure, type Sum } from './measure.ts'
import { roundKW } from './power-memory.ts'
import type { RunningOrder } from './running-order.ts'
import { createSampler } from './sampler.ts'

/** A change of the order by less than this share of the tolerance is no new step: its signal may move in every cycle. */
const stepShare = 0.1
/** Readings that belong to the order arrive until so long after its end. */
const settleMs: Ms = 2_000

const byItself = 'by itself, its time was over'

/** What of an order that runs is saved, so that its record goes on after a restart. */
export interface OpenBody {
  id: string
  order: ProofOrder
  gaps: ProofRecord['gaps']
  contributions: Contributed[]
  /** An order that never asked for so much of a change leaves no record; 0 = every one does. */
  leastChangeKW: KW
}

/** What one asset did so far: its mean before, and a running sum since. */
interface Contributed {
  assetId: string
  beforeKW: KW | null
  sumKW: number
  count: number
}

/** The record of one order while it runs. */
export interface OpenProof {
  id: string
  order(): ProofOrder
  /** Takes what one cycle knows; `running` is absent when nobody orders it any more. */
  observe(image: Image, running: RunningOrder | undefined): void
  /** Whether its end is settled and the record can be kept. */
  isReady(now: EpochMs): boolean
  /** Whether it asked for enough, for long enough, to be a record. */
  isWorthKeeping(): boolean
  /** Distance from what is right now and since when; `undefined` while it is right or unknown. */
  outside(): { since: EpochMs; byKW: KW; powerKW: KW; orderedKW: KW } | undefined
  verdict(now: EpochMs): ProofVerdict
  samples(): ProofSamples
  /** What is not on the disk yet; `saved` says that it is now. */
  unsaved(): { body: OpenBody; samples: ProofSamples }
  saved(): void
  /** What was not recorded, and what each asset did so far. */
  soFar(): Pick<ProofRecord, 'gaps' | 'contributions'>
  /** Everything of the record but what the site adds. */
  finished(): Pick<ProofRecord, 'id' | 'order' | 'ended' | 'gaps' | 'contributions' | 'verdict'>
}

/** What a record begins with, or goes on with after a restart. */
export interface OpenStart {
  body: OpenBody
  samples: ProofSamples
  /** So many of the samples are on the disk already. */
  savedCount: number
}

/** The record of an order; `sum` = what is measured. */
export function createOpenProof({ body, samples, savedCount }: OpenStart, sum: Sum): OpenProof {
  const { id, gaps, contributions, leastChangeKW } = body
  const sampler = createSampler(body.order.from, samples, savedCount)
  let { order } = body
  let seenAt: EpochMs = 0
  let endedAt: EpochMs | undefined
  let ended = ''
  let outside: ReturnType<OpenProof['outside']>
  const soFar = () => ({ gaps, contributions: contributions.map(contributionOf) })
  const upTo = (until: EpochMs): ProofOrder => ({ ...order, until: Math.max(order.from, until) })
  const end = (at: EpochMs, words: string): void => {
    // A clock set back does not undo what was seen.
    endedAt = Math.max(order.from, Math.min(order.until, Math.max(at, seenAt)))
    ended = words
    order = upTo(endedAt)
    outside = undefined
  }
  const follow = (running: RunningOrder, at: EpochMs): void => {
    const last = order.steps.at(-1)
    const isStep =
      last !== undefined &&
      Math.abs(running.powerKW - last.powerKW) > stepShare * order.terms.toleranceKW &&
      at > last.from
    const steps = isStep ? [...order.steps, { from: at, powerKW: running.powerKW }] : order.steps
    if (isStep || running.until !== order.until) order = { ...order, until: running.until, steps }
  }
  return {
    id,
    order: () => order,
    observe(image, running) {
      if (endedAt === undefined) {
        if (!running) end(image.at, image.at >= order.until ? byItself : 'no longer ordered')
        else if (running.ended !== undefined) end(image.at, running.ended)
        else if (image.at >= running.until) end(running.until, byItself)
        else follow(running, image.at)
      }
      const reading = measure(image, sum)
      if (endedAt === undefined || reading.at < endedAt) sampler.add(reading, image.at)
      seenAt = Math.max(seenAt, image.at)
      if (endedAt !== undefined) return
      outside = outsideNow(order, usable(reading), image.at, outside?.since)
      for (const one of contributions) contribute(one, image, order)
    },
    isReady: (now) => endedAt !== undefined && now >= endedAt + settleMs,
    isWorthKeeping: () => leastChangeKW === 0 || (changeOf(order) >= leastChangeKW && isDue(order)),
    outside: () => outside,
    verdict: (now) => judge(upTo(Math.min(order.until, now)), sampler.samples()),
    samples: sampler.samples,
    unsaved: () => ({ body: { id, order, gaps, contributions, leastChangeKW }, samples: sampler.fresh() }),
    saved: sampler.saved,
    soFar,
    finished() {
      sampler.finish()
      return { id, order, ended, ...soFar(), verdict: judge(order, sampler.samples()) }
    },
  }
}

/** A record that a stop of the engine interrupted: from its last sample until now nothing is known. */
export function interrupted(body: OpenBody, { at, powerKW }: ProofSamples, now: EpochMs): OpenStart {
  const from = (at.at(-1) ?? body.order.from - 1) + 1
  const until = Math.max(from, Math.min(now, body.order.until))
  const gaps = [...body.gaps, { from, until, reason: 'the engine was not running' }]
  const samples = { at: [...at, from], powerKW: [...powerKW, null] }
  return { body: { ...body, gaps }, samples, savedCount: at.length }
}

/** Largest change that an order asked for, from where it began. */
function changeOf({ steps, startKW, baseline }: ProofOrder): KW {
  const fromKW = startKW ?? baseline.steps[0]?.powerKW ?? 0
  return Math.max(...steps.map(({ powerKW }) => Math.abs(powerKW - fromKW)))
}

/** Whether an order lasted until it had to be delivered. */
function isDue({ from, until, terms }: ProofOrder): boolean {
  return until - from >= terms.fullMs
}

function outsideNow(
  order: ProofOrder,
  powerKW: KW | undefined,
  now: EpochMs,
  since: EpochMs | undefined,
): ReturnType<OpenProof['outside']> {
  if (powerKW === undefined) return undefined
  const byKW = outsideKW(corridorAt(order, now), powerKW)
  const orderedKW = order.steps.at(-1)?.powerKW ?? 0
  return byKW > 0 ? { since: since ?? now, byKW, powerKW, orderedKW } : undefined
}

function contribute(one: Contributed, image: Image, { from, terms }: ProofOrder): void {
  const powerKW = image.value(one.assetId, 'activePowerKW')
  if (powerKW === undefined || image.at < from + terms.fullMs) return
  one.sumKW += powerKW
  one.count += 1
}

function contributionOf({ assetId, beforeKW, sumKW, count }: Contributed): ProofRecord['contributions'][number] {
  return { assetId, beforeKW, duringKW: count === 0 ? null : roundKW(sumKW / count) }
}
