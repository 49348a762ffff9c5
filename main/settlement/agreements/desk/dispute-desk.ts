import type { Person } from '../../../../domain/access.ts'
import type { Clock } from '../../../../domain/clock.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { Dispute } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import type { AgreementTerms } from '../../../../domain/settlement/agreement.ts'
import type { Deadline } from '../../../../domain/settlement/deadline.ts'
import type { By } from '../acts/acts.ts'
import type { Disputing } from '../acts/disputing.ts'
import type { PostedLine } from '../acts/posted-lines.ts'
import type { AgreementDesk, Claim } from '../agreement-desk.ts'
import type { Counting } from '../counting.ts'
import type { AgreementsOnChain, ChainAgreement } from '../fold.ts'
import type { ChainDispute } from '../fold-disputes.ts'
import { clockOf } from '../pause-clock.ts'
import { type DisputeReader, disputeView, stepsOf } from './disputes.ts'
import type { Evidence } from './evidence.ts'

/** What disputes are shown and run with. */
export interface DisputeDeskNeeds {
  account(): string | undefined
  /** Who rules appeals; `undefined` where no manifest says so. */
  secondArbiter(): string | undefined
  chain(): AgreementsOnChain
  /** Finds an agreement that the site is a party of. Errors: `Config.NotFound`. */
  find(agreement: string): ChainAgreement
  newest(agreement: ChainAgreement): PostedLine | undefined
  disputing: Disputing
  evidence: Evidence
  counting: Pick<Counting, 'besides'>
  deadlines(): Deadline[]
  clock: Clock
}

type Step = 'respond' | 'addEvidence' | 'rule' | 'appeal' | 'execute'

const stepWords: Readonly<Record<Step, string>> = {
  respond: 'be answered by this site',
  addEvidence: 'take evidence of this site',
  rule: 'be ruled by this site',
  appeal: 'be appealed by this site',
  execute: 'be ended',
}

const by = ({ name }: Person, reason: string): By => ({ author: name, reason })

/** Disputes as parties and arbiters see and run them: each step is refused before or after its time. */
export function createDisputeDesk(
  needs: DisputeDeskNeeds,
): Pick<AgreementDesk, 'disputes' | 'dispute' | 'respond' | 'addEvidence' | 'rule' | 'appeal' | 'execute'> {
  const { chain, find, disputing, evidence } = needs
  const readerOf = (dispute: ChainDispute, side: Dispute['side']): DisputeReader => ({
    side,
    account: needs.account() ?? '',
    secondArbiter: needs.secondArbiter(),
    batch: batchOf(chain(), dispute),
    deadline: dispute.state === 'executed' ? undefined : deadlineOf(needs, dispute),
    files: evidence.filesOf,
    now: clockOf(chain().pauses, needs.clock.now()),
  })
  /** A dispute whose step is to be taken by this site now. Errors: `Config.NotFound`, `Config.Invalid` out of its time. */
  const inTime = (id: string, step: Step): { dispute: ChainDispute; agreement: ChainAgreement } => {
    const dispute = chain().disputes.get(id)
    const agreement = dispute && chain().agreements.get(dispute.agreement)
    const side = agreement && sideOf(needs, dispute, agreement.terms)
    if (!side) throw new PowerchainError('Config.NotFound', `The site has no part in a dispute ${id}.`)
    if (stepsOf(dispute, agreement.terms, readerOf(dispute, side)).includes(step)) return { dispute, agreement }
    throw new PowerchainError('Config.Invalid', `Dispute ${id} can’t ${stepWords[step]} now.`)
  }
  return {
    disputes: () =>
      [...chain().disputes.values()].toReversed().flatMap((dispute) => {
        const agreement = chain().agreements.get(dispute.agreement)
        const side = agreement && sideOf(needs, dispute, agreement.terms)
        return side ? [disputeView(dispute, agreement.terms, readerOf(dispute, side))] : []
      }),
    dispute(person, agreement, claim, reason) {
      const found = find(agreement)
      const line = needs.newest(found)
      if (!line) throw new PowerchainError('Config.NotFound', `No line of agreement ${agreement} is posted.`)
      const file = evidence.keep(found, line.posted.digest, `dispute: ${reason}`)
      return disputing.open(line, found.terms, claimOf(needs, found, line, claim), file.hash, by(person, reason))
    },
    respond: (person, id, reason) => disputing.respond(inTime(id, 'respond').dispute, by(person, reason)),
    addEvidence(person, id, reason) {
      const { dispute, agreement } = inTime(id, 'addEvidence')
      const file = evidence.keep(agreement, batchOf(chain(), dispute), reason)
      return disputing.addEvidence(dispute, file.hash, by(person, reason))
    },
    rule(person, id, ruling, reason) {
      const { dispute, agreement } = inTime(id, 'rule')
      return disputing.rule(dispute, agreement.terms, ruling, by(person, reason))
    },
    appeal: (person, id, reason) => disputing.appeal(inTime(id, 'appeal').dispute, by(person, reason)),
    execute(person, id, reason) {
      const { dispute, agreement } = inTime(id, 'execute')
      return disputing.execute(dispute, agreement.terms, by(person, reason))
    },
  }
}

/** The site's side of a dispute: a party's, or that of who rules it; `undefined` = it has no part in it. */
export function sideOf(
  { account, secondArbiter }: Pick<DisputeDeskNeeds, 'account' | 'secondArbiter'>,
  { challenger, appealedBy }: ChainDispute,
  { payer, payee, arbiter }: AgreementTerms,
): Dispute['side'] | undefined {
  const own = account()?.toLowerCase()
  if (own === undefined) return undefined
  if (challenger.toLowerCase() === own) return 'challenger'
  if ([payer, payee].some((party) => party.toLowerCase() === own)) return 'opponent'
  const arbiters = appealedBy ? [arbiter, secondArbiter()] : [arbiter]
  return arbiters.some((one) => one?.toLowerCase() === own) ? 'arbiter' : undefined
}

function deadlineOf({ deadlines }: DisputeDeskNeeds, { agreement }: ChainDispute): Deadline | undefined {
  return deadlines().find((one) => one.agreement === agreement)
}

/** Batch of the disputed line: what both sides agree on was settled by it when the dispute was opened. */
function batchOf({ agreements }: AgreementsOnChain, { agreement, posted }: ChainDispute): string {
  const settlings = agreements.get(agreement)?.settlings ?? []
  return settlings.find(({ upToQuarter }) => upToQuarter === posted.upToQuarter)?.batch ?? ''
}

/** Where a person names no figures, those of the own meters. */
function claimOf({ counting }: DisputeDeskNeeds, agreement: ChainAgreement, { line }: PostedLine, claim: Claim): Claim {
  const isNamed = Object.values(claim).some((value) => value !== undefined)
  return isNamed ? claim : (counting.besides(agreement, line.upToQuarter) ?? claim)
}
