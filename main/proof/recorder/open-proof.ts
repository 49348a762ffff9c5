import type { ProofOrder, ProofRecord, ProofSamples, ProofVerdict } from '../../../domain/dispatch/proof.ts'
import { usable } from '../../../domain/reading.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { Image } from '../../image.ts'
import { corridorAt, outsideKW } from '../judge/corridor.ts'
import { judge } from '../judge/judge.ts'
import { contribute, contributionOf, type Contributed } from './contributions.ts'
import { measure, type Sum } from './measure.ts'
import { changeOf, createOrderLife, isDue } from './order-life.ts'
import type { RunningOrder } from './running-order.ts'
import { createSampler } from './sampler.ts'

/** Readings that belong to the order arrive until so long after its end. */
const settleMs: Ms = 2_000
/** Several screens may ask: a long order takes some milliseconds to judge. */
const judgeEveryMs: Ms = 1_000

/** What of an order that runs is saved, so that its record goes on after a restart. */
export interface OpenBody {
  id: string
  order: ProofOrder
  gaps: ProofRecord['gaps']
  contributions: Contributed[]
  /** An order that never asked for so much of a change leaves no record; 0 = every one does. */
  leastChangeKW: KW
}

/** What is measured beyond what is right, and since when. */
export interface Outside {
  since: EpochMs
  byKW: KW
  powerKW: KW
  orderedKW: KW
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
  /** `undefined` while it is right or unknown. */
  outside(): Outside | undefined
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
  const life = createOrderLife(body.order)
  const verdict = createJudgement((now) => judge(upTo(life.order(), now), sampler.samples()))
  const soFar = () => ({ gaps, contributions: contributions.map(contributionOf) })
  let outside: Outside | undefined
  return {
    id,
    order: life.order,
    observe(image, running) {
      life.follow(running, image.at)
      const [order, endedAt] = [life.order(), life.endedAt()]
      const reading = measure(image, sum)
      if (endedAt === undefined || reading.at < endedAt) sampler.add(reading, image.at)
      outside = endedAt === undefined ? outsideNow(order, usable(reading), image.at, outside?.since) : undefined
      if (endedAt === undefined) contribute(contributions, image, order)
    },
    isReady: (now) => now >= (life.endedAt() ?? Infinity) + settleMs,
    isWorthKeeping: () => leastChangeKW === 0 || (changeOf(life.order()) >= leastChangeKW && isDue(life.order())),
    outside: () => outside,
    verdict,
    samples: sampler.samples,
    unsaved: () => ({
      body: { id, order: life.order(), gaps, contributions, leastChangeKW },
      samples: sampler.fresh(),
    }),
    saved: sampler.saved,
    soFar,
    finished() {
      sampler.finish()
      const order = life.order()
      return { id, order, ended: life.ended(), ...soFar(), verdict: judge(order, sampler.samples()) }
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

function createJudgement(judgeAt: (now: EpochMs) => ProofVerdict): (now: EpochMs) => ProofVerdict {
  let last: { at: EpochMs; verdict: ProofVerdict } | undefined
  return (now) => {
    const isFresh = last !== undefined && now >= last.at && now - last.at < judgeEveryMs
    if (!last || !isFresh) last = { at: now, verdict: judgeAt(now) }
    return last.verdict
  }
}

function upTo(order: ProofOrder, now: EpochMs): ProofOrder {
  return { ...order, until: Math.max(order.from, Math.min(order.until, now)) }
}

function outsideNow(
  order: ProofOrder,
  powerKW: KW | undefined,
  now: EpochMs,
  since: EpochMs | undefined,
): Outside | undefined {
  if (powerKW === undefined) return undefined
  const byKW = outsideKW(corridorAt(order, now), powerKW)
  const orderedKW = order.steps.at(-1)?.powerKW ?? 0
  return byKW > 0 ? { since: since ?? now, byKW, powerKW, orderedKW } : undefined
}
