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

/** A finding that is right unless there is a fault, which then is its detail. */
export function finding(what: string, fault: string | undefined, detail: string): Finding {
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

/** Reward and penalty of a line by its terms, in words; a fault when the escrow could not pay the largest reward. */
function worthOf(terms: AgreementTerms, line: AgreementLine): { words: string; fault?: string } {
  const most = String(BigInt(terms.volumeWh) * BigInt(terms.supplyTo - terms.accumulateFrom))
  const largest = rewardFor(terms, { reservedWhQ: most, storedWhQ: most, returnedWh: terms.volumeWh })
  const words = `agreement ${terms.agreement}: ${worthWords(terms, line)}`
  if (largest > BigInt(terms.escrow)) return { words, fault: `agreement ${terms.agreement}: its escrow is too small` }
  if (rewardFor(terms, line) > largest)
    return { words, fault: `agreement ${terms.agreement}: more is claimed than was agreed` }
  return { words }
}

/** What quantities are worth by the terms, in words: reward and penalty, POWEC. */
export function worthWords(terms: AgreementTerms, line: Omit<AgreementLine, 'proofsRoot'>): string {
  const milli =
    BigInt(terms.shortPrice) * BigInt(line.shortWh) + BigInt(terms.deviationPrice) * BigInt(line.deviationWh)
  return `reward ${powec(rewardFor(terms, line))}, penalty ${powec((milli + 999n) / 1_000n)} POWEC`
}

function rewardFor(
  terms: AgreementTerms,
  { reservedWhQ, storedWhQ, returnedWh }: Pick<AgreementLine, 'reservedWhQ' | 'storedWhQ' | 'returnedWh'>,
): bigint {
  const overTime = BigInt(terms.capacityPrice) * BigInt(reservedWhQ) + BigInt(terms.holdPrice) * BigInt(storedWhQ)
  const back = 4_000_000n * BigInt(terms.returnPrice) * BigInt(returnedWh)
  return (BigInt(terms.kindPpm) * overTime + back) / 4_000_000_000n
}

function powec(units: bigint): string {
  const perToken = 10n ** 18n
  const part = (units % perToken).toString().padStart(18, '0').replace(/0+$/, '')
  return `${units / perToken}${part ? `.${part}` : ''}`
}
