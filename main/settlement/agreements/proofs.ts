import type { Clock } from '../../../domain/clock.ts'
import type { ProofRecord } from '../../../domain/dispatch/proof.ts'
import type { InstructionSubject } from '../../../domain/instruction.ts'
import { quarterOf } from '../../../domain/metering/quarter.ts'
import type { AgreementStore } from './agreement-store.ts'
import type { Counting } from './counting.ts'

/** Takes a kept proof of response into the evidence of agreements; `hash` is that of its record, SHA-256. */
export type ProofTaker = (record: Pick<ProofRecord, 'id' | 'order'>, hash: string) => void

/** Ceilings of the grid operator bind what an agreement asks for. */
const ceilings: ReadonlySet<InstructionSubject> = new Set([
  'importLimit',
  'exportLimit',
  'loadLimit',
  'generationLimit',
  'feederLimit',
])

/** Proofs of an agreement's own orders, and of the grid's ceilings in its time, stand behind its quarters. */
export function createProofTaker(given: {
  counting: Pick<Counting, 'own'>
  agreements: Pick<AgreementStore, 'addProof'>
  clock: Pick<Clock, 'now'>
}): ProofTaker {
  const { counting, agreements, clock } = given
  return ({ id, order }, hash) => {
    const [, own] = /^commitment:agreement-(\d+)@/.exec(order.orderId) ?? []
    const exempt = order.source === 'grid' && ceilings.has(order.subject) ? ('gridEmergency' as const) : null
    if (own === undefined && exempt === null) return
    const proof = { hash: `0x${hash}`, exempt, proofId: id }
    for (const { terms } of counting.own()) {
      if (own !== undefined && terms.agreement !== own) continue
      const from = Math.max(terms.accumulateFrom, quarterOf(order.from))
      const until = Math.min(terms.supplyTo, quarterOf(order.until - 1) + 1)
      for (let quarter = from; quarter < until; quarter++)
        agreements.addProof(terms.agreement, { quarter, ...proof }, clock.now())
    }
  }
}
