import type { Dispute } from '../../../../domain/rpc/settlement/agreement-disputes.ts'
import type { AgreementRow } from '../../../../domain/rpc/settlement/agreement-rows.ts'
import { type DisputeCourse, disputedOf, keptBy, outcomeOf } from '../../../../domain/settlement/dispute.ts'
import { deadline, hash, hourMs, others } from './demo-agreement-parts.ts'

const dayMs = 24 * hourMs
const bond = 100n * 10n ** 18n

/** One dispute that takes evidence, one that was ruled and may be appealed, one that is over: all about lines that were disputed. */
export function demoDisputes(rows: readonly AgreementRow[], now: number): Dispute[] {
  return rows.flatMap((row): Dispute[] => {
    const { line, state } = row
    if (!line || state !== 'disputed') return []
    const claimed = { ...line, returnedWh: line.returnedWh - 18_000, shortWh: line.shortWh + 18_000 }
    const ruled = { ...line, returnedWh: line.returnedWh - 6_000, shortWh: line.shortWh + 6_000 }
    const rulings = [{ line: ruled, challengerWinsPpk: 333, at: now - dayMs }]
    const course = { posted: line, claimed, bond, appealedBy: undefined, isTimedOut: false }
    return [
      disputeOf(row, now, { ...course, state: 'evidence', rulings: [] }, '5'),
      disputeOf(row, now, { ...course, state: 'ruled', rulings }, '4'),
      disputeOf(row, now, { ...course, state: 'executed', rulings }, '3'),
    ]
  })
}

const ends = { evidence: ['evidence', 40 * hourMs], ruled: ['appeal', 48 * hourMs] } as const
const steps = { opened: [], evidence: ['addEvidence'], ruled: ['appeal'], appealed: [], executed: [] } as const

function disputeOf(
  { terms, counterparty }: AgreementRow,
  now: number,
  course: DisputeCourse & { rulings: Dispute['rulings'] },
  dispute: string,
): Dispute {
  const { state, posted, claimed, rulings } = course
  const { by, line, bonds } = outcomeOf(course)
  const end = state === 'evidence' || state === 'ruled' ? ends[state] : undefined
  const { challenger, opponent, arbiter, fund } = bonds
  return {
    dispute,
    agreement: terms.agreement,
    batch: hash(241),
    side: 'challenger',
    counterparty,
    isChallengerPayer: true,
    arbiter: terms.arbiter,
    state,
    isFinal: true,
    openedAt: now - 3.2 * dayMs,
    posted,
    claimed,
    rulings,
    appealedBy: null,
    outcome: {
      by,
      line,
      toPayee: `${keptBy(terms, line)}`,
      bonds: { challenger: `${challenger}`, opponent: `${opponent}`, arbiter: `${arbiter}`, fund: `${fund}` },
    },
    bond: `${bond}`,
    disputed: `${disputedOf(terms, posted, claimed)}`,
    evidence: [
      { party: others[0], root: hash(51), at: now - 2 * dayMs },
      { party: others[1], root: hash(52), at: now - 20 * hourMs },
    ],
    exports: [
      {
        name: `evidence-${terms.agreement}-241.json`,
        madeAt: now - 3 * dayMs,
        bytes: 412_300,
        hash: hash(51),
        because: 'by itself: the window ended within 48 h',
      },
    ],
    deadline: end ? deadline(end[0], terms.agreement, now + end[1]) : null,
    can: [...steps[state]],
  }
}
