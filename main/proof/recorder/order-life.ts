import type { ProofOrder } from '../../../domain/dispatch/proof.ts'
import type { EpochMs, KW, Ms } from '../../../domain/units.ts'
import type { RunningOrder } from './running-order.ts'

/**
 * A signal may move in every cycle: a change by less than a tenth of the tolerance is no new step, nor one by less than the
 * tolerance within a second of the last.
 */
const stepShare = 0.1
const stepEveryMs: Ms = 1_000
const byItself = 'by itself, its time was over'

/** An order as it changes and ends. */
export interface OrderLife {
  order(): ProofOrder
  /** `undefined` while it runs. */
  endedAt(): EpochMs | undefined
  /** In words; empty while it runs. */
  ended(): string
  /** Takes what is ordered in this cycle; absent when nobody orders it any more. */
  follow(running: RunningOrder | undefined, now: EpochMs): void
}

/** Follows an order from cycle to cycle; after its end nothing changes it. */
export function createOrderLife(begun: ProofOrder): OrderLife {
  let order = begun
  let seenAt: EpochMs = 0
  let end: { at: EpochMs; words: string } | undefined
  const finish = (now: EpochMs, words: string): void => {
    // A clock set back does not undo what was seen.
    const at = Math.max(order.from, Math.min(order.until, Math.max(now, seenAt)))
    end = { at, words }
    order = { ...order, until: at }
  }
  return {
    order: () => order,
    endedAt: () => end?.at,
    ended: () => end?.words ?? '',
    follow(running, now) {
      if (end) return
      if (!running) finish(now, now >= order.until ? byItself : 'no longer ordered')
      else if (running.ended !== undefined) finish(now, running.ended)
      else if (now >= running.until) finish(running.until, byItself)
      else order = stepped(order, running, now)
      seenAt = Math.max(seenAt, now)
    },
  }
}

function stepped(order: ProofOrder, { powerKW, until }: RunningOrder, now: EpochMs): ProofOrder {
  const last = order.steps.at(-1)
  const sinceMs = now - (last?.from ?? now)
  const leastKW = (sinceMs < stepEveryMs ? 1 : stepShare) * Math.max(order.terms.toleranceKW, 1)
  const isStep = sinceMs > 0 && Math.abs(powerKW - (last?.powerKW ?? 0)) > leastKW
  if (!isStep) return until === order.until ? order : { ...order, until }
  return { ...order, until, steps: [...order.steps, { from: now, powerKW }] }
}

/** Largest change that an order asked for, from where it began. */
export function changeOf({ steps, startKW, baseline }: ProofOrder): KW {
  const fromKW = startKW ?? baseline.steps[0]?.powerKW ?? 0
  return Math.max(...steps.map(({ powerKW }) => Math.abs(powerKW - fromKW)))
}

/** Whether an order lasted until it had to be delivered. */
export function isDue({ from, until, terms }: ProofOrder): boolean {
  return until - from >= terms.fullMs
}
