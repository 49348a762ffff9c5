import { createHash } from 'node:crypto'
import type { Person } from '../../domain/access.ts'
import type { Clock } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'
import { type ActBody, actBody, type MeteringAct } from '../../domain/metering/acts.ts'
import type { WriteAudit } from '../audit/audit.ts'
import type { MeteringDb } from './metering-store.ts'

interface ActRow {
  n: number
  at: number
  person: string
  kind: string
  body: string
  approves: number | null
  prev: string
  hash: string
}

const firstPrev = '0'.repeat(64)

interface Acts {
  db: MeteringDb
  carryOut(act: MeteringAct, approvedBy: string): void
  audit: WriteAudit
  clock: Pick<Clock, 'now'>
}

/** Proposals and approvals, chained by hash. `carryOut` runs in the transaction of the approval: all or nothing. */
export function createActs({ db, carryOut, audit, clock }: Acts) {
  const append = (person: string, kind: string, body: string, approves: number | null) =>
    appendRow(db, { at: clock.now(), person, kind, body, approves })
  return {
    /** Proposes a change; nothing changes yet. */
    propose(person: Person, body: ActBody): MeteringAct {
      const n = db.durable(() => append(person.name, body.kind, JSON.stringify(body), null))
      audit({ person: person.name, action: 'MeteringChangeProposed', assetId: body.pointId, detail: wordsOf(body) })
      return actOf(db, n)
    },
    /**
     * Approves and carries out a change that somebody else proposed.
     * @throws PowerchainError `Access.Denied` for one's own, `Config.Invalid` when it was approved before
     */
    approve(person: Person, n: number): MeteringAct {
      const act = actOf(db, n)
      if (act.person === person.name)
        throw new PowerchainError('Access.Denied', 'A change of metering needs a second person: not who proposed it.')
      if (act.approvedBy !== null)
        throw new PowerchainError('Config.Invalid', `Change ${n} was approved by ${act.approvedBy} already.`)
      db.durable(() => {
        append(person.name, 'approval', JSON.stringify({ hash: act.hash }), n)
        carryOut(act, person.name)
      })
      audit({ person: person.name, action: 'MeteringChanged', assetId: act.body.pointId, detail: wordsOf(act.body) })
      return actOf(db, n)
    },
    /** The newest first. */
    list: (limit: number): MeteringAct[] =>
      db
        .all<{ n: number }>('SELECT n FROM metering_act WHERE approves IS NULL ORDER BY n DESC LIMIT ?', limit)
        .map(({ n }) => actOf(db, n)),
    /** Number of the first row that is missing or not as it was written; `null` = all is well. */
    brokenAt: () => brokenAt(db),
  }
}

function appendRow(db: MeteringDb, given: Omit<ActRow, 'n' | 'prev' | 'hash'>): number {
  const last = db.get<ActRow>('SELECT * FROM metering_act ORDER BY n DESC LIMIT 1')
  const row = { ...given, n: (last?.n ?? 0) + 1, prev: last?.hash ?? firstPrev }
  const { n, at, person, kind, body, approves, prev } = row
  const sql =
    'INSERT INTO metering_act (n, at, person, kind, body, approves, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
  db.run(sql, n, at, person, kind, body, approves, prev, hashOf(row))
  return n
}

function actOf(db: MeteringDb, n: number): MeteringAct {
  const row = db.get<ActRow>('SELECT * FROM metering_act WHERE n = ? AND approves IS NULL', n)
  if (!row) throw new PowerchainError('Config.NotFound', `There is no proposed change ${n} of metering.`)
  const approval = db.get<ActRow>('SELECT * FROM metering_act WHERE approves = ?', n)
  const { at, person, hash } = row
  return { n, at, person, hash, body: actBody.parse(JSON.parse(row.body)), approvedBy: approval?.person ?? null }
}

function brokenAt(db: MeteringDb): number | null {
  let before = { n: 0, hash: firstPrev }
  for (const row of db.all<ActRow>('SELECT * FROM metering_act ORDER BY n')) {
    if (row.n !== before.n + 1 || row.prev !== before.hash || row.hash !== hashOf(row)) return before.n + 1
    before = row
  }
  return null
}

function hashOf({ n, at, person, kind, body, approves, prev }: Omit<ActRow, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([n, at, person, kind, body, approves, prev]))
    .digest('hex')
}

function wordsOf(body: ActBody): string {
  if (body.kind === 'edit') return `${body.register} of quarter ${body.quarter} set to ${body.wh} Wh: ${body.why}`
  return `Meter ${body.serial} hangs there since ${new Date(body.at).toISOString()}: ${body.why}`
}
