import { type ProofDocument, proofDocumentShape } from '../../domain/dispatch/proof.ts'
import type { Finding } from '../verify/finding.ts'
import { judge } from './judge/judge.ts'
import { canonical } from './keep/canonical.ts'
import { sealFault } from './keep/faults.ts'
import { instantWords, outcomeWords } from './report/figures.ts'

/**
 * Verifies a proof of response by nothing but the document itself: shape, samples, hash, key and signature; then judges the
 * samples anew. Whether the key is the site's own is for the reader to compare.
 */
export function verifyProof(document: unknown): Finding[] {
  const checked = proofDocumentShape.safeParse(document)
  if (!checked.success) {
    const [issue] = checked.error.issues
    return [{ what: 'shape', result: 'wrong', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }]
  }
  const proof = checked.data
  const { record, seal } = proof
  const fault = sealFault(proof)
  const signed = `record ${seal.n} of ${record.site}, signed with key ${seal.keyId}`
  return [
    { what: 'seal', result: fault === undefined ? 'right' : 'wrong', detail: fault ?? `as it was written: ${signed}` },
    { what: 'order', result: 'note', detail: orderWords(proof) },
    verdictFinding(proof),
    { what: 'chain', result: 'note', detail: `hash ${seal.hash} follows ${seal.prev}` },
    { what: 'key', result: 'note', detail: `compare ${seal.keyId} with the key that ${record.site} has told you` },
  ]
}

/** A newer program may judge differently; the record says which one judged. */
function verdictFinding({ record, samples }: ProofDocument): Finding {
  const anew = judge(record.order, samples)
  const words = `${outcomeWords[record.verdict.outcome]}: ${record.verdict.reasons.join(' ')}`
  if (canonical(anew) === canonical(record.verdict))
    return { what: 'verdict', result: 'right', detail: `judged anew from the samples, the same: ${words}` }
  const detail = `judged anew it is ${outcomeWords[anew.outcome]}; the record, by version ${record.engine}, says ${words}`
  return { what: 'verdict', result: 'wrong', detail }
}

function orderWords({ record: { order } }: ProofDocument): string {
  return `${order.orderId} by ${order.owner} to ${order.assetId}, ${instantWords(order.from)} to ${instantWords(order.until)}`
}
