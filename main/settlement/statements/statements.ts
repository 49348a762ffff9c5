import type { Clock } from '../../../domain/clock.ts'
import type { LineRow, Statement } from '../../../domain/settlement/statement.ts'
import type { Interval } from '../../../domain/metering/meter.ts'
import { type Quarter, quarterStart } from '../../../domain/metering/quarter.ts'
import type { EpochMs, Ms } from '../../../domain/units.ts'
import type { SpeakingKey } from '../keys/controller-keys.ts'
import { anchorLine, isAnchored, type TrailHead } from './anchor-line.ts'
import { linesOf } from './lines-of.ts'
import { type Draft, makeStatement, noDigest } from './make-statement.ts'
import type { Salts } from './salts.ts'
import type { SettlementDb, StatementStore } from './statement-store.ts'

/** What statements are made of. */
export interface StatementsNeeds {
  site: number
  separator: Uint8Array
  /** The first quarter that is stated. */
  from: Quarter
  /** Newest values of a quarter, one for each register that is stated; empty = not closed yet. */
  intervalsOf(quarter: Quarter): readonly Interval[]
  /** How many registers are stated. */
  registers: number
  db: SettlementDb
  store: StatementStore
  salts: Salts
  /** Last row of the audit trail before an instant; absent = there is no trail to anchor. */
  trailBefore?(at: EpochMs): TrailHead | undefined
  /** The key that speaks for a quarter. */
  keyAt(quarter: Quarter): SpeakingKey
  /** Whether the time of day can be believed and all that is read is there: nothing is stated otherwise. */
  isSure(): boolean
  clock: Clock
}

/** A quarter whose registers are not all there by then is stated without them. */
const patienceMs: Ms = 3 * 3_600_000
/** Most that is done in one turn, so that weeks of backlog never hold up the loop. */
const perTurn = 8

/** One signed statement for each quarter, unbroken: a quarter without data gets one too. */
export function createStatements(needs: StatementsNeeds) {
  const { store, db, from, isSure } = needs
  return {
    /** Drafts what is over, and signs what waits while the key is open. Gives whether there is more to do. */
    turn(): boolean {
      if (!isSure()) return false
      const next = (store.last()?.quarter ?? from - 1) + 1
      const ready = Array.from({ length: perTurn }, (_, i) => next + i)
      const end = ready.findIndex((quarter) => !isReady(needs, quarter))
      const drafts = end < 0 ? ready : ready.slice(0, end)
      // in one step: each follows the one before
      if (drafts.length > 0) db.durable(() => drafts.forEach((quarter) => store.add(draftOf(needs, quarter, 0))))
      const signed = signWaiting(needs)
      return drafts.length === perTurn || signed > 0
    },
    /** A better value of a quarter that was stated: the next revision, which names what it replaces. */
    revise(quarter: Quarter): void {
      const before = store.of(quarter)
      if (!before) return
      const draft = draftOf(needs, quarter, before.revision + 1)
      const isSame = JSON.stringify(draft.lines.map(unsalted)) === JSON.stringify(before.lines.map(unsalted))
      if (!isSame) db.durable(() => store.add(draft))
    },
    counts: store.counts,
    signedCount: store.signedCount,
    between: store.between,
    last: store.last,
  }
}

/** A line without its salt, which is another in each revision. */
function unsalted(line: Draft['lines'][number]): unknown {
  return { ...line, salt: '' }
}

function isReady({ intervalsOf, registers, clock }: StatementsNeeds, quarter: Quarter): boolean {
  const endedAt = quarterStart(quarter + 1)
  if (endedAt > clock.now()) return false
  return intervalsOf(quarter).length === registers || clock.now() - endedAt > patienceMs
}

function draftOf(needs: StatementsNeeds, quarter: Quarter, revision: number): Draft {
  const { site, separator, store, salts, intervalsOf } = needs
  const lines = linesOf(intervalsOf(quarter), revision, salts)
  return makeStatement({
    separator,
    site,
    quarter,
    revision,
    lines: [...lines, ...anchorOf(needs, quarter, revision, lines.length)],
    previous: store.firstOf(quarter - 1)?.digest ?? noDigest,
    replaces: (revision > 0 && store.of(quarter)?.digest) || noDigest,
  })
}

/** Of the day before, so that it is the same whenever the statement is made again. */
function anchorOf(
  { trailBefore, salts }: StatementsNeeds,
  quarter: Quarter,
  revision: number,
  index: number,
): LineRow[] {
  const head = isAnchored(quarter) ? trailBefore?.(quarterStart(quarter)) : undefined
  return head ? [anchorLine(head, salts.line(quarter, revision, index))] : []
}

function signWaiting({ store, db, keyAt, clock }: StatementsNeeds): number {
  const { waiting, by } = waitingFor({ store, keyAt })
  const asked = waiting.map(({ quarter, revision, digest }) => ({
    subject: `statement/${quarter}/${revision}`,
    digest,
  }))
  const signatures = by?.key.sign(asked) ?? []
  if (!by || signatures.length === 0) return 0
  db.durable(() =>
    asked.forEach(({ digest }, i) => store.addSignature(digest, signatures[i] ?? '', by.epoch, clock.now())),
  )
  return signatures.length
}

/** The oldest that an open key speaks for: one that stays locked holds up its own quarters alone. */
function waitingFor({ store, keyAt }: Pick<StatementsNeeds, 'store' | 'keyAt'>): {
  waiting: Statement[]
  by?: SpeakingKey
} {
  let from: Quarter | null = 0
  while (from !== null) {
    const waiting = store.unsigned(perTurn, from)
    const [first] = waiting
    if (!first) break
    const by = keyAt(first.quarter)
    const until = by.untilQuarter ?? Infinity
    if (by.key.state() === 'unlocked') return { waiting: waiting.filter(({ quarter }) => quarter < until), by }
    from = by.untilQuarter
  }
  return { waiting: [] }
}
