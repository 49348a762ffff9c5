import { type AgreementLine, agreementKinds, type AgreementTerms } from '../../../domain/settlement/agreement.ts'
import type { BatchHeader, CorrectionHeader } from '../../../domain/settlement/batch.ts'
import type { LedgerValue } from '../../../domain/settlement/ledger.ts'

type Fields = Readonly<Record<string, LedgerValue>>

/** The fields of a struct that a contract told. */
export function fieldsOf(value: LedgerValue | undefined): Fields {
  if (typeof value === 'object' && !Array.isArray(value)) return value as Fields
  throw new RangeError(`a struct was expected, not ${JSON.stringify(value)}`)
}

/** A text or whole number that a contract told, as text. */
export function textOf(value: LedgerValue | undefined): string {
  if (typeof value === 'string') return value
  throw new RangeError(`a text was expected, not ${JSON.stringify(value)}`)
}

/** A whole number that a contract told and that fits. */
export function numberOf(value: LedgerValue | undefined): number {
  const number = Number(textOf(value))
  if (Number.isSafeInteger(number)) return number
  throw new RangeError(`${JSON.stringify(value)} is no whole number within 2^53`)
}

/** Terms as the contract's event publishes them. */
export function termsFrom(value: LedgerValue | undefined): AgreementTerms {
  const given = fieldsOf(value)
  const kind = agreementKinds[numberOf(given['kind']) - 1]
  if (!kind) throw new RangeError(`agreements of kind ${JSON.stringify(given['kind'])} are not known`)
  const text = (name: string) => textOf(given[name])
  const number = (name: string) => numberOf(given[name])
  return {
    agreement: text('agreement'),
    kind,
    payer: text('payer'),
    payee: text('payee'),
    site: number('site'),
    volumeWh: number('volume'),
    accumulateFrom: number('accumulateFrom'),
    accumulateTo: number('accumulateTo'),
    supplyFrom: number('supplyFrom'),
    supplyTo: number('supplyTo'),
    kindPpm: number('kindPpm'),
    capacityPrice: text('capacityPrice'),
    holdPrice: text('holdPrice'),
    returnPrice: text('returnPrice'),
    shortPrice: text('shortPrice'),
    deviationPrice: text('deviationPrice'),
    permittedLossPpm: number('permittedLossPpm'),
    bond: text('bond'),
    escrow: text('escrow'),
    scheduleHash: text('scheduleHash').toLowerCase(),
    onBehalf: text('onBehalf').toLowerCase(),
    arbiter: text('arbiter'),
  }
}

/** Terms as the contract's calls take them. */
export function termsTo(terms: AgreementTerms): Fields {
  const { kind, site, volumeWh, accumulateFrom, accumulateTo, supplyFrom, supplyTo, ...rest } = terms
  return {
    ...rest,
    kind: `${agreementKinds.indexOf(kind) + 1}`,
    site: `${site}`,
    volume: `${volumeWh}`,
    accumulateFrom: `${accumulateFrom}`,
    accumulateTo: `${accumulateTo}`,
    supplyFrom: `${supplyFrom}`,
    supplyTo: `${supplyTo}`,
    kindPpm: `${terms.kindPpm}`,
    permittedLossPpm: `${terms.permittedLossPpm}`,
  }
}

/** Fields of a line by their names in the contract, in its order. */
const lineFields = {
  upTo: 'upToQuarter',
  taken: 'takenWh',
  returned: 'returnedWh',
  reserved: 'reservedWhQ',
  stored: 'storedWhQ',
  short: 'shortWh',
  deviation: 'deviationWh',
  unused: 'unusedWh',
  estimated: 'estimatedWh',
} as const satisfies Record<string, keyof AgreementLine>

/** A line as the contract's calls take it. */
export function lineTo(line: AgreementLine): Fields {
  const numbers = Object.entries(lineFields).map(([theirs, ours]) => [theirs, `${line[ours]}`])
  return {
    agreement: line.agreement,
    ...Object.fromEntries(numbers),
    isFinal: line.isFinal,
    proofsRoot: line.proofsRoot,
  }
}

/** A line as the contract's events tell it. */
export function lineFrom(value: LedgerValue | undefined): AgreementLine {
  const given = fieldsOf(value)
  const number = (name: keyof typeof lineFields) => numberOf(given[name])
  return {
    agreement: textOf(given['agreement']),
    upToQuarter: number('upTo'),
    takenWh: number('taken'),
    returnedWh: number('returned'),
    reservedWhQ: textOf(given['reserved']),
    storedWhQ: textOf(given['stored']),
    shortWh: number('short'),
    deviationWh: number('deviation'),
    unusedWh: number('unused'),
    estimatedWh: number('estimated'),
    isFinal: given['isFinal'] === true,
    proofsRoot: textOf(given['proofsRoot']).toLowerCase(),
  }
}

/** A header of a site as the contract's calls take it. */
export function headerTo(site: number, header: BatchHeader | CorrectionHeader): Fields {
  const entries = Object.entries(header).map(([name, value]) => [name, `${value as string | number}`])
  return { site: `${site}`, ...Object.fromEntries(entries) }
}
