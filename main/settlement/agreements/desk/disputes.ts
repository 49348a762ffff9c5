import type { Dispute, DisputeOutcomeRow } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import type { AgreementTerms } from '../../../../domain/settlement/agreement.ts'
import type { Deadline } from '../../../../domain/settlement/deadline.ts'
import { disputedOf, keptBy, outcomeOf } from '../../../../domain/settlement/dispute.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { canExecute, disputeDeadline } from '../acts/disputing.ts'
import type { ChainDispute } from '../fold-disputes.ts'
import type { Evidence } from './evidence.ts'

/** Who looks at a dispute, and what he knows besides. */
export interface DisputeReader {
  side: Dispute['side']
  /** Account of the site. */
  account: string
  secondArbiter: string | undefined
  batch: string
  deadline: Deadline | undefined
  files: Evidence['filesOf']
  /** By the clock that stands in a pause. */
  now: EpochMs
}

/** A dispute as a person at this site sees it. */
export function disputeView(dispute: ChainDispute, terms: AgreementTerms, given: DisputeReader): Dispute {
  const { bond, rulings, appealedBy, evidence, posted, claimed, state, isFinal, openedAt, challenger } = dispute
  const isChallengerPayer = isSame(challenger, terms.payer)
  const opponent = isChallengerPayer ? terms.payee : terms.payer
  return {
    dispute: dispute.dispute,
    agreement: dispute.agreement,
    batch: given.batch,
    side: given.side,
    counterparty: given.side === 'challenger' ? opponent : challenger,
    isChallengerPayer,
    arbiter: arbiterOf(dispute, terms, given) ?? null,
    state,
    isFinal,
    openedAt,
    posted,
    claimed,
    rulings: [...rulings],
    appealedBy: appealedBy ?? null,
    outcome: outcomeRow(dispute, terms),
    bond: `${bond}`,
    disputed: `${disputedOf(terms, posted, claimed)}`,
    evidence,
    exports: given.files(dispute.agreement).map(({ file }) => file),
    deadline: given.deadline ?? null,
    can: stepsOf(dispute, terms, given),
  }
}

/** Who rules: the arbiter of the agreement, of an appeal the second one. */
function arbiterOf({ appealedBy }: ChainDispute, { arbiter }: AgreementTerms, { secondArbiter }: DisputeReader) {
  return appealedBy ? secondArbiter : arbiter
}

function outcomeRow(dispute: ChainDispute, terms: AgreementTerms): DisputeOutcomeRow {
  const { by, line, bonds } = outcomeOf(dispute)
  const { challenger, opponent, arbiter, fund } = bonds
  return {
    by,
    line,
    toPayee: `${keptBy(terms, line)}`,
    bonds: { challenger: `${challenger}`, opponent: `${opponent}`, arbiter: `${arbiter}`, fund: `${fund}` },
  }
}

/** What this site can do now: a party its step in time, the arbiter his ruling, and anybody ends what is due. */
export function stepsOf(dispute: ChainDispute, terms: AgreementTerms, given: DisputeReader): Dispute['can'] {
  const { account, side, now } = given
  if (canExecute(dispute, now)) return ['execute']
  const step = disputeDeadline(dispute, now)?.kind
  if (step === 'ruling' && isSame(arbiterOf(dispute, terms, given) ?? '', account)) return ['rule']
  if (side === 'arbiter') return []
  if (step === 'response') return side === 'challenger' ? [] : ['respond']
  if (step === 'evidence') return ['addEvidence']
  return step === 'appeal' ? ['appeal'] : []
}

function isSame(a: string, b: string): boolean {
  return a !== '' && a.toLowerCase() === b.toLowerCase()
}
