import type { Person } from '../../../../domain/access.ts'
import type { Clock } from '../../../../domain/clock.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import type { Deadline } from '../../../../domain/settlement/deadline.ts'
import type { Acts, By } from '../acts/acts.ts'
import type { createDisputing } from '../acts/disputing.ts'
import type { PostedLine, PostedLines } from '../acts/posted-lines.ts'
import type { AgreementDesk, Claim } from '../agreement-desk.ts'
import type { Counting } from '../counting.ts'
import type { AgreementsOnChain, ChainAgreement } from '../fold.ts'
import type { ChainDispute } from '../fold-disputes.ts'
import type { Acceptances } from './acceptances.ts'
import type { AgreementViews } from './agreement-views.ts'
import { disputeView } from './disputes.ts'
import { type Evidence, jsonFile } from './evidence.ts'
import type { createTaking } from './taking.ts'

/** What the desk is made of. */
export interface DeskNeeds {
  account(): string | undefined
  chain(): AgreementsOnChain
  ours(): ChainAgreement[]
  views: AgreementViews
  acceptances: Acceptances
  acts: Acts
  disputing: ReturnType<typeof createDisputing>
  evidence: Evidence
  taking: ReturnType<typeof createTaking>
  counting: Pick<Counting, 'besides'>
  lines: Pick<PostedLines, 'of'>
  deadlines(): Deadline[]
  clock: Clock
}

const by = ({ name }: Person, reason: string): By => ({ author: name, reason })

/** Agreements as people see and run them. */
export function createDesk(needs: DeskNeeds): AgreementDesk {
  const { chain, ours, views, acceptances, acts, disputing, evidence, taking, clock } = needs
  const find = (agreement: string): ChainAgreement => {
    const found = ours().find(({ terms }) => terms.agreement === agreement)
    if (found) return found
    throw new PowerchainError('Config.NotFound', `The site is no party of an agreement ${agreement}.`)
  }
  const disputeOf = (dispute: string): ChainDispute => {
    const found = chain().disputes.get(dispute)
    if (found && ours().some(({ terms }) => terms.agreement === found.agreement)) return found
    throw new PowerchainError('Config.NotFound', `The site is no party of a dispute ${dispute}.`)
  }
  const newest = (agreement: ChainAgreement): PostedLine | undefined =>
    needs.lines.of(agreement.terms.site, agreement.terms.agreement).find(({ posted }) => !posted.isCorrection)
  return {
    list: () => views.list(ours()),
    open: (agreement, from, to) => views.open(find(agreement), from, to),
    acceptances: acceptances.list,
    disputes: () =>
      [...chain().disputes.values()].toReversed().flatMap((dispute) => {
        const agreement = ours().find(({ terms }) => terms.agreement === dispute.agreement)
        const deadline = needs.deadlines().find((one) => one.agreement === dispute.agreement)
        const batch = agreement?.settlings.find(({ upToQuarter }) => upToQuarter === dispute.posted.upToQuarter)?.batch
        const given = { account: needs.account() ?? '', deadline, batch: batch ?? '', files: evidence.filesOf }
        return agreement ? [disputeView(dispute, agreement.terms, { ...given, now: clock.now() })] : []
      }),
    deadlines: needs.deadlines,
    exportEvidence(agreement) {
      const found = find(agreement)
      return evidence.export(found, newest(found)?.posted.digest ?? '')
    },
    exportPosted(agreement, digest) {
      const { terms } = find(agreement)
      const document = evidence.posted(digest)
      if (!document?.agreements?.some((one) => one.terms.agreement === terms.agreement))
        throw new PowerchainError('Config.NotFound', 'This station has no such batch or correction of the agreement.')
      const isBatch = document.kind === 'powerchain/batch'
      const name = isBatch
        ? `batch-${document.place.site}-${document.batch.header.sequence}`
        : `correction-${document.place.site}-${document.correction.header.correction}`
      return jsonFile(name, JSON.stringify(document))
    },
    give: (person, file) => taking.take(file, by(person, `file ${file.name}`)),
    accept: async (person, id, reason) => acceptances.accept(id, by(person, reason)),
    dispute(person, agreement, claim, reason) {
      const found = find(agreement)
      const line = newest(found)
      if (!line) throw new PowerchainError('Config.NotFound', `No line of agreement ${agreement} is posted.`)
      const file = evidence.keep(found, line.posted.digest, `dispute: ${reason}`)
      return disputing.open(line, found.terms, claimOf(needs, found, line, claim), file.hash, by(person, reason))
    },
    respond: (person, dispute, reason) => disputing.respond(disputeOf(dispute), by(person, reason)),
    addEvidence(person, dispute, reason) {
      const found = disputeOf(dispute)
      const agreement = find(found.agreement)
      const file = evidence.keep(agreement, newest(agreement)?.posted.digest ?? '', reason)
      return disputing.addEvidence(found, file.hash, by(person, reason))
    },
    appeal: (person, dispute, reason) => disputing.appeal(disputeOf(dispute), by(person, reason)),
    execute(person, dispute, reason) {
      const found = disputeOf(dispute)
      return disputing.execute(found, find(found.agreement).terms, by(person, reason))
    },
    settle: (person, agreement, reason) => acts.settle(find(agreement).terms.agreement, by(person, reason)),
    close: (person, agreement, reason) => acts.close(find(agreement).terms.agreement, by(person, reason)),
  }
}

/** Where a person names no figures, those of the own meters. */
function claimOf({ counting }: DeskNeeds, agreement: ChainAgreement, { line }: PostedLine, claim: Claim): Claim {
  const isNamed = Object.values(claim).some((value) => value !== undefined)
  return isNamed ? claim : (counting.besides(agreement, line.upToQuarter) ?? claim)
}
