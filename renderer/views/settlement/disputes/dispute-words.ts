import type { Dispute } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import { formatNumber, quantityText } from '../../../format/number.ts'
import { powecText } from '../../../format/token.ts'

type Line = [label: string, words: string]

/** States in words, with whose turn it is. */
export const stateWords: Readonly<Record<Dispute['state'], string>> = {
  opened: 'opened, waits for an answer',
  evidence: 'answered, evidence and then the arbiter',
  ruled: 'ruled',
  appealed: 'appealed, waits for the second arbiter',
  executed: 'over',
}

const standing: Readonly<Record<Dispute['outcome']['by'], [ahead: string, over: string]>> = {
  noAnswer: ['the claim holds', 'the claim held: nobody answered'],
  noRuling: ['the lower of each quantity stands', 'the lower of each quantity: nobody ruled in time'],
  ruling: ['the ruling stands', 'as it was ruled'],
}

/** What decides the dispute when nothing more happens, or did. */
export function standingWords({ state, outcome: { by } }: Dispute): string {
  return standing[by][state === 'executed' ? 1 : 0]
}

/** What happens when the present deadline passes, or could happen now where none is left. */
export function passedWords(dispute: Dispute): string {
  const { state, deadline } = dispute
  if (state === 'executed') return 'nothing: it is over'
  if (deadline?.kind === 'evidence') return 'the arbiter has 14 days to rule'
  return `${standingWords(dispute)}; anybody may then end it, and the payee’s station does so by itself`
}

/** Money of an outcome, line by line: what the payee keeps, and where the bonds go. */
export function outcomeLines({ side, isChallengerPayer, outcome: { toPayee, bonds } }: Dispute): Line[] {
  const isOurs = side !== 'arbiter' && (side === 'challenger') !== isChallengerPayer
  const payee = side === 'arbiter' ? 'The payee keeps' : isOurs ? 'We keep in all' : 'The other side keeps in all'
  const named: Record<keyof typeof bonds, string> = {
    challenger: side === 'challenger' ? 'Bonds to us' : 'Bonds to who claims',
    opponent: side === 'opponent' ? 'Bonds to us' : 'Bonds to who answers',
    arbiter: side === 'arbiter' ? 'Fee to us' : 'Fee of the arbiter',
    fund: 'To the fund',
  }
  const names = Object.keys(named) as (keyof typeof bonds)[]
  return [
    [payee, powecText(toPayee)],
    ...names.filter((name) => bonds[name] !== '0').map((name): Line => [named[name], powecText(bonds[name])]),
  ]
}

/** How far a claim was right. */
export function rightShare(challengerWinsPpk: number): string {
  return quantityText({ number: formatNumber(challengerWinsPpk / 10, 1), unit: '%' })
}

/** What this site has to stake for a step, units; `undefined` = nothing. */
export function stakeOf({ bond }: Dispute, step: Dispute['can'][number]): string | undefined {
  if (step === 'respond') return bond
  return step === 'appeal' ? String(2n * BigInt(bond)) : undefined
}
