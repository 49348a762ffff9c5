import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ProofDocument } from '../../../../domain/dispatch/proof.ts'
import type { EvidenceDocument } from '../../../../domain/settlement/evidence.ts'
import { verifyText } from '../../../../main/verify/documents.ts'
import { exampleTerms, noQuantities } from '../../../domain/settlement/example-terms.ts'
import { createProvenPlant, type ProvenPlant } from '../../proof/proven-plant.ts'
import { place } from '../stating-site.ts'

let plant: ProvenPlant
let proof: ProofDocument
beforeAll(async () => {
  plant = createProvenPlant()
  await plant.run(60)
  plant.operate('c1', -650)
  await plant.run(75)
  const [kept] = plant.proofs().list({ limit: 1 }).kept
  const file = await plant.proofs().export(kept?.id ?? '', 'json')
  proof = JSON.parse(Buffer.from(file.base64, 'base64').toString()) as ProofDocument
}, 60_000)
afterAll(() => plant.close())

/** Evidence of a site that has a proof of response, and no batch of the other side. */
function evidence(change: Partial<EvidenceDocument> = {}): EvidenceDocument {
  return {
    kind: 'powerchain/evidence',
    version: 1,
    madeAt: Date.UTC(2025, 5, 2),
    because: 'asked for by a person',
    terms: exampleTerms,
    schedule: null,
    batch: null,
    lines: [],
    proofs: [
      { quarter: exampleTerms.supplyFrom, hash: `0x${proof.seal.hash}`, exempt: null, proofId: proof.record.id },
    ],
    proofDocuments: [proof],
    acceptance: null,
    settlings: [],
    own: { kind: 'powerchain/statements', version: 1, place: { ...place, site: 7 }, keys: [], statements: [] },
    ...change,
  }
}

const found = (document: unknown) => verifyText(JSON.stringify(document))
const wrong = (document: unknown) =>
  found(document)
    .filter(({ result }) => result === 'wrong')
    .map(({ what, detail }) => `${what}: ${detail}`)
    .join('\n')

test('evidence is read with the proofs of response in it: each is judged anew', () => {
  expect(wrong(evidence())).toBe('')
  const said = new Map(found(evidence()).map(({ what, detail }) => [what, detail]))
  expect(said.get(`proof ${proof.seal.n}: verdict`)).toMatch(/judged anew/)
  expect(said.get('proofs')).toBe('1 by hash, 1 of them whole')
  expect(said.get('posted: batch')).toMatch(/is not in it/)
})

test.each<[string, () => unknown, RegExp]>([
  ['a sample of a proof', () => evidence({ proofDocuments: [shifted(proof)] }), /^proof \d+: (seal|verdict)/m],
  ['a proof that nothing names', () => evidence({ proofs: [] }), /proofs: proofDocuments\[0\] is none of proofs/],
  ['a schedule that the terms do not name', () => evidence({ schedule: [[1, 2]] }), /schedule is not the one/],
  ['a line of another agreement', () => evidence({ lines: [foreignLine] }), /lines\[0\] is of agreement 2/],
  ['a form that is none', () => ({ ...evidence(), version: 2 }), /^form: version/],
])('evidence with %s is refused, naming the field', (_, made, words) => {
  expect(wrong(made())).toMatch(words)
})

const foreignLine: EvidenceDocument['lines'][number] = {
  origin: 'batch',
  number: 1,
  line: {
    ...noQuantities,
    agreement: '2',
    upToQuarter: 1,
    estimatedWh: 0,
    isFinal: false,
    proofsRoot: `0x${'0'.repeat(64)}`,
  },
}

/** The proof with one sample that is another. */
function shifted(given: ProofDocument): ProofDocument {
  const text = JSON.stringify(given.samples)
  return { ...given, samples: JSON.parse(text.replace(/-6(\d\d)/, '-5$1')) as ProofDocument['samples'] }
}
