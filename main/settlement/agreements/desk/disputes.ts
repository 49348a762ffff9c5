import type { Dispute } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import type { AgreementTerms } from '../../../../domain/settlement/agreement.ts'
import type { Deadline } from '../../../../domain/settlement/deadline.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { disputeDeadline, disputedOf, disputeTimes } from '../acts/disputing.ts'
import type { ChainDispute } from '../fold-disputes.ts'
import type { Evidence } from './evidence.ts'

/** A dispute as a person at this site sees it; `account` is the site's. */
export function disputeView(
  dispute: ChainDispute,
  terms: AgreementTerms,
  given: { account: string; batch: string; deadline: Deadline | undefined; files: Evidence['filesOf']; now: EpochMs },
): Dispute {
  const isChallenger = dispute.challenger.toLowerCase() === given.account.toLowerCase()
  const isPayer = terms.payer.toLowerCase() === given.account.toLowerCase()
  const { bond, ruled, challengerWinsPpk, evidence, posted, claimed, state, isFinal, openedAt } = dispute
  return {
    dispute: dispute.dispute,
    agreement: dispute.agreement,
    batch: given.batch,
    side: isChallenger ? 'challenger' : 'opponent',
    counterparty: isPayer ? terms.payee : terms.payer,
    state,
    isFinal,
    openedAt,
    posted,
    claimed,
    ruled: ruled ?? null,
    challengerWinsPpk: challengerWinsPpk ?? null,
    bond: `${bond}`,
    disputed: `${disputedOf(terms, posted, claimed)}`,
    evidence,
    exports: given.files(dispute.agreement).map(({ file }) => file),
    deadline: given.deadline ?? null,
    can: stepsOf(dispute, isChallenger, given.now),
  }
}

/** What a party can do now; whoever it is, a dispute whose time has come can be ended. */
export function stepsOf(dispute: ChainDispute, isChallenger: boolean, now: EpochMs): Dispute['can'] {
  const { state, since, wasAppealed } = dispute
  const next = disputeDeadline(dispute, now)
  const isOpen = next !== undefined && now <= next.at
  if (state === 'opened' && isOpen) return isChallenger ? [] : ['respond']
  if (state === 'evidence' && next?.kind === 'evidence') return ['addEvidence']
  if (state === 'ruled' && !wasAppealed && isOpen) return ['appeal']
  const isDue = state === 'ruled' || now > since + dueAfter(state)
  return state !== 'executed' && isDue ? ['execute'] : []
}

function dueAfter(state: ChainDispute['state']): number {
  if (state === 'opened') return disputeTimes.response
  return state === 'evidence' ? disputeTimes.evidence + disputeTimes.ruling : disputeTimes.ruling
}
