import type { Person } from '../../domain/access.ts'
import { PowerchainError } from '../../domain/errors.ts'
import type { Proposal } from '../../domain/rpc/retail/shapes.ts'
import type { EpochMs } from '../../domain/units.ts'
import type { RetailDb } from './books.ts'
import { insert } from './insert.ts'
import { notFound, retailFault } from './fault.ts'

/** What waits for a second person, by kind. */
export type ProposalKind = Proposal['kind']

interface Row {
  n: number
  at: EpochMs
  person: string
  kind: ProposalKind
  body: string
  words: string
  approvedBy: string | null
}

const select = `SELECT a.n, a.at, a.person, a.kind, a.body, a.words, b.person AS approvedBy
  FROM retail_act a LEFT JOIN retail_act b ON b.approves = a.n WHERE a.approves IS NULL`

/**
 * Proposals kept in the site's database. `carryOut` runs in the transaction of the approval: all or nothing.
 * Errors: `Store.Failed`.
 */
export function createProposals(needs: {
  db: RetailDb
  /** Runs work in a transaction with the books in step. */
  keep<T>(work: () => T): T
  carryOut: Readonly<Record<ProposalKind, (body: unknown, approvedBy: string, proposedBy: string) => void>>
  now(): EpochMs
}) {
  const { db, keep, carryOut, now } = needs
  const get = (n: number): Row => {
    const row = db.get<Row>(`${select} AND a.n = ?`, n)
    if (!row) throw notFound(`There is no proposal ${n}.`)
    return row
  }
  return {
    /** Keeps a proposal; nothing changes yet. To be called in a transaction of its own. */
    propose(person: string, kind: ProposalKind, words: string, body: unknown): Proposal {
      const n = db.durable(() =>
        insert(db, 'retail_act', { at: now(), person, kind, body: JSON.stringify(body), words }),
      )
      return shown(get(n))
    },
    /** Approves and carries out what somebody else proposed. Errors: `Access.Denied`, `Config.NotFound`, `Retail.Invalid`. */
    approve(person: Person, n: number): Proposal {
      const proposal = get(n)
      if (proposal.approvedBy !== null) throw retailFault(`${proposal.approvedBy} approved it already.`)
      if (proposal.person === person.name)
        throw new PowerchainError('Access.Denied', 'It needs a second person: not the one who proposed it.')
      keep(() => {
        insert(db, 'retail_act', { at: now(), person: person.name, kind: 'approval', body: '', words: '', approves: n })
        carryOut[proposal.kind](JSON.parse(proposal.body), person.name, proposal.person)
      })
      return shown(get(n))
    },
    /** The newest first. */
    list: (): Proposal[] => db.all<Row>(`${select} ORDER BY a.n DESC LIMIT 500`).map(shown),
    /** Whether something of a kind with this in its body waits. */
    isWaiting: (kind: ProposalKind, path: string, value: number): boolean =>
      db.get(`${select} AND a.kind = ? AND json_extract(a.body, ?) = ? AND b.n IS NULL`, kind, path, value) !==
      undefined,
  }
}

function shown({ n, at, person, kind, words, approvedBy }: Row): Proposal {
  return { n, at, person, kind, words, approvedBy }
}
