import type { Clock } from '../../../../domain/clock.ts'
import { PowerchainError } from '../../../../domain/errors.ts'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import type { SignedAcceptance } from '../../../../domain/settlement/evidence.ts'
import type { Ledger, LedgerCall } from '../../../../domain/settlement/ledger.ts'
import type { EpochMs, Ms } from '../../../../domain/units.ts'
import { headerTo, termsTo } from '../contract-words.ts'
import type { AgreementsOnChain, ChainAgreement } from '../fold.ts'
import type { PostedLine, PostedLines } from './posted-lines.ts'
import { provenLine } from './proven.ts'
import type { WindowEnds } from './window-ends.ts'

/** What acts on agreements are made of. */
export interface ActsNeeds {
  ledger: Pick<Ledger, 'submit' | 'account' | 'now' | 'addressOf'>
  chain(): AgreementsOnChain
  lines: PostedLines
  windows: Pick<WindowEnds, 'endOf'>
  clock: Clock
}

/** Who acts, and why. */
export interface By {
  author: string
  reason: string
}

/** What was kept in the outbox, in words. */
export interface Submitted {
  words: string
  /** Its intent there. */
  intent: string
}

/** An agreement that ended can be closed so long after its end, or expired when no batch covers it. */
export const graceMs: Ms = 45 * 86_400_000
/** The same when a batch covers its end: twice the longest window and a week more. */
export const coveredGraceMs: Ms = 112 * 86_400_000

/** Settling, accepting, closing: brought to the chain through the outbox. */
export type Acts = ReturnType<typeof createActs>

/** Acts on agreements. Errors of all: `Config.NotFound`, `Config.Invalid` before their time. */
export function createActs(needs: ActsNeeds) {
  const { chain, lines, windows, clock } = needs
  const agreementOf = (agreement: string): ChainAgreement => {
    const found = chain().agreements.get(agreement)
    if (found?.state) return found
    throw new PowerchainError('Config.NotFound', `There is no agreement ${agreement} on the chain.`)
  }
  /** The newest line that brings more than what was settled and whose window is over. */
  const settleable = (agreement: ChainAgreement): PostedLine | undefined => {
    const upTo = agreement.settlings.at(-1)?.upToQuarter ?? 0
    const settled = new Set(agreement.settlings.map(({ batch }) => batch))
    return lines
      .of(agreement.terms.site, agreement.terms.agreement)
      .find(
        ({ posted, line }) =>
          posted.isFinal &&
          !settled.has(posted.digest) &&
          (posted.isCorrection ? line.upToQuarter >= upTo : line.upToQuarter > upTo) &&
          (posted.isCorrection || agreement.state === 'open') &&
          windows.endOf(posted).at < clock.now(),
      )
  }
  const submit = (key: string, words: string, call: LedgerCall, by: By): Submitted => {
    const intent = needs.ledger.submit({ ...call, key, words, ...by })
    return { words: `${words}: kept in the outbox.`, intent }
  }
  return {
    agreementOf,
    settleable,
    submit,
    settle(agreement: string, by: By) {
      const found = settleable(agreementOf(agreement))
      if (!found) throw early(`No line of agreement ${agreement} waits whose window is over.`)
      const { posted } = found
      const words = `Settle agreement ${agreement} by ${posted.isCorrection ? 'correction' : 'batch'} ${posted.sequence}`
      return submit(`settle/${agreement}/${posted.digest}`, words, settleCall(found, agreementOf(agreement)), by)
    },
    /** Brings the payer's signature: the line is settled without waiting. */
    bringAcceptance(signed: SignedAcceptance, found: PostedLine, by: By) {
      const { terms } = agreementOf(signed.agreement)
      const { proven } = provenLine(found.place, found.lines, terms)
      const { agreement, line, batch, deadline, signature } = signed
      const acceptance = { agreement, line, batch, deadline: `${deadline}` }
      const args = [headerTo(found.posted.site, found.header), proven, [acceptance], [signature]]
      const call = { contract: 'AgreementBook', method: 'acceptLines', args } as const
      return submit(`accept/${agreement}/${batch}`, `Settle agreement ${agreement}, accepted by the payer`, call, by)
    },
    close(agreement: string, by: By) {
      const { terms, state } = agreementOf(agreement)
      const args = [termsTo(terms)]
      const closes = { contract: 'AgreementBook', method: 'closeAgreement', args } as const
      const expires = { contract: 'AgreementBook', method: 'expireAgreement', args } as const
      if (state === 'closing') return submit(`close/${agreement}`, `Close agreement ${agreement}`, closes, by)
      const end = quarterStart(terms.supplyTo) + graceMs
      if (state !== 'open' || clock.now() <= end) throw early(`Agreement ${agreement} is ${state} and can't end yet.`)
      return submit(`expire/${agreement}`, `Expire agreement ${agreement}: nothing proves a delivery`, expires, by)
    },
  }
}

function settleCall({ posted, place, header, lines }: PostedLine, { terms }: ChainAgreement): LedgerCall {
  const { proven } = provenLine(place, lines, terms)
  const args = [headerTo(posted.site, header), proven]
  return { contract: 'AgreementBook', method: posted.isCorrection ? 'settleCorrection' : 'settleLines', args }
}

/** When an agreement may be closed by anybody. */
export function closableAt({ terms }: Pick<ChainAgreement, 'terms'>): EpochMs {
  return quarterStart(terms.supplyTo) + graceMs
}

function early(words: string): PowerchainError {
  return new PowerchainError('Config.Invalid', words)
}
