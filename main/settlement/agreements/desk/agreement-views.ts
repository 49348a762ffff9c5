import { PowerchainError } from '../../../../domain/errors.ts'
import { registers, type RegisterName } from '../../../../domain/metering/meter.ts'
import { type Quarter, quarterOf } from '../../../../domain/metering/quarter.ts'
import type { AgreementKept, AgreementQuarter, AgreementRow } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import type { AgreementLine, AgreementTerms } from '../../../../domain/settlement/agreement.ts'
import { boundLine } from '../../../../domain/settlement/dispute.ts'
import { accountOf } from '../../../../domain/settlement/reward.ts'
import type { Clock } from '../../../../domain/clock.ts'
import type { Deadline } from '../../../../domain/settlement/deadline.ts'
import { intervalQualities } from '../../../../domain/metering/meter.ts'
import type { PostedLines } from '../acts/posted-lines.ts'
import type { StatementStore } from '../../statements/statement-store.ts'
import type { AgreementStore } from '../agreement-store.ts'
import type { Counting } from '../counting.ts'
import type { ChainAgreement } from '../fold.ts'
import type { CountedQuarter } from '../quantities.ts'
import { moneyOf, phaseOf } from './rows.ts'

/** What agreements are shown from. */
export interface ViewNeeds {
  site: number
  account(): string | undefined
  counting: Counting
  store: AgreementStore
  lines: Pick<PostedLines, 'of'>
  statements: Pick<StatementStore, 'between'>
  deadlines(): Deadline[]
  /** Asset whose meter point has this hash; `undefined` for another site's. */
  assetOf(meterPoint: string): string | undefined
  meterPointsOf(terms: AgreementTerms): readonly string[]
  /** Whether dispatch keeps it, in words. */
  dispatchWords(agreement: ChainAgreement): string
  clock: Clock
}

/** Agreements as people see them. */
export type AgreementViews = ReturnType<typeof createAgreementViews>

/** Rows, and one agreement down to the lines of statements. */
export function createAgreementViews(needs: ViewNeeds) {
  const { counting, store, clock } = needs
  const rowOf = (agreement: ChainAgreement, deadlines: readonly Deadline[]): AgreementRow => {
    const { terms, request, state = 'open', isFinal } = agreement
    const quarter = quarterOf(clock.now())
    const line = newestLine(needs, agreement)
    const isPayee = terms.payee.toLowerCase() === needs.account()?.toLowerCase()
    return {
      terms,
      request,
      part: isPayee ? 'payee' : 'payer',
      counterparty: isPayee ? terms.payer : terms.payee,
      state,
      isFinal,
      phase: phaseOf(terms, quarter),
      dispatch: needs.dispatchWords(agreement),
      line: line ?? null,
      running: runningOf(needs, agreement, line),
      money: moneyOf(agreement, line, counting.scheduleOf(terms)),
      nextDeadline: deadlines.find((one) => one.agreement === terms.agreement) ?? null,
    }
  }
  return {
    rowOf,
    list: (agreements: readonly ChainAgreement[]): AgreementRow[] => {
      const deadlines = needs.deadlines()
      return agreements.map((agreement) => rowOf(agreement, deadlines)).toReversed()
    },
    open(agreement: ChainAgreement, from: Quarter, to: Quarter): AgreementKept {
      const { terms, settlings } = agreement
      return {
        ...rowOf(agreement, needs.deadlines()),
        schedule: scheduleWord(needs, terms),
        quarters: quartersOf(needs, agreement, from, to),
        lines: linesOf(needs, agreement),
        settlings: settlings
          .map(({ paid, penalty, owed, ...rest }) =>
            Object.assign(rest, { paid: `${paid}`, penalty: `${penalty}`, owed: `${owed}` }),
          )
          .toReversed(),
        proofs: store.proofsOf(terms.agreement).map(({ quarter, hash, proofId: id }) => ({ quarter, hash, id })),
      }
    },
  }
}

/** The newest line of an agreement: counted at the own site, posted and given at another. */
export function newestLine({ site, counting, lines, clock }: ViewNeeds, agreement: ChainAgreement) {
  const { terms } = agreement
  if (terms.site === site) return counting.lineNow(agreement, quarterOf(clock.now()))
  return lines.of(terms.site, terms.agreement)[0]?.line
}

