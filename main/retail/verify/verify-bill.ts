import { billDocument, type BillDocument } from '../../../domain/retail/bill.ts'
import type { Finding } from '../../verify/finding.ts'
import { contentHashOf, leafOf, rootOfPath } from './reader.ts'
import { linesAnew, sharesAnew } from './recompute.ts'

/**
 * Verifies a bill from its document alone: form, lines from energies and plan, the sum, the division, the leaf and its way to
 * the root of the run, every payment by what was outstanding. It shares no code with what made it but the words of the types.
 */
export function verifyBill(document: unknown): Finding[] {
  const parsed = billDocument.safeParse(document)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return [{ what: 'form', result: 'wrong', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }]
  }
  try {
    return findingsOf(parsed.data)
  } catch (error) {
    // a time zone that is none, for example
    return [{ what: 'form', result: 'wrong', detail: error instanceof Error ? error.message : String(error) }]
  }
}

function findingsOf(document: BillDocument): Finding[] {
  const { bill, run, leaf, path } = document
  const { consumption, lines, shares, parties } = bill
  const quarters = bill.toQuarter - bill.fromQuarter
  const isWhole = consumption.kind === 'registers' || consumption.wh.length === quarters
  const isMarked = consumption.kind === 'registers' || consumption.quality.length === quarters
  const isInRun =
    bill.run === run.run &&
    bill.index < run.count &&
    bill.fromQuarter >= run.fromQuarter &&
    bill.toQuarter <= run.toQuarter
  const place = differing(linesAnew(bill), lines)
  const sum = lines.reduce((all, { amount }) => all + BigInt(amount), 0n)
  const divided = sharesAnew(sum, weightsOf(document))
  const isDivided = shares.length === parties.length && divided.every((share, i) => share === BigInt(shares[i] ?? '-1'))
  const computed = leafOf(document)
  const simulated = consumption.kind === 'quarters' && consumption.isSimulated
  return [
    { what: 'form', result: 'right', detail: `bill ${bill.number}` },
    found('damage', contentHashOf(document) === document.check, document.check),
    found('energies', isWhole && isMarked, `${quarters} quarters`),
    found('period', isInRun, `run ${run.run}, quarters ${bill.fromQuarter} to ${bill.toQuarter}`),
    found(
      'lines',
      place === undefined,
      place === undefined ? `${lines.length} lines` : `lines[${place}] is not what its energies and the plan give`,
    ),
    found('sum', sum === BigInt(bill.total), `${sum}`),
    found('shares', isDivided, divided.map(String).join(', ')),
    found('leaf', computed === leaf, computed),
    found('root', rootOfPath(computed, path) === run.root, run.root),
    payments(document),
    ...(simulated
      ? [{ what: 'source', result: 'note' as const, detail: 'the energies were made up for practice' }]
      : []),
    {
      what: 'chain',
      result: 'note',
      detail: `whether the root is posted at ${document.place.contract} is to be asked there`,
    },
  ]
}

function weightsOf({ bill }: BillDocument): bigint[] {
  const { formula, parties, lines } = bill
  if (formula.kind === 'fixed') return parties.map((_, i) => BigInt(formula.weightsPpm[i] ?? 0))
  return parties.map((party) =>
    lines.filter(({ owner }) => owner === party).reduce((all, { amount }) => all + BigInt(amount), 0n),
  )
}

/** Place of the first line that differs; one that is missing differs. */
function differing(expected: readonly object[], given: readonly object[]): number | undefined {
  const length = Math.max(expected.length, given.length)
  for (let i = 0; i < length; i++) if (facts(expected[i]) !== facts(given[i])) return i
  return undefined
}

function facts(line: object | undefined): string {
  return JSON.stringify(Object.entries(line ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Each payment is divided by what every share lacked then, and what is taken back never leaves a share below nothing. */
function payments({ bill, allocations, outstanding }: BillDocument): Finding {
  let lacking = bill.shares.map(BigInt)
  for (const [i, { kind, amount, shares }] of allocations.entries()) {
    const given = shares.map(BigInt)
    const sum = given.reduce((all, share) => all + share, 0n)
    const isForward = kind === 'payment' || kind === 'moved' || kind === 'writeOff'
    const expected = isForward ? sharesAnew(BigInt(amount), lacking) : given
    const fits =
      given.length === lacking.length && sum === BigInt(amount) && expected.every((share, k) => share === given[k])
    lacking = lacking.map((left, k) => left - (given[k] ?? 0n))
    if (!fits || lacking.some((left) => left < 0n))
      return found('payments', false, `allocations[${i}] is not divided by what was outstanding`)
  }
  const left = lacking.reduce((all, one) => all + one, 0n)
  return found('payments', left === BigInt(outstanding), `${allocations.length} taken in, ${left} outstanding`)
}

function found(what: string, isRight: boolean, detail: string): Finding {
  return { what, result: isRight ? 'right' : 'wrong', detail }
}
