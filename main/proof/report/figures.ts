import { powerWords } from '../../../domain/asset.ts'
import { baselineMethods, type ProofOutcome } from '../../../domain/dispatch/proof.ts'
import { type GridServiceKey, gridServices } from '../../../domain/dispatch/services.ts'
import { instructionSubjects } from '../../../domain/instruction.ts'
import type { Proof } from '../../../domain/rpc/dispatch/proof.ts'
import type { KW, Ms } from '../../../domain/units.ts'
import { shareWords, spanWords } from '../words.ts'

/** Words of outcomes. */
export const outcomeWords: Record<ProofOutcome, string> = {
  delivered: 'Delivered',
  partly: 'Partly delivered',
  notDelivered: 'Not delivered',
  unknown: 'Cannot be said',
}

const kindWords = { setpoint: '', atMost: 'at most ', atLeast: 'at least ', within: 'within ' }

/** What a proof says, as pairs of a name and words, the most important first. */
export function figuresOf(proof: Proof): [string, string][] {
  const { order, verdict, ended, seal } = proof
  const { terms, baseline } = order
  const base = baseline.steps[0]?.powerKW
  return [
    ['Outcome', outcomeWords[verdict.outcome]],
    ...verdict.reasons.map((reason): [string, string] => ['Why', reason]),
    ['Order', `${order.orderId}, ${order.source}, ${order.owner}: ${order.reason}`],
    ...(order.service === '' ? [] : [['Service', serviceWords(order.service)] satisfies [string, string]]),
    ['Asked', `${kindWords[order.kind]}${signedWords(order.steps.at(-1)?.powerKW ?? 0)}, ${measuredWords(proof)}`],
    ['From', instantWords(order.from)],
    ['Until', `${instantWords(order.until)} (${ended || 'still runs'})`],
    [
      'Baseline',
      base === undefined ? baselineMethods.none : `${signedWords(base)}, ${baselineMethods[baseline.method]}`,
    ],
    ['Step', orNone(verdict.stepKW, signedWords)],
    ['Start, a tenth', orNone(verdict.startDelayMs, spanWords)],
    ['Full delivery, nine tenths', orNone(verdict.timeToFullMs, spanWords)],
    ['Overshoot', orNone(verdict.overshootPct, (pct) => `${pct.toFixed(1)} %`)],
    ['Held', orNone(verdict.heldMs, spanWords)],
    ['Energy ordered', orNone(verdict.orderedKWh, energyWords)],
    ['Energy delivered', orNone(verdict.deliveredKWh, energyWords)],
    ['Deviation, root mean square', orNone(verdict.deviationRmsKW, powerWords)],
    ['Within tolerance', `${orNone(verdict.withinShare, shareWords)} (${powerWords(terms.toleranceKW)} either side)`],
    ['Energy missed', `${verdict.missedKWh.toFixed(1)} kWh`],
    ['Price of the deviation', orNone(verdict.penaltyEur, (eur) => `${eur.toFixed(2)} EUR`)],
    ['Measured', `${shareWords(verdict.knownShare)} of the time, ${gapWords(verdict.gapCount, verdict.longestGapMs)}`],
    ...proof.gaps.map(({ from, until, reason }): [string, string] => [
      'Not recorded',
      `${instantWords(from)} to ${instantWords(until)}: ${reason}`,
    ]),
    ...(seal ? sealWords(seal) : []),
  ]
}

/** An instant in UTC, such as `2026-06-12 14:00:07.200 UTC`. */
export function instantWords(at: number): string {
  return `${new Date(at).toISOString().replace('T', ' ').slice(0, -1)} UTC`
}

function sealWords({ n, hash, keyId, signature }: NonNullable<Proof['seal']>): [string, string][] {
  return [
    ['Record', `${n} of the site`],
    ['SHA-256', hash],
    ['Signed with Ed25519 key', keyId],
    ['Signature', signature],
  ]
}

function serviceWords(service: string): string {
  const known = gridServices[service as GridServiceKey] as { label: string; region: string } | undefined
  return known ? `${known.label}, ${known.region}` : service
}

function measuredWords({ order: { subject, assetId, feederId } }: Proof): string {
  if (subject === 'asset') return `at the meter of ${assetId}`
  return feederId === '' ? instructionSubjects[subject].toLowerCase() : `at feeder ${feederId}`
}

/** Documents for other companies say the sign in words of the one frame. */
function signedWords(powerKW: KW): string {
  if (powerKW === 0) return powerWords(powerKW)
  return `${powerWords(powerKW)} ${powerKW > 0 ? 'into' : 'out of'} the bus`
}

function energyWords(kWh: number): string {
  if (kWh === 0) return '0 kWh'
  return `${Math.abs(kWh).toFixed(1)} kWh ${kWh > 0 ? 'more' : 'less'}`
}

function gapWords(count: number, longestMs: Ms): string {
  return count === 0 ? 'no gap' : `${count} gaps, the longest ${spanWords(longestMs)}`
}

function orNone<T>(value: T | null, words: (value: T) => string): string {
  return value === null ? 'cannot be said' : words(value)
}
