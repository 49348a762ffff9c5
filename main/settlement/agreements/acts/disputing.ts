import { PowerchainError } from '../../../../domain/errors.ts'
import type { AgreementLine, AgreementTerms } from '../../../../domain/settlement/agreement.ts'
import type { Ledger, LedgerCall } from '../../../../domain/settlement/ledger.ts'
import { accountOf, shortWhOf, type Units } from '../../../../domain/settlement/reward.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { headerTo, lineTo, termsTo } from '../contract-words.ts'
import type { Claim } from '../agreement-desk.ts'
import type { ChainDispute } from '../fold-disputes.ts'
import type { Acts, By } from './acts.ts'
import type { PostedLine } from './posted-lines.ts'
import { linePath } from './proven.ts'

/** What each step of a dispute takes, by the contract. */
export const disputeTimes = {
  response: 72 * 3_600_000,
  evidence: 7 * 86_400_000,
  ruling: 14 * 86_400_000,
  appeal: 72 * 3_600_000,
} as const satisfies Record<string, Ms>

const perToken = 10n ** 18n
const leastBond = 100n * perToken
/** The contract keeps a number for why; the evidence says more. */
const reasonCode = '1'
/** The vault lets the desk hold a bond for so long. */
const allowanceS = 30 * 86_400

/** Bond of each side: a tenth of the money between the claims, at least 100 POWEC, rounded up. */
export function bondOf(terms: AgreementTerms, posted: AgreementLine, claimed: AgreementLine): Units {
  const tenth = (disputedOf(terms, posted, claimed) + 9n) / 10n
  return tenth > leastBond ? tenth : leastBond
}

/** Money between two claims. */
export function disputedOf(terms: AgreementTerms, posted: AgreementLine, claimed: AgreementLine): Units {
  const [a, b] = [accountOf(terms, posted), accountOf(terms, claimed)]
  const between = a.earned - a.penalised - (b.earned - b.penalised)
  return between < 0n ? -between : between
}

/** The claim as a line: what was posted with other quantities; what is short follows from them where nothing else is said. */
export function claimedLine(terms: AgreementTerms, posted: AgreementLine, claim: Claim): AgreementLine {
  const { takenWh = posted.takenWh, returnedWh = posted.returnedWh } = claim
  const shortWh = posted.isFinal ? shortWhOf(terms, takenWh, returnedWh) : 0
  const said = Object.fromEntries(Object.entries(claim).filter(([, value]) => value !== undefined))
  return { ...posted, takenWh, returnedWh, shortWh, ...said }
}

/** Disputes as acts on the chain. */
export function createDisputing({
  acts,
  ledger,
  nowS,
}: {
  acts: Acts
  ledger: Pick<Ledger, 'addressOf'>
  nowS(): number
}) {
  const stake = (key: string, units: Units, by: By): void => {
    const desk = ledger.addressOf('DisputeDesk')
    if (desk === undefined) throw new PowerchainError('Config.NotFound', 'There is no dispute desk on this network.')
    const args = [desk, `${units}`, `${nowS() + allowanceS}`]
    acts.submit(
      `${key}/bond`,
      'Let the dispute desk hold the bond',
      { contract: 'EscrowVault', method: 'allow', args },
      by,
    )
  }
  const step = (dispute: ChainDispute, method: string, words: string, args: LedgerCall['args'], by: By) =>
    acts.submit(`${method}/${dispute.dispute}/${args.length}`, words, { contract: 'DisputeDesk', method, args }, by)
  return {
    open(found: PostedLine, terms: AgreementTerms, claim: Claim, evidenceRoot: string, by: By) {
      const claimed = claimedLine(terms, found.line, claim)
      if (JSON.stringify(claimed) === JSON.stringify(found.line))
        throw new PowerchainError('Config.Invalid', 'The claim is the same as what was posted.')
      if (found.posted.isCorrection)
        throw new PowerchainError('Config.Invalid', 'Only lines of batches can be disputed.')
      const key = `dispute/${terms.agreement}/${found.posted.digest}`
      stake(key, bondOf(terms, found.line, claimed), by)
      const words = `Dispute agreement ${terms.agreement}`
      const args = openArgs(found, terms, claimed, evidenceRoot)
      return acts.submit(key, words, { contract: 'DisputeDesk', method: 'open', args }, by)
    },
    respond(dispute: ChainDispute, by: By) {
      stake(`respond/${dispute.dispute}`, dispute.bond, by)
      return step(dispute, 'respond', `Answer dispute ${dispute.dispute}`, [dispute.dispute], by)
    },
    addEvidence(dispute: ChainDispute, root: string, by: By) {
      const call = { contract: 'DisputeDesk', method: 'submitEvidence', args: [dispute.dispute, root] } as const
      return acts.submit(`evidence/${dispute.dispute}/${root}`, `Evidence in dispute ${dispute.dispute}`, call, by)
    },
    appeal(dispute: ChainDispute, by: By) {
      stake(`appeal/${dispute.dispute}`, 2n * dispute.bond, by)
      return step(dispute, 'appeal', `Appeal in dispute ${dispute.dispute}`, [dispute.dispute], by)
    },
    execute(dispute: ChainDispute, terms: AgreementTerms, by: By) {
      const { posted, claimed, ruled = posted } = dispute
      const args = [dispute.dispute, termsTo(terms), lineTo(posted), lineTo(claimed), lineTo(ruled)]
      return step(dispute, 'execute', `End dispute ${dispute.dispute}`, args, by)
    },
  }
}

/** The next deadline of a dispute; `undefined` once it is over. After a ruling on an appeal nothing is waited for. */
export function disputeDeadline(
  { state, since, wasAppealed }: ChainDispute,
  now: EpochMs,
): { kind: 'response' | 'evidence' | 'ruling' | 'appeal'; at: EpochMs } | undefined {
  const evidenceUntil = since + disputeTimes.evidence
  if (state === 'opened') return { kind: 'response', at: since + disputeTimes.response }
  if (state === 'evidence' && now <= evidenceUntil) return { kind: 'evidence', at: evidenceUntil }
  if (state === 'evidence') return { kind: 'ruling', at: evidenceUntil + disputeTimes.ruling }
  if (state === 'appealed') return { kind: 'ruling', at: since + disputeTimes.ruling }
  if (state === 'ruled' && !wasAppealed) return { kind: 'appeal', at: since + disputeTimes.appeal }
  return undefined
}

function openArgs(
  { place, lines, line, posted, header }: PostedLine,
  terms: AgreementTerms,
  claimed: AgreementLine,
  evidenceRoot: string,
): LedgerCall['args'] {
  const path = linePath(place, lines, terms.agreement)
  return [headerTo(posted.site, header), termsTo(terms), lineTo(line), lineTo(claimed), path, reasonCode, evidenceRoot]
}
