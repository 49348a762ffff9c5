import type { AgreementInBatch, AgreementLine, AgreementTerms } from '../../../domain/settlement/agreement.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'

type Side = 'in' | 'out'

interface Running {
  given: AgreementInBatch
  held: bigint
  figures: Record<'taken' | 'returned' | 'stored' | 'deviation' | 'unused' | 'estimated', bigint>
}

/** Codes of registers in lines: absorbed and injected. */
const [absorbed, injected] = [3, 4]
const measuredQualities: ReadonlySet<number> = new Set([1, 3])

/**
 * Lines of agreements found anew from statements, schedules and proofs, by number. Written against the specification and not
 * against what made them: quantities first in a table by quarter, all in bigint.
 */
export function figuresOf(
  agreements: readonly AgreementInBatch[],
  statements: readonly Statement[],
  toQuarter: number,
): Map<string, Omit<AgreementLine, 'proofsRoot'>> {
  const newest = new Map(statements.map((statement) => [statement.quarter, statement]))
  const lined = agreements.filter(({ line }) => line !== null)
  const all = agreements.map((given): Running => {
    const figures = { taken: 0n, returned: 0n, stored: 0n, deviation: 0n, unused: 0n, estimated: 0n }
    return { given, held: 0n, figures }
  })
  for (
    let quarter = Math.min(toQuarter, ...lined.map(({ terms }) => terms.accumulateFrom));
    quarter < toQuarter;
    quarter++
  ) {
    const running = all.filter(({ given: { terms } }) => quarter >= terms.accumulateFrom && quarter < terms.supplyTo)
    for (const one of running) one.figures.stored += one.held > 0n ? one.held : 0n
    const [moved, gave] = (['in', 'out'] as const).map((side) => dealt(running, quarter, side, newest.get(quarter)))
    for (const one of running) book(one, quarter, moved?.get(one) ?? [0n, 0n], gave?.get(one) ?? [0n, 0n])
  }
  return new Map(all.map(({ given, figures }) => [given.terms.agreement, lineOf(given.terms, figures, toQuarter)]))
}

function agreed({ terms, schedule }: AgreementInBatch, quarter: number, side: Side): bigint {
  if (schedule) return BigInt(schedule[quarter - terms.accumulateFrom]?.[side === 'in' ? 0 : 1] ?? 0)
  const [from, to] = side === 'in' ? [terms.accumulateFrom, terms.accumulateTo] : [terms.supplyFrom, terms.supplyTo]
  if (quarter < from || quarter >= to || (side === 'in' && terms.kind !== 'storage')) return 0n
  const volume = BigInt(terms.volumeWh)
  const loss = terms.kind === 'storage' ? (volume * BigInt(terms.permittedLossPpm)) / 1_000_000n : 0n
  const total = side === 'in' ? volume : volume - loss
  const upTo = (count: number) => (total * BigInt(count)) / BigInt(to - from)
  return upTo(quarter - from + 1) - upTo(quarter - from)
}

/** Energy and its estimated part that each agreement gets of a quarter's lines. */
function dealt(running: readonly Running[], quarter: number, side: Side, statement: Statement | undefined) {
  const result = new Map<Running, [bigint, bigint]>()
  const done = new Set<string>()
  const poolOf = ({ given: { terms, meterPoints } }: Running) =>
    `${side === 'in' || terms.kind === 'utilization' ? absorbed : injected} ${meterPoints.join()}`
  for (const first of running) {
    const pool = poolOf(first)
    if (done.has(pool)) continue
    done.add(pool)
    const sharing = running.filter((one) => poolOf(one) === pool && agreed(one.given, quarter, side) > 0n)
    const [code = ''] = pool.split(' ')
    const lines = statement?.lines.filter(
      ({ meterPoint, register }) => `${register}` === code && first.given.meterPoints.includes(meterPoint),
    )
    const there = (lines ?? []).reduce((sum, { quantity }) => sum + BigInt(quantity), 0n)
    const guessed = (lines ?? [])
      .filter(({ quality }) => !measuredQualities.has(quality))
      .reduce((sum, { quantity }) => sum + BigInt(quantity), 0n)
    const wanted = sharing.map(({ given }) => agreed(given, quarter, side))
    const total = wanted.reduce((sum, wh) => sum + wh, 0n)
    let odd = there - wanted.reduce((sum, wh) => sum + (total > 0n ? (there * wh) / total : 0n), 0n)
    sharing.forEach((one, i) => {
      const wh = wanted[i] ?? 0n
      const share = there >= total ? wh : (there * wh) / total + (odd-- > 0n ? 1n : 0n)
      result.set(one, [share, there > 0n ? (share * guessed) / there : 0n])
    })
  }
  return result
}

function book(
  one: Running,
  quarter: number,
  [got, gotGuess]: [bigint, bigint],
  [gave, gaveGuess]: [bigint, bigint],
): void {
  const { given, figures } = one
  const off = excess(agreed(given, quarter, 'in'), got) + excess(agreed(given, quarter, 'out'), gave)
  const exempt = given.proofs.findLast((proof) => proof.quarter === quarter && proof.exempt !== null)?.exempt
  if (exempt === 'notBrought' || (!exempt && given.terms.kind === 'utilization')) figures.unused += off
  else if (!exempt) figures.deviation += off
  figures.taken += got
  figures.returned += gave
  figures.estimated += gotGuess + gaveGuess
  one.held += got - gave
}

/** Energy off what was wanted, beyond 5 % or 500 Wh. */
function excess(wanted: bigint, wh: bigint): bigint {
  const off = wanted > wh ? wanted - wh : wh - wanted
  const band = wanted / 20n > 500n ? wanted / 20n : 500n
  return wanted > 0n && off > band ? off - band : 0n
}

function lineOf(
  terms: AgreementTerms,
  { taken, returned, stored, deviation, unused, estimated }: Running['figures'],
  toQuarter: number,
): Omit<AgreementLine, 'proofsRoot'> {
  const upToQuarter = toQuarter < terms.supplyTo ? toQuarter : terms.supplyTo
  const isFinal = toQuarter >= terms.supplyTo
  const due = taken - (taken * BigInt(terms.permittedLossPpm)) / 1_000_000n
  const missing = due - due / 100n - returned
  return {
    agreement: terms.agreement,
    upToQuarter,
    takenWh: Number(taken),
    returnedWh: Number(returned),
    reservedWhQ: `${BigInt(terms.volumeWh) * BigInt(Math.max(0, upToQuarter - terms.accumulateFrom))}`,
    storedWhQ: `${stored}`,
    shortWh: isFinal && missing > 0n ? Number(missing) : 0,
    deviationWh: Number(deviation),
    unusedWh: Number(unused),
    estimatedWh: Number(estimated),
    isFinal,
  }
}
