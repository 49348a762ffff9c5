import type { Quarter } from '../../../domain/metering/quarter.ts'
import { registers } from '../../../domain/metering/meter.ts'
import type {
  AgreementInBatch,
  AgreementLine,
  AgreementTerms,
  Exemption,
  QuarterProof,
} from '../../../domain/settlement/agreement.ts'
import { constantSchedule, givenScheduleOf, type Schedule } from '../../../domain/settlement/schedule.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'
import type { StatementStore } from '../statements/statement-store.ts'
import { noDigest } from '../statements/make-statement.ts'
import type { AgreementStore } from './agreement-store.ts'
import type { AgreementsOnChain, ChainAgreement } from './fold.ts'
import { proofsRoot } from './leaves.ts'
import { type Counted, type CountedQuarters, countQuarters, lineOf, type Pool, type PooledWh } from './quantities.ts'

/** What quantities of agreements are counted from. */
export interface CountingNeeds {
  site: number
  separator: Uint8Array
  chain(): AgreementsOnChain
  statements: Pick<StatementStore, 'between'>
  store: AgreementStore
  /** Hashes of the meter points whose energy is that of an agreement. */
  meterPointsOf(terms: AgreementTerms): readonly string[]
  /** Hashes of the meter points of the site's connection. */
  connectionPoints(): readonly string[]
}

/** Quantities of the agreements that this site's lane settles. */
export type Counting = ReturnType<typeof createCounting>

const measured: ReadonlySet<number> = new Set([1, 3])

/** Counts agreements from signed statements, schedules and proofs alone, so that it is the same again. */
export function createCounting(needs: CountingNeeds) {
  const { site, separator, chain, store } = needs
  const own = (): ChainAgreement[] =>
    [...chain().agreements.values()].filter(({ terms, isFinal }) => isFinal && terms.site === site)
  const scheduleOf = (terms: AgreementTerms): Schedule | undefined => {
    if (terms.scheduleHash === noDigest) return constantSchedule(terms)
    const given = store.schedule(terms.scheduleHash)
    return given && givenScheduleOf(terms, given)
  }
  const pool = createPool(needs)
  /** Some agreements and all that shared the time with them, in the order of their numbers. */
  const countedWith = (some: readonly ChainAgreement[]): { from: Quarter; all: Counted[] } => {
    const from = Math.min(Infinity, ...some.map(({ terms }) => terms.accumulateFrom))
    const beside = own().filter(({ terms }) => terms.supplyTo > from)
    const all = beside.flatMap(({ terms }) => {
      const schedule = scheduleOf(terms)
      if (!schedule) return []
      return [{ terms, schedule, exempt: exemptOf(needs, terms), meterPoints: needs.meterPointsOf(terms) }]
    })
    return { from, all: all.toSorted(byNumber) }
  }
  const quartersOf = (
    some: readonly ChainAgreement[],
    upTo: Quarter,
  ): { all: Counted[]; quarters: CountedQuarters } => {
    const { from, all } = countedWith(some)
    return { all, quarters: countQuarters(all, { from, upTo }, pool(Math.min(from, upTo), upTo)) }
  }
  return {
    own,
    scheduleOf,
    quartersOf,
    /** Agreements that are not over for good, with their lines, and those that shared the time with them. */
    inBatch(upTo: Quarter): AgreementInBatch[] {
      const lined = own().filter((one) => isOpen(one) && one.terms.accumulateFrom < upTo)
      const open = new Set(lined.map(({ terms }) => terms.agreement))
      const { all, quarters } = quartersOf(lined, upTo)
      return all
        .filter(({ terms }) => terms.accumulateFrom < upTo)
        .map(({ terms, meterPoints }) => {
          const { agreement, scheduleHash } = terms
          const proofs = provenUpTo(store, agreement, upTo)
          const line = () =>
            lineOf(terms, quarters.get(agreement) ?? [], upTo, proofsRoot(separator, agreement, proofs))
          const schedule = store.schedule(scheduleHash) ?? null
          return { terms, schedule, meterPoints: [...meterPoints], proofs, line: open.has(agreement) ? line() : null }
        })
    },
    /** The line of an agreement as it would be stated now. */
    lineNow(agreement: ChainAgreement, upTo: Quarter): AgreementLine | undefined {
      const { terms } = agreement
      const counted = quartersOf([agreement], upTo).quarters.get(terms.agreement)
      const root = proofsRoot(separator, terms.agreement, provenUpTo(store, terms.agreement, upTo))
      return counted && terms.accumulateFrom < upTo ? lineOf(terms, counted, upTo, root) : undefined
    },
    /** What own meters show beside an agreement of another site; `undefined` where they can't say. */
    besides: (agreement: ChainAgreement, upTo: Quarter) =>
      besides(needs, pool, scheduleOf(agreement.terms), agreement, upTo),
  }
}

