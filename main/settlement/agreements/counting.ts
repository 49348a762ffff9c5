import type { Quarter } from '../../../domain/metering/quarter.ts'
import { registers } from '../../../domain/metering/meter.ts'
import type {
  AgreementInBatch,
  AgreementLine,
  AgreementTerms,
  Exemption,
} from '../../../domain/settlement/agreement.ts'
import { constantSchedule, givenScheduleOf, type Schedule } from '../../../domain/settlement/schedule.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'
import type { StatementStore } from '../statements/statement-store.ts'
import { noDigest } from '../statements/make-statement.ts'
import type { AgreementStore } from './agreement-store.ts'
import type { AgreementsOnChain, ChainAgreement } from './fold.ts'
import { proofsRoot } from './leaves.ts'
import { type Counted, type CountedQuarters, countQuarters, lineOf, type Pool } from './quantities.ts'

/** What quantities of agreements are counted from. */
export interface CountingNeeds {
  site: number
  separator: Uint8Array
  chain(): AgreementsOnChain
  statements: Pick<StatementStore, 'between'>
  store: AgreementStore
  /** Hashes of the meter points whose energy is that of an agreement. */
  meterPointsOf(terms: AgreementTerms): readonly string[]
}

/** Quantities of the agreements that this site's lane settles. */
export type Counting = ReturnType<typeof createCounting>

const measured: ReadonlySet<number> = new Set([1, 3])

/** Counts agreements from signed statements, schedules and proofs; nothing is remembered, so it is the same again. */
export function createCounting(needs: CountingNeeds) {
  const { site, separator, chain, statements, store } = needs
  const own = (): ChainAgreement[] =>
    [...chain().agreements.values()].filter(({ terms, isFinal }) => isFinal && terms.site === site)
  const scheduleOf = (terms: AgreementTerms): Schedule | undefined => {
    if (terms.scheduleHash === noDigest) return constantSchedule(terms)
    const given = store.schedule(terms.scheduleHash)
    return given && givenScheduleOf(terms, given)
  }
  const counted = (): Counted[] =>
    own().flatMap(({ terms }) => {
      const schedule = scheduleOf(terms)
      return schedule
        ? [{ terms, schedule, exempt: exemptOf(needs, terms), meterPoints: needs.meterPointsOf(terms) }]
        : []
    })
  const quartersOf = (upTo: Quarter): { all: Counted[]; quarters: CountedQuarters } => {
    const all = counted().toSorted(byNumber)
    const from = Math.min(upTo, ...all.map(({ terms }) => terms.accumulateFrom))
    return { all, quarters: countQuarters(all, upTo, poolOf(statements.between(from, upTo))) }
  }
  /** All agreements that began before a quarter, in the order of their numbers; with a line those that are not over for good. */
  const inBatch = (upTo: Quarter): AgreementInBatch[] => {
    const open = new Set(
      own()
        .filter(isOpen)
        .map(({ terms }) => terms.agreement),
    )
    const { all, quarters } = quartersOf(upTo)
    return all
      .filter(({ terms }) => terms.accumulateFrom < upTo)
      .map(({ terms, meterPoints }) => {
        const { agreement } = terms
        const proofs = store.proofsOf(agreement).filter(({ quarter }) => quarter < upTo)
        const line = (): AgreementLine =>
          lineOf(terms, quarters.get(agreement) ?? [], upTo, proofsRoot(separator, agreement, proofs))
        return {
          terms,
          schedule: store.schedule(terms.scheduleHash) ?? null,
          meterPoints: [...meterPoints],
          proofs: proofs.map(({ quarter, hash, exempt }) => ({ quarter, hash, exempt })),
          line: open.has(agreement) ? line() : null,
        }
      })
  }
  return { own, scheduleOf, quartersOf, inBatch }
}

/** The lines of a batch in the order of its tree. */
export function linesIn(agreements: readonly AgreementInBatch[]): AgreementLine[] {
  return agreements.flatMap(({ line }) => line ?? [])
}

function byNumber(a: Counted, b: Counted): number {
  return BigInt(a.terms.agreement) < BigInt(b.terms.agreement) ? -1 : 1
}

function isOpen({ state }: ChainAgreement): boolean {
  return state === 'open' || state === 'disputed' || state === 'closing'
}

function exemptOf({ store }: CountingNeeds, { agreement }: AgreementTerms): Map<Quarter, Exemption> {
  return new Map(store.proofsOf(agreement).flatMap(({ quarter, exempt }) => (exempt ? [[quarter, exempt]] : [])))
}

/** Energy by meter point and quarter out of statements; the newest signed revision of a quarter counts. */
function poolOf(statements: readonly Statement[]): Pool {
  const signed = statements.filter(({ signature }) => signature !== null)
  const newest = new Map(signed.map((statement) => [statement.quarter, statement]))
  return (points, register, quarter) => {
    const { code } = registers[register]
    const lines = newest.get(quarter)?.lines.filter((line) => line.register === code) ?? []
    const own = lines.filter(({ meterPoint }) => points.includes(meterPoint))
    const sum = (all: typeof own) => all.reduce((wh, { quantity }) => wh + quantity, 0)
    return { wh: sum(own), estimatedWh: sum(own.filter(({ quality }) => !measured.has(quality))) }
  }
}
