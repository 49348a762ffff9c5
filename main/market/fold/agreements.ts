import { agreementKinds, type AgreementTerms } from '../../../domain/settlement/agreement.ts'
import type { MarketState } from './state.ts'
import { count, type Fields, plus, type Steps, text } from './values.ts'

/** What the book of agreements tells of their money. */
export const agreementSteps: Steps<MarketState> = {
  LineSettled(state, args) {
    const found = state.agreements[count(args, 'agreement')]
    if (found) found.paidUnits = plus(found.paidUnits, text(args, 'paid'))
  },
  AgreementDisputed: (state, args) => end(state, args, 'disputed'),
  AgreementResolved: (state, args) => end(state, args, 'open'),
  AgreementClosed: closed('closed'),
  AgreementExpired: closed('expired'),
}

/** Terms of an agreement by the fields of the contract. */
export function agreementTermsOf(terms: Fields): AgreementTerms {
  return {
    agreement: text(terms, 'agreement'),
    kind: agreementKinds[count(terms, 'kind') - 1] ?? 'storage',
    payer: text(terms, 'payer'),
    payee: text(terms, 'payee'),
    site: count(terms, 'site'),
    volumeWh: count(terms, 'volume'),
    accumulateFrom: count(terms, 'accumulateFrom'),
    accumulateTo: count(terms, 'accumulateTo'),
    supplyFrom: count(terms, 'supplyFrom'),
    supplyTo: count(terms, 'supplyTo'),
    kindPpm: count(terms, 'kindPpm'),
    capacityPrice: text(terms, 'capacityPrice'),
    holdPrice: text(terms, 'holdPrice'),
    returnPrice: text(terms, 'returnPrice'),
    shortPrice: text(terms, 'shortPrice'),
    deviationPrice: text(terms, 'deviationPrice'),
    permittedLossPpm: count(terms, 'permittedLossPpm'),
    bond: text(terms, 'bond'),
    escrow: text(terms, 'escrow'),
    scheduleHash: text(terms, 'scheduleHash'),
    onBehalf: text(terms, 'onBehalf'),
    arbiter: text(terms, 'arbiter'),
  }
}

type AgreementState = MarketState['agreements'][string]['state']

function end(state: MarketState, args: Fields, how: AgreementState): void {
  const found = state.agreements[count(args, 'agreement')]
  if (found) found.state = how
}

function closed(how: AgreementState) {
  return (state: MarketState, args: Fields): void => {
    const found = state.agreements[count(args, 'agreement')]
    if (found) found.paidUnits = plus(found.paidUnits, text(args, 'toPayee'))
    end(state, args, how)
  }
}
