import { evidenceDocument } from '../../domain/settlement/evidence.ts'
import { verifyProof } from '../proof/verify-document.ts'
import { verifyBundle } from '../settlement/bundles/verify-bundle.ts'
import { verifyBill } from '../retail/verify/verify-bill.ts'
import { verifyConsumer } from '../retail/verify/verify-consumer.ts'
import { verifyBatch } from '../settlement/verify/verify-batch.ts'
import { verifyCorrection } from '../settlement/verify/verify-correction.ts'
import { verifyEvidence } from '../settlement/verify/verify-evidence.ts'
import { verifyStatements } from '../settlement/verify/verify-statements.ts'
import type { Finding, Verifier } from './finding.ts'

/** Every kind of document that verifies without the site that made it, by its field `kind`. */
const verifiers: Readonly<Record<string, Verifier>> = {
  'powerchain/proof-of-response': verifyProof,
  'powerchain/statements': verifyStatements,
  'powerchain/batch': verifyBatch,
  'powerchain/correction': verifyCorrection,
  'powerchain/evidence': (document) => [...verifyEvidence(document), ...proofsIn(document)],
  'powerchain/bill': verifyBill,
  'powerchain/consumer': verifyConsumer,
}

/** The proofs of response that evidence carries, each judged as if it stood alone. */
function proofsIn(document: unknown): Finding[] {
  const parsed = evidenceDocument.safeParse(document)
  const documents = parsed.data?.proofDocuments ?? []
  return documents.flatMap((proof) =>
    verifyProof(proof).map(({ what, result, detail }) => ({ what: `proof ${proof.seal.n}: ${what}`, result, detail })),
  )
}

/** How a packed bundle begins (zstd). */
const packedMagic = Buffer.from('28b52ffd', 'hex')

/** Looks through a file, a document or a bundle; `pem` opens what is sealed in a bundle. */
export function verifyFile(file: Buffer, pem?: string): Finding[] {
  return file.subarray(0, 4).equals(packedMagic) ? verifyBundle(file, pem) : verifyText(file.toString('utf8'))
}

/** Looks through the text of a document; a text that is none is one wrong finding. */
export function verifyText(text: string): Finding[] {
  const document = parsed(text)
  const kind = document && typeof document === 'object' && 'kind' in document ? document.kind : undefined
  const verifier = typeof kind === 'string' && Object.hasOwn(verifiers, kind) ? verifiers[kind] : undefined
  if (verifier) return verifier(document)
  const detail = `a JSON document whose "kind" is ${Object.keys(verifiers).join(' or ')} was expected`
  return [{ what: 'document', result: 'wrong', detail }]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