/** What some own meters show beside an agreement of another site: what it takes we give, what it returns we take. */
function besides(
  { store, connectionPoints }: CountingNeeds,
  pool: (from: Quarter, to: Quarter) => Pool,
  schedule: Schedule | undefined,
  { terms }: ChainAgreement,
  upTo: Quarter,
): { takenWh: number; returnedWh: number } | undefined {
  const points = connectionPoints()
  if (!schedule || points.length === 0) return undefined
  const range = { from: terms.accumulateFrom, upTo: Math.min(upTo, terms.supplyTo) }
  if (store.signedRevisions(range.from, range.upTo).length < range.upTo - range.from) return undefined
  const own = pool(range.from, range.upTo)
  const mirrored: Pool = (_, register, quarter) => own(points, register === 'absorbed' ? 'export' : 'import', quarter)
  const one = { terms, schedule, exempt: new Map<Quarter, Exemption>(), meterPoints: [] }
  const quarters = countQuarters([one], range, mirrored).get(terms.agreement) ?? []
  const { takenWh, returnedWh } = lineOf(terms, quarters, upTo, '')
  return { takenWh, returnedWh }
}

function provenUpTo(store: AgreementStore, agreement: string, upTo: Quarter): QuarterProof[] {
  return store
    .proofsOf(agreement)
    .filter(({ quarter }) => quarter < upTo)
    .map(({ quarter, hash, exempt }) => ({ quarter, hash, exempt }))
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

/** Energy of a quarter: by meter point and register. */
interface QuarterEnergy {
  revision: number
  wh: ReadonlyMap<string, PooledWh>
}

/**
 * Energy by meter point and quarter out of statements; the newest signed revision of a quarter counts. What was read once is
 * remembered until the quarter is revised: an agreement of a year is not read anew each time.
 */
function createPool({ store, statements }: CountingNeeds): (from: Quarter, to: Quarter) => Pool {
  const known = new Map<Quarter, QuarterEnergy>()
  return (from, to) => {
    for (const { quarter, revision } of store.signedRevisions(from, to)) {
      if (known.get(quarter)?.revision === revision) continue
      const found = statements.between(quarter, quarter + 1).find((one) => one.revision === revision)
      if (found) known.set(quarter, { revision, wh: energyOf(found) })
    }
    return (points, register, quarter) => {
      const there = quarter < to ? known.get(quarter)?.wh : undefined
      const own = points.flatMap((point) => there?.get(`${point}/${registers[register].code}`) ?? [])
      return own.reduce(
        (all, one) => ({ wh: all.wh + one.wh, estimatedWh: all.estimatedWh + one.estimatedWh }),
        nothing,
      )
    }
  }
}

const nothing: PooledWh = { wh: 0, estimatedWh: 0 }

function energyOf({ lines }: Statement): Map<string, PooledWh> {
  return new Map(
    lines.map(({ meterPoint, register, quantity, quality }) => [
      `${meterPoint}/${register}`,
      { wh: quantity, estimatedWh: measured.has(quality) ? 0 : quantity },
    ]),
  )
}
