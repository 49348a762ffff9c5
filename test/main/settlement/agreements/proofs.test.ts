import { expect, test } from 'vitest'
import type { ProofRecord } from '../../../../domain/dispatch/proof.ts'
import { quarterStart } from '../../../../domain/metering/quarter.ts'
import type { KeptProof } from '../../../../main/settlement/agreements/agreement-store.ts'
import type { ChainAgreement } from '../../../../main/settlement/agreements/fold.ts'
import { createProofTaker } from '../../../../main/settlement/agreements/proofs.ts'
import { exampleTerms } from '../../../domain/settlement/example-terms.ts'

const { supplyFrom, accumulateFrom } = exampleTerms
const hash = 'ab'.repeat(32)

/** What is kept of a record, by the quarters that rest on it. */
function keptOf(order: Partial<ProofRecord['order']>) {
  const kept: KeptProof[] = []
  const other = { terms: { ...exampleTerms, agreement: '2' } }
  const take = createProofTaker({
    counting: { own: () => [{ terms: exampleTerms }, other] as ChainAgreement[] },
    agreements: { addProof: (agreement, proof) => void (agreement === '1' && kept.push(proof)) },
    clock: { now: () => 0 },
  })
  const from = quarterStart(supplyFrom)
  const whole = { orderId: 'x', source: 'operator', subject: 'assetPower', from, until: from + 1_800_000, ...order }
  take({ id: 'record-7', order: whole as ProofRecord['order'] }, hash)
  return kept
}

test('a proof of an agreement’s own order stands behind each of its quarters, under the name of its record', () => {
  const kept = keptOf({ orderId: `commitment:agreement-1@${quarterStart(supplyFrom)}`, source: 'commitment' })
  expect(kept).toEqual(
    [supplyFrom, supplyFrom + 1].map((quarter) => ({ quarter, hash: `0x${hash}`, exempt: null, proofId: 'record-7' })),
  )
  expect(keptOf({ orderId: 'commitment:agreement-2@0', source: 'commitment' })).toEqual([])
})

test('a ceiling of the grid exempts the quarters in which it held; other orders say nothing', () => {
  const from = quarterStart(accumulateFrom) + 60_000
  const kept = keptOf({ source: 'grid', subject: 'loadLimit', from, until: from + 60_000 })
  expect(kept.map(({ quarter, exempt }) => [quarter, exempt])).toEqual([[accumulateFrom, 'gridEmergency']])
  expect(keptOf({ source: 'operator', subject: 'loadLimit' })).toEqual([])
})
