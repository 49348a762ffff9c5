import type { AlarmCondition } from '../../../../domain/alarm.ts'
import { type Deadline, deadlineKinds } from '../../../../domain/settlement/deadline.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { closableAt, coveredGraceMs, graceMs } from '../acts/acts.ts'
import { disputeDeadline } from '../acts/disputing.ts'
import type { PostedLines } from '../acts/posted-lines.ts'
import type { WindowEnds } from '../acts/window-ends.ts'
import type { AgreementsOnChain, ChainAgreement } from '../fold.ts'
import { clockOf, timeOf } from '../pause-clock.ts'

const soonMs: Ms = 48 * 3_600_000
const nowMs: Ms = 12 * 3_600_000

/** What deadlines follow from. */
export interface DeadlineNeeds {
  chain(): AgreementsOnChain
  lines: Pick<PostedLines, 'of'>
  windows: Pick<WindowEnds, 'endOf'>
}

/** A deadline with what it is about. */
export interface FoundDeadline extends Deadline {
  /** Digest of the batch whose window ends; `undefined` for others. */
  batch: string | undefined
}

/** Deadlines of some agreements, the next first; those that are over stay in view until they are settled. */
export function deadlinesOf(
  agreements: readonly ChainAgreement[],
  needs: DeadlineNeeds,
  now: EpochMs,
): FoundDeadline[] {
  return agreements.flatMap((one) => ofAgreement(one, needs, now)).toSorted((a, b) => a.at - b.at)
}

function ofAgreement(
  agreement: ChainAgreement,
  { chain, lines, windows }: DeadlineNeeds,
  now: EpochMs,
): FoundDeadline[] {
  const { terms, state, settlings } = agreement
  const found = (kind: Deadline['kind'], at: EpochMs, rest: Partial<FoundDeadline> = {}): FoundDeadline => ({
    kind,
    at,
    isKnown: true,
    agreement: terms.agreement,
    words: `${deadlineKinds[kind]}, agreement ${terms.agreement}`,
    warning: warningOf(at - now),
    batch: undefined,
    ...rest,
  })
  if (state === 'closing') return [found('closing', closableAt(agreement))]
  const dispute = [...chain().disputes.values()].findLast((one) => one.agreement === terms.agreement)
  const { pauses } = chain()
  const next = state === 'disputed' && dispute ? disputeDeadline(dispute, clockOf(pauses, now)) : undefined
  if (next) return [found(next.kind, timeOf(pauses, next.at, now))]
  if (state !== 'open') return []
  const upTo = settlings.at(-1)?.upToQuarter ?? 0
  const posted = lines.of(terms.site, terms.agreement).find(({ line }) => line.upToQuarter > upTo)?.posted
  const isCovered = posted !== undefined && posted.toQuarter >= terms.supplyTo
  const expiry = closableAt(agreement) - graceMs + (isCovered ? coveredGraceMs : graceMs)
  const end = posted && windows.endOf(posted)
  const window = posted && end && found('window', end.at, { isKnown: end.isKnown, batch: posted.digest })
  return [...(window ? [window] : []), found('expiry', expiry)]
}

function warningOf(leftMs: Ms): Deadline['warning'] {
  if (leftMs < 0) return 'over'
  if (leftMs <= nowMs) return 'now'
  return leftMs <= soonMs ? 'soon' : 'none'
}

/** Deadlines that end a right: of these people are warned. After the others something becomes possible. */
const rights: ReadonlySet<Deadline['kind']> = new Set(['window', 'response', 'evidence', 'appeal', 'expiry'])

/** What people are told of deadlines that are near. */
export function deadlineConditions(deadlines: readonly Deadline[]): AlarmCondition[] {
  return deadlines
    .filter(({ kind, warning }) => rights.has(kind) && (warning === 'soon' || warning === 'now'))
    .map(({ kind, agreement, at, words, warning }) => ({
      code: warning === 'now' ? 'settlement.deadlineNow' : 'settlement.deadlineSoon',
      priority: warning === 'now' ? 2 : 3,
      text: `Ends ${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC: ${words}.`,
      response:
        kind === 'window'
          ? `Compare the figures of agreement ${agreement} with your own, then accept or dispute them.`
          : `Look at agreement ${agreement} on the settlement screen.`,
    }))
}
