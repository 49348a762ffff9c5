import { type BankFile, centsOf, dayIn, type Incoming, mostPayments, plainText } from './incoming.ts'
import { retailFault } from '../fault.ts'
import { listOf, nodeAt, nodesOf, readXml, textAt, unescaped, type XmlNode } from './xml-gate.ts'

const lists = new Set(['Stmt', 'Ntry', 'NtryDtls', 'TxDtls', 'Ustrd', 'Strd'])

/**
 * Reads a bank statement (ISO 20022 CAMT.053, versions 2 to 13): booked credits are payments, debits are not ours. What can't
 * be read is a fault with the number of its entry. Errors: `Retail.Invalid` for what is no such statement.
 */
export function readCamt(bytes: Uint8Array, currency: string): BankFile {
  const document = readXml(bytes, lists)
  const statements = nodesOf(nodeAt(document, 'Document', 'BkToCstmrStmt'), 'Stmt')
  const [first] = statements
  if (!first) throw retailFault('The file is no CAMT.053 statement: it has no Document/BkToCstmrStmt/Stmt.')
  const entries = statements.flatMap((statement) => nodesOf(statement, 'Ntry'))
  if (entries.length > mostPayments) throw retailFault(`The statement has more than ${mostPayments} entries.`)
  const file: BankFile = {
    format: 'CAMT.053',
    identity: statements.map((one) => `${accountOf(one)} ${textAt(one, 'Id')} ${textAt(one, 'CreDtTm')}`).join('; '),
    rows: [],
    faults: [],
  }
  entries.forEach((entry, i) => readEntry(file, entry, i + 1, currency))
  return file
}

function accountOf(statement: XmlNode): string {
  return textAt(statement, 'Acct', 'Id', 'IBAN') || textAt(statement, 'Acct', 'Id', 'Othr', 'Id')
}

function readEntry(file: BankFile, entry: XmlNode, row: number, currency: string): void {
  const fault = (words: string) => void file.faults.push({ row, words })
  const state = textAt(entry, 'Sts', 'Cd') || textAt(entry, 'Sts')
  const isCredit = textAt(entry, 'CdtDbtInd') === 'CRDT'
  if (!isCredit || (state !== 'BOOK' && state !== '')) return
  if (textAt(entry, 'RvslInd') === 'true') return fault('a reversal, which a person has to look into')
  const paidOn = dayIn(
    textAt(entry, 'BookgDt', 'Dt') || textAt(entry, 'BookgDt', 'DtTm') || textAt(entry, 'ValDt', 'Dt'),
  )
  if (paidOn === undefined) return fault('no day of booking')
  const details = nodesOf(entry, 'NtryDtls').flatMap((node) => nodesOf(node, 'TxDtls'))
  const total = amountIn(nodeAt(entry, 'Amt'), textAt(entry, 'Amt'), currency)
  if (typeof total === 'string') return fault(total)
  const bank = textAt(entry, 'AcctSvcrRef') || textAt(entry, 'NtryRef')
  const parts = (details.length > 0 ? details : [entry]).map((node, i) =>
    partOf(node, {
      row,
      paidOn,
      bank: bank || `${file.identity} ${row}`,
      place: i,
      total,
      isOnly: details.length <= 1,
      currency,
    }),
  )
  const wrong = parts.find((part) => typeof part === 'string')
  if (wrong !== undefined) return fault(wrong)
  const rows = parts.filter((part) => typeof part !== 'string')
  const sum = rows.reduce((all, { amount }) => all + amount, 0n)
  if (sum !== total) return fault('its parts do not add up to it')
  file.rows.push(...rows)
}

interface Part {
  row: number
  paidOn: string
  bank: string
  place: number
  total: bigint
  isOnly: boolean
  currency: string
}

function partOf(node: XmlNode, { row, paidOn, bank, place, total, isOnly, currency }: Part): Incoming | string {
  const own = textAt(node, 'AmtDtls', 'TxAmt', 'Amt')
  const amount = isOnly
    ? total
    : amountIn(nodeAt(node, 'AmtDtls', 'TxAmt', 'Amt') ?? nodeAt(node, 'Amt'), own || textAt(node, 'Amt'), currency)
  if (typeof amount === 'string') return amount
  const unstructured = listOf(nodeAt(node, 'RmtInf'), 'Ustrd').map((one) =>
    typeof one === 'string' ? unescaped(one) : '',
  )
  const structured = nodesOf(nodeAt(node, 'RmtInf'), 'Strd').map((one) => textAt(one, 'CdtrRefInf', 'Ref'))
  const endToEnd = textAt(node, 'Refs', 'EndToEndId')
  const payer = textAt(node, 'RltdPties', 'Dbtr', 'Pty', 'Nm') || textAt(node, 'RltdPties', 'Dbtr', 'Nm')
  const bankReference = textAt(node, 'Refs', 'AcctSvcrRef') || textAt(node, 'Refs', 'TxId')
  return {
    row,
    paidOn,
    amount,
    payer: plainText(payer),
    reference: plainText(
      [...structured, ...unstructured, endToEnd === 'NOTPROVIDED' ? '' : endToEnd].filter(Boolean).join(' '),
    ),
    bankReference: plainText(bankReference && !isOnly ? bankReference : isOnly ? bank : `${bank} ${place + 1}`),
  }
}

function amountIn(node: XmlNode | undefined, text: string, currency: string): bigint | string {
  const given = textAt(node, '@Ccy')
  if (given !== '' && given !== currency) return `an amount in ${plainText(given).slice(0, 10)}, not in ${currency}`
  return centsOf(text) ?? 'no amount above 0 with at most two decimals'
}
