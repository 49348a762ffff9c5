import { PowerchainError } from '../../../../domain/errors.ts'
import type { AgreementLine, AgreementTerms } from '../../../../domain/settlement/agreement.ts'
import { bondOf, claimedLine, disputeTimes, outcomeOf, outsideOf } from '../../../../domain/settlement/dispute.ts'
import type { Ledger, LedgerCall } from '../../../../domain/settlement/ledger.ts'
import type { Units } from '../../../../domain/settlement/reward.ts'
import type { EpochMs } from '../../../../domain/units.ts'
import { headerTo, lineTo, termsTo } from '../contract-words.ts'
import type { Claim } from '../agreement-desk.ts'
import type { ChainDispute } from '../fold-disputes.ts'
import type { Acts, By } from './acts.ts'
import type { PostedLine } from './posted-lines.ts'
import { linePath } from './proven.ts'

/** The contract keeps a number for why; the evidence says more. */
const reasonCode = '1'
/** The vault lets the desk hold a bond for so long. */
const allowanceS = 30 * 86_400

/** What disputes are brought to the chain with. */
export interface DisputingNeeds {
  acts: Pick<Acts, 'submit'>
  ledger: Pick<Ledger, 'addressOf'>
  nowS(): number
}

/** Disputes as acts on the chain. */
export type Disputing = ReturnType<typeof createDisputing>

/** Disputes as acts on the chain: each step is one call of the desk, before it the vault lets the desk hold a bond where one is staked. */
export function createDisputing({ acts, ledger, nowS }: DisputingNeeds) {
  const submit = (key: string, words: string, call: Omit<LedgerCall, 'contract'>, by: By) =>
    acts.submit(key, words, { contract: 'DisputeDesk', ...call }, by)
  const stake = (key: string, units: Units, by: By): void => {
    const desk = ledger.addressOf('DisputeDesk')
    if (desk === undefined) throw new PowerchainError('Config.NotFound', 'There is no dispute desk on this network.')
    const args = [desk, `${units}`, `${nowS() + allowanceS}`]
    const call = { contract: 'EscrowVault', method: 'allow', args } as const
    acts.submit(`${key}/bond`, 'Let the dispute desk hold the bond', call, by)
  }
  return {
    open(found: PostedLine, terms: AgreementTerms, claim: Claim, evidenceRoot: string, by: By) {
      const claimed = claimedLine(terms, found.line, claim)
      if (JSON.stringify(claimed) === JSON.stringify(found.line))
        throw new PowerchainError('Config.Invalid', 'The claim is the same as what was posted.')
      if (found.posted.isCorrection)
        throw new PowerchainError('Config.Invalid', 'Only lines of batches can be disputed.')
      const key = `dispute/${terms.agreement}/${found.posted.digest}`
      stake(key, bondOf(terms, found.line, claimed), by)
      const args = openArgs(found, terms, claimed, evidenceRoot)
      return submit(key, `Dispute agreement ${terms.agreement}`, { method: 'open', args }, by)
    },
    respond({ dispute, bond }: ChainDispute, by: By) {
      stake(`respond/${dispute}`, bond, by)
      return submit(`respond/${dispute}`, `Answer dispute ${dispute}`, { method: 'respond', args: [dispute] }, by)
    },
    addEvidence({ dispute }: ChainDispute, root: string, by: By) {
      const call = { method: 'submitEvidence', args: [dispute, root] }
      return submit(`evidence/${dispute}/${root}`, `Evidence in dispute ${dispute}`, call, by)
    },
    rule(given: ChainDispute, terms: AgreementTerms, ruling: { ruled: Claim; challengerWinsPpk: number }, by: By) {
      const { dispute, posted, claimed, rulings } = given
      const line = claimedLine(terms, posted, ruling.ruled)
      const outside = outsideOf(line, posted, claimed)
      if (outside)
        throw new PowerchainError('Config.Invalid', `${outside} lies outside what was posted and what is claimed.`)
      const args = [...linesOf(given, terms, line), `${ruling.challengerWinsPpk}`]
      return submit(`rule/${dispute}/${rulings.length}`, `Rule dispute ${dispute}`, { method: 'rule', args }, by)
    },
    appeal({ dispute, bond }: ChainDispute, by: By) {
      stake(`appeal/${dispute}`, 2n * bond, by)
      return submit(`appeal/${dispute}`, `Appeal in dispute ${dispute}`, { method: 'appeal', args: [dispute] }, by)
    },
    execute(given: ChainDispute, terms: AgreementTerms, by: By) {
      const { dispute } = given
      const args = linesOf(given, terms, outcomeOf(given).line)
      return submit(`execute/${dispute}`, `End dispute ${dispute}`, { method: 'execute', args }, by)
    },
  }
}

/** Arguments that ruling and ending begin with: the contract keeps only hashes of them. */
function linesOf({ dispute, posted, claimed }: ChainDispute, terms: AgreementTerms, line: AgreementLine) {
  return [dispute, termsTo(terms), lineTo(posted), lineTo(claimed), lineTo(line)]
}

/** The next deadline of a dispute, by the clock that stands in a pause; `undefined` once it is over. After a ruling on an appeal nothing is waited for. */
export function disputeDeadline(
  { state, since, appealedBy }: ChainDispute,
  now: EpochMs,
): { kind: 'response' | 'evidence' | 'ruling' | 'appeal'; at: EpochMs } | undefined {
  const evidenceUntil = since + disputeTimes.evidence
  if (state === 'opened') return { kind: 'response', at: since + disputeTimes.response }
  if (state === 'evidence' && now <= evidenceUntil) return { kind: 'evidence', at: evidenceUntil }
  if (state === 'evidence') return { kind: 'ruling', at: evidenceUntil + disputeTimes.ruling }
  if (state === 'appealed') return { kind: 'ruling', at: since + disputeTimes.ruling }
  if (state === 'ruled' && !appealedBy) return { kind: 'appeal', at: since + disputeTimes.appeal }
  return undefined
}

/** Whether anybody may end it now: its last deadline is over, or none is left. */
export function canExecute(dispute: ChainDispute, now: EpochMs): boolean {
  if (dispute.state === 'executed') return false
  const next = disputeDeadline(dispute, now)
  return next === undefined || (next.kind !== 'evidence' && now > next.at)
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
