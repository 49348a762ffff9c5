import { decimalOf } from './decimal.ts'
import type { InvoiceData } from './invoice-data.ts'
import { decimalText, lineWords } from './words.ts'

const spaces =
  'xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" ' +
  'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" ' +
  'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
/** UN/CEFACT codes: commercial invoice; kilowatt-hour, day. */
const invoiceCode = '380'
const unitCodes = { energy: 'KWH', daily: 'DAY' } as const

/**
 * The invoice as UBL 2.1 (OASIS), with the elements that EN 16931 asks of an electricity bill: parties, period, lines, taxes,
 * totals, due day. The rate of the token stands in a note: UBL's own exchange rate is between currencies of ISO 4217.
 */
export function ublInvoice(data: InvoiceData): string {
  const { bill, currency, from, until, issuedOn, dueOn, net, total } = data
  const money = (name: string, minor: bigint) => tag(`cbc:${name}`, decimalOf(minor), `currencyID="${currency}"`)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Invoice ${spaces}>`,
    tag('cbc:UBLVersionID', '2.1'),
    tag('cbc:ID', bill.number),
    tag('cbc:IssueDate', issuedOn),
    tag('cbc:DueDate', dueOn),
    tag('cbc:InvoiceTypeCode', invoiceCode),
    ...noteOf(data),
    tag('cbc:DocumentCurrencyCode', currency),
    `<cac:InvoicePeriod>${tag('cbc:StartDate', from)}${tag('cbc:EndDate', until)}</cac:InvoicePeriod>`,
    party('AccountingSupplierParty', data.supplier),
    party('AccountingCustomerParty', data.consumer),
    meansOf(data),
    taxes(data, money),
    '<cac:LegalMonetaryTotal>',
    money('LineExtensionAmount', net),
    money('TaxExclusiveAmount', net),
    money('TaxInclusiveAmount', total),
    money('PayableAmount', total),
    '</cac:LegalMonetaryTotal>',
    ...linesOf(data, money),
    '</Invoice>',
    '',
  ]
    .filter(Boolean)
    .join('\n')
}

type Money = (name: string, minor: bigint) => string

function linesOf({ bill, currency }: InvoiceData, money: Money): string[] {
  const priced = bill.lines.flatMap((line) => (line.kind === 'percent' ? [] : [{ ...line, kind: line.kind }]))
  return priced.map((line, i) => {
    const isEnergy = line.kind === 'energy'
    const quantity = isEnergy ? decimalText(BigInt(line.quantity), 3) : line.quantity
    return [
      '<cac:InvoiceLine>',
      tag('cbc:ID', String(i + 1)),
      tag('cbc:InvoicedQuantity', quantity, `unitCode="${unitCodes[line.kind]}"`),
      money('LineExtensionAmount', BigInt(line.amount)),
      `<cac:Item>${tag('cbc:Name', lineWords(line, bill.plan))}${category(bill)}</cac:Item>`,
      `<cac:Price>${tag('cbc:PriceAmount', decimalText(BigInt(line.price), 8), `currencyID="${currency}"`)}</cac:Price>`,
      '</cac:InvoiceLine>',
    ].join('\n')
  })
}

/** S = standard rate, Z = zero rate (UNCL 5305). */
function category({ lines }: InvoiceData['bill'], name = 'ClassifiedTaxCategory'): string {
  const tax = lines.find(({ kind }) => kind === 'percent')
  const code = tag('cbc:ID', tax ? 'S' : 'Z')
  const percent = tag('cbc:Percent', tax ? decimalText(BigInt(tax.price), 4) : '0')
  return `<cac:${name}>${code}${percent}<cac:TaxScheme>${tag('cbc:ID', 'VAT')}</cac:TaxScheme></cac:${name}>`
}

function taxes({ bill, net, total }: InvoiceData, money: Money): string {
  return [
    '<cac:TaxTotal>',
    money('TaxAmount', total - net),
    '<cac:TaxSubtotal>',
    money('TaxableAmount', net),
    money('TaxAmount', total - net),
    category(bill, 'TaxCategory'),
    '</cac:TaxSubtotal>',
    '</cac:TaxTotal>',
  ].join('\n')
}

function party(role: string, who: { name: string; address?: string | undefined; taxId?: string | undefined }): string {
  const address = who.address
    ? `<cac:PostalAddress><cac:AddressLine>${tag('cbc:Line', who.address)}</cac:AddressLine></cac:PostalAddress>`
    : ''
  const tax = who.taxId
    ? `<cac:PartyTaxScheme>${tag('cbc:CompanyID', who.taxId)}<cac:TaxScheme>${tag('cbc:ID', 'VAT')}</cac:TaxScheme></cac:PartyTaxScheme>`
    : ''
  const legal = `<cac:PartyLegalEntity>${tag('cbc:RegistrationName', who.name)}</cac:PartyLegalEntity>`
  return `<cac:${role}><cac:Party><cac:PartyName>${tag('cbc:Name', who.name)}</cac:PartyName>${address}${tax}${legal}</cac:Party></cac:${role}>`
}

/** 30 = credit transfer (UNCL 4461). */
function meansOf({ bill, supplier }: InvoiceData): string {
  const account = supplier.iban
    ? `<cac:PayeeFinancialAccount>${tag('cbc:ID', supplier.iban)}</cac:PayeeFinancialAccount>`
    : ''
  return `<cac:PaymentMeans>${tag('cbc:PaymentMeansCode', '30')}${tag('cbc:PaymentID', bill.number)}${account}</cac:PaymentMeans>`
}

function noteOf({ inTokens, leaf, currency }: InvoiceData): string[] {
  const proof = tag('cbc:Note', `Powerchain leaf ${leaf}`)
  if (!inTokens) return [proof]
  const { rate, units } = inTokens
  const words =
    `${decimalText(units, 18)} POWEC at ${decimalText(BigInt(rate.unitsPerMinor), 18)} POWEC per 0.01 ${currency}, ` +
    `fixed ${new Date(rate.at).toISOString()} from ${rate.source}`
  return [proof, tag('cbc:Note', words)]
}

function tag(name: string, text: string, attributes = ''): string {
  return `<${name}${attributes && ` ${attributes}`}>${escaped(text)}</${name}>`
}

function escaped(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
