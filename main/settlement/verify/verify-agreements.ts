import type { AgreementInBatch, AgreementLine, AgreementTerms } from '../../../domain/settlement/agreement.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'
import type { Finding } from '../../verify/finding.ts'
import { figuresOf } from './agreement-figures.ts'
import type { HashReader } from './reader.ts'

const zero = `0x${'0'.repeat(64)}`

/** What is looked at: agreements of a batch or correction, and all statements that stand behind them. */
export interface AgreementsGiven {
  agreements: readonly AgreementInBatch[]
  statements: readonly Statement[]
  root: string
  /** Number of the batch; of a correction with its highest bit set. */
  sequence: number
  toQuarter: number
}

/** Lines of agreements against their root, and found anew from statements and schedules; what they are worth by the terms. */
export function verifyAgreements(reader: HashReader, given: AgreementsGiven): Finding[] {
  const { agreements, root, sequence } = given
  const lines = agreements.flatMap(({ line }) => line ?? [])
  const isRoot = reader.agreementsRoot(sequence, lines) === root
  const rooted = finding(
    'agreements',
    isRoot ? undefined : 'the lines do not lead to agreementsRoot',
    `${lines.length} lines`,
  )
  if (agreements.length === 0) return [rooted]
  const faults = agreements.map((one) => behindFault(reader, one)).find(Boolean)
  const figures = figuresOf(agreements, given.statements, given.toQuarter)
  const wrong = lines.map((line) => lineFault(line, figures.get(line.agreement))).find(Boolean)
  const worth = agreements.flatMap(({ terms, line }) => (line ? [worthOf(terms, line)] : []))
  return [
    rooted,
    finding('schedules and proofs', faults, `${agreements.length} agreements`),
    finding('quantities', wrong, `${lines.length} of ${lines.length} found anew`),
    finding('money', worth.find(({ fault }) => fault)?.fault, worth.map(({ words }) => words).join('; ')),
  ]
}

function finding(what: string, fault: string | undefined, detail: string): Finding {
  return fault ? { what, result: 'wrong', detail: fault } : { what, result: 'right', detail }
}

function behindFault(reader: HashReader, { terms, schedule, proofs, line }: AgreementInBatch): string | undefined {
  const name = `agreement ${terms.agreement}`
  if (terms.scheduleHash === zero && schedule) return `${name}: a schedule that its terms do not name`
  if (terms.scheduleHash !== zero && (!schedule || reader.scheduleHash(schedule) !== terms.scheduleHash))
    return `${name}: not the schedule that its terms name`
  if (line && reader.proofsRoot(terms.agreement, proofs) !== line.proofsRoot)
    return `${name}: its proofs do not lead to proofsRoot`
  return undefined
}

function lineFault(stated: AgreementLine, found: Omit<AgreementLine, 'proofsRoot'> | undefined): string | undefined {
  for (const [name, value] of Object.entries(found ?? {}))
    if (stated[name as keyof AgreementLine] !== value)
      return `agreement ${stated.agreement}: ${name} is ${stated[name as keyof AgreementLine]}, found anew ${value}`
  return found ? undefined : `agreement ${stated.agreement}: nothing stands behind its line`
}

/** Reward and penalty of a line by its terms, in POWEC; a fault when the escrow could not pay the largest reward. */
function worthOf(terms: AgreementTerms, line: AgreementLine): { words: string; fault?: string } {
  const price = (name: 'capacityPrice' | 'holdPrice' | 'returnPrice' | 'shortPrice' | 'deviationPrice') =>
    BigInt(terms[name])
  const earned = (reserved: bigint, stored: bigint, returned: bigint) =>
    (BigInt(terms.kindPpm) * (price('capacityPrice') * reserved + price('holdPrice') * stored) +
      4_000_000n * price('returnPrice') * returned) /
    4_000_000_000n
  const most = BigInt(terms.volumeWh) * BigInt(terms.supplyTo - terms.accumulateFrom)
  const largest = earned(most, most, BigInt(terms.volumeWh))
  const reward = earned(BigInt(line.reservedWhQ), BigInt(line.storedWhQ), BigInt(line.returnedWh))
  const milli = price('shortPrice') * BigInt(line.shortWh) + price('deviationPrice') * BigInt(line.deviationWh)
  const penalty = (milli + 999n) / 1_000n
  const words = `agreement ${terms.agreement}: reward ${powec(reward)}, penalty ${powec(penalty)} POWEC`
  if (largest > BigInt(terms.escrow)) return { words, fault: `agreement ${terms.agreement}: its escrow is too small` }
  if (reward > largest) return { words, fault: `agreement ${terms.agreement}: more is claimed than was agreed` }
  return { words }
}

function powec(units: bigint): string {
  const perToken = 10n ** 18n
  const part = (units % perToken).toString().padStart(18, '0').replace(/0+$/, '')
  return `${units / perToken}${part ? `.${part}` : ''}`
}