function runningOf({ store, site }: ViewNeeds, { terms }: ChainAgreement, line: AgreementLine | undefined) {
  const [stated] = terms.site === site ? store.historyOf(terms.agreement) : []
  if (!line || line.upToQuarter === stated?.line.upToQuarter) return null
  return {
    upToQuarter: line.upToQuarter,
    takenWh: line.takenWh - (stated?.line.takenWh ?? 0),
    returnedWh: line.returnedWh - (stated?.line.returnedWh ?? 0),
  }
}

function scheduleWord({ counting, store }: ViewNeeds, terms: AgreementTerms): AgreementKept['schedule'] {
  if (store.schedule(terms.scheduleHash)) return 'given'
  return counting.scheduleOf(terms) ? 'constant' : 'unknown'
}

function linesOf({ store, lines }: ViewNeeds, { terms, ruled }: ChainAgreement): AgreementKept['lines'] {
  const posted = lines.of(terms.site, terms.agreement)
  const digestOf = (origin: string, number: number) =>
    posted.find(({ posted: one }) => one.isCorrection === (origin === 'correction') && one.sequence === number)?.posted
      .digest ?? ''
  const own = store.historyOf(terms.agreement).map(({ origin, number, line }) => ({
    batch: `${origin === 'correction' ? 'correction ' : ''}${number}`,
    digest: digestOf(origin, number),
    line,
  }))
  const theirs = posted.map(({ posted: one, line }) => ({ batch: `${one.sequence}`, digest: one.digest, line }))
  return (own.length > 0 ? own : theirs).map(({ batch, digest, line }) => {
    const bound = boundLine(ruled, line)
    const isBound = ruled !== undefined && line.upToQuarter >= ruled.posted.upToQuarter
    const { earned, penalised } = accountOf(terms, isBound ? bound : line)
    return { batch, digest, line, ruled: isBound ? bound : null, reward: `${earned}`, penalty: `${penalised}` }
  })
}

function quartersOf(needs: ViewNeeds, agreement: ChainAgreement, from: Quarter, to: Quarter): AgreementQuarter[] {
  const { terms } = agreement
  const now = quarterOf(needs.clock.now())
  const until = Math.min(to, terms.supplyTo)
  const counted = needs.counting.quartersOf([agreement], Math.max(until, terms.accumulateFrom)).quarters
  const rows = counted.get(terms.agreement)?.filter(({ quarter }) => quarter >= from && quarter < until) ?? []
  const stated = Map.groupBy(needs.statements.between(from, until), ({ quarter }) => quarter)
  const points = new Set(needs.meterPointsOf(terms))
  return rows.map((row) => {
    const statement = stated.get(row.quarter)?.at(-1)
    const sources = (statement?.lines ?? [])
      .filter(({ meterPoint, register }) => points.has(meterPoint) && counts(row, register))
      .map(({ meterPoint, register, quality, quantity }) => ({
        meterPoint,
        assetId: needs.assetOf(meterPoint) ?? null,
        register: registerName(register),
        quality: intervalQualities[quality - 1] ?? ('missing' as const),
        wh: quantity,
        revision: statement?.revision ?? 0,
        statement: statement?.digest ?? '',
      }))
    const isStated = statement !== undefined && row.quarter < now
    return Object.assign({ ...row, sources }, isStated ? {} : { takenWh: null, returnedWh: null })
  })
}

/** Registers that count in a quarter: those of the direction that was agreed. */
function counts({ scheduledTakenWh, scheduledReturnedWh }: CountedQuarter, code: number): boolean {
  if (code === registers.absorbed.code) return scheduledTakenWh > 0 || scheduledReturnedWh > 0
  return code === registers.injected.code && scheduledReturnedWh > 0
}

function registerName(code: number): RegisterName {
  const found = (Object.keys(registers) as RegisterName[]).find((name) => registers[name].code === code)
  if (found) return found
  throw new PowerchainError('Store.Damaged', `a statement has a line of register ${code}`)
}
