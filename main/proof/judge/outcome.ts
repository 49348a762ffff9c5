import type { ProofOrder, ProofVerdict } from '../../../domain/dispatch/proof.ts'
import { powerWords } from '../../../domain/asset.ts'
import { stillMs } from './first-step.ts'
import { shareWords, spanWords } from '../words.ts'

/** Everything of a verdict but what follows from it. */
export type Figures = Omit<ProofVerdict, 'outcome' | 'reasons'>

/** With less of the time measured nothing is said. */
const neededKnownShare = 0.5
/** At least so much of it is more than nothing. */
const partShare = 0.5

/** What the figures mean, and why. */
export function outcomeOf(order: ProofOrder, figures: Figures): Pick<ProofVerdict, 'outcome' | 'reasons'> {
  const { terms, from, until } = order
  const spanMs = until - from
  if (figures.knownShare < neededKnownShare)
    return { outcome: 'unknown', reasons: [`Only ${shareWords(figures.knownShare)} of the time was measured.`] }
  if (spanMs < terms.fullMs) {
    const reason = `It ended after ${spanWords(spanMs)}; full delivery had until ${spanWords(terms.fullMs)}.`
    return { outcome: 'unknown', reasons: [reason] }
  }
  const faults = [...timeFaults(order, figures), ...shareFaults(order, figures)]
  if (faults.length === 0) return { outcome: 'delivered', reasons: [deliveredWords(order, figures)] }
  return { outcome: isPart(figures) ? 'partly' : 'notDelivered', reasons: faults }
}

function timeFaults(order: ProofOrder, { stepKW, startDelayMs, timeToFullMs }: Figures): string[] {
  const { terms } = order
  if (stepKW === null || Math.abs(stepKW) <= terms.toleranceKW) return []
  const faults: string[] = []
  const still = stillMs(order)
  if (startDelayMs === null && still >= (terms.startMs ?? terms.fullMs))
    faults.push(`The step of ${powerWords(stepKW)} never began.`)
  if (terms.startMs !== null && (startDelayMs ?? 0) > terms.startMs)
    faults.push(`It began after ${spanWords(startDelayMs ?? 0)}; ${spanWords(terms.startMs)} are allowed.`)
  if (timeToFullMs === null && still >= terms.fullMs) faults.push('Nine tenths of the step were never reached.')
  if ((timeToFullMs ?? 0) > terms.fullMs)
    faults.push(`Nine tenths came after ${spanWords(timeToFullMs ?? 0)}; ${spanWords(terms.fullMs)} are allowed.`)
  return faults
}

function shareFaults({ terms, from, until }: ProofOrder, figures: Figures): string[] {
  const faults: string[] = []
  const { withinShare, heldMs } = figures
  if (withinShare !== null && withinShare < terms.neededShare)
    faults.push(
      `Within ${powerWords(terms.toleranceKW)} of the order for ${shareWords(withinShare)} of the time; ` +
        `${shareWords(terms.neededShare)} are needed.`,
    )
  const askedMs = Math.min(terms.holdMs ?? 0, until - from - terms.fullMs)
  if (terms.holdMs !== null && (heldMs ?? 0) < askedMs)
    faults.push(`Held for ${spanWords(heldMs ?? 0)} of ${spanWords(askedMs)}.`)
  return faults
}

function isPart({ withinShare, orderedKWh, deliveredKWh }: Figures): boolean {
  const ofEnergy = orderedKWh && deliveredKWh !== null ? deliveredKWh / orderedKWh : 0
  return Math.max(withinShare ?? 0, ofEnergy) >= partShare
}

function deliveredWords({ terms }: ProofOrder, { timeToFullMs, withinShare }: Figures): string {
  const within = withinShare === null ? '' : `, within ${powerWords(terms.toleranceKW)} for ${shareWords(withinShare)}`
  return timeToFullMs === null ? `Kept${within}.` : `Nine tenths after ${spanWords(timeToFullMs)}${within}.`
}
