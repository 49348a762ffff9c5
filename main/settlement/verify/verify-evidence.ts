import type { AgreementInBatch, AgreementLine } from '../../../domain/settlement/agreement.ts'
import { type EvidenceDocument, evidenceDocument } from '../../../domain/settlement/evidence.ts'
import { leafTags, settlementDomain, typedData } from '../../../domain/settlement/typed-data.ts'
import type { Finding } from '../../verify/finding.ts'
import { createReader, hashOfText } from './reader.ts'
import { finding, worthWords } from './verify-agreements.ts'
import { verifyBatch } from './verify-batch.ts'
import { verifyCorrection } from './verify-correction.ts'
import { verifyStatements } from './verify-statements.ts'

const zero = `0x${'0'.repeat(64)}`
const correctionBit = 2 ** 31

/**
 * Verifies a file of evidence from itself alone: the batch or correction whose line it is about, the site's own statements, the
 * schedule, the payer's signature. What only the chain can say is named and left open.
 */
export function verifyEvidence(document: unknown): Finding[] {
  const parsed = evidenceDocument.safeParse(document)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return [{ what: 'form', result: 'wrong', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }]
  }
  const given = parsed.data
  const { terms, own, batch, because, madeAt } = given
  const stated = batch?.agreements?.find((one) => one.terms.agreement === terms.agreement)
  const posted =
    batch?.kind === 'powerchain/correction' ? verifyCorrection(batch) : batch ? verifyBatch(batch) : nothingPosted
  return [
    {
      what: 'hash',
      result: 'note',
      detail: `compare ${hashOfText(JSON.stringify(document))} with the one on the chain`,
    },
    { what: 'made', result: 'note', detail: `${new Date(madeAt).toISOString()}, ${because}` },
    ...named('posted', posted),
    finding('terms', termsFault(given, stated), `agreement ${terms.agreement}`),
    finding('schedule', scheduleFault(given), terms.scheduleHash === zero ? 'constant power' : terms.scheduleHash),
    finding('lines', linesFault(given, stated?.line), linesWords(given, stated?.line)),
    finding('proofs', proofsFault(given, stated), proofWords(given)),
    ...acceptance(given, stated?.line),
    ...named('own', verifyStatements(own)),
    { what: 'settled', result: 'note', detail: `${given.settlings.length} times; the chain says whether that is so` },
  ]
}

const nothingPosted: readonly Finding[] = [
  { what: 'batch', result: 'note', detail: 'the batch is not in it: this station did not have it' },
]

function named(part: string, findings: readonly Finding[]): Finding[] {
  return findings.map(({ what, result, detail }) => ({ what: `${part}: ${what}`, result, detail }))
}

function termsFault({ terms, batch }: EvidenceDocument, stated: AgreementInBatch | undefined): string | undefined {
  if (!batch) return undefined
  if (!stated) return `the batch says nothing of agreement ${terms.agreement}`
  const name = (Object.keys(terms) as (keyof typeof terms)[]).find((field) => terms[field] !== stated.terms[field])
  return name && `terms.${name} is ${terms[name]}, in the batch ${stated.terms[name]}`
}

function scheduleFault({ terms, schedule, own }: EvidenceDocument): string | undefined {
  if (schedule === null) return undefined
  const reader = createReader(own.place, vocabulary)
  return reader.scheduleHash(schedule) === terms.scheduleHash ? undefined : 'schedule is not the one of the terms'
}

const vocabulary = { domain: settlementDomain, tags: leafTags, types: typedData }

/** The site's own line of the same batch is the one that was posted. */
function linesFault({ lines, batch, terms }: EvidenceDocument, posted: AgreementLine | null | undefined) {
  const foreign = lines.findIndex(({ line }) => line.agreement !== terms.agreement)
  if (foreign >= 0) return `lines[${foreign}] is of agreement ${lines[foreign]?.line.agreement}`
  if (!batch || !posted) return undefined
  const [origin, number] =
    batch.kind === 'powerchain/batch'
      ? ['batch', batch.batch.header.sequence]
      : ['correction', batch.correction.header.correction]
  const i = lines.findIndex((one) => one.origin === origin && one.number === number)
  const same = lines[i]?.line
  const name = same && (Object.keys(posted) as (keyof AgreementLine)[]).find((field) => same[field] !== posted[field])
  return name && `lines[${i}].line.${name} is ${same[name]}, posted ${posted[name]}`
}

function linesWords({ lines, terms }: EvidenceDocument, posted: AgreementLine | null | undefined): string {
  const count = `${lines.length} of this site`
  return posted ? `${count}; posted ${posted.returnedWh} Wh returned, ${worthWords(terms, posted)}` : count
}

function proofWords({ proofs, proofDocuments = [] }: EvidenceDocument): string {
  return `${proofs.length} by hash, ${proofDocuments.length} of them whole`
}

function proofsFault(
  { proofs, proofDocuments = [] }: EvidenceDocument,
  stated: AgreementInBatch | undefined,
): string | undefined {
  const hashes = new Set(proofs.map(({ hash }) => hash))
  const foreign = proofDocuments.findIndex(({ seal }) => !hashes.has(`0x${seal.hash}`))
  if (foreign >= 0)
    return `proofDocuments[${foreign}] is none of proofs: its hash is ${proofDocuments[foreign]?.seal.hash}`
  const known = new Set(proofs.map(({ quarter, hash }) => `${quarter}/${hash}`))
  const missing =
    proofs.length === 0 ? undefined : stated?.proofs.find((one) => !known.has(`${one.quarter}/${one.hash}`))
  return missing && `the proof of quarter ${missing.quarter} behind the posted line is left out of proofs`
}

/** The payer's signature, where it is in the file. */
function acceptance(given: EvidenceDocument, posted: AgreementLine | null | undefined): Finding[] {
  const { acceptance: signed, batch, terms } = given
  if (!signed) return []
  return [
    finding('acceptance', acceptanceFault({ signed, batch, terms }, posted), `signed by the payer, ${terms.payer}`),
  ]
}

function acceptanceFault(
  {
    signed,
    batch,
    terms,
  }: { signed: NonNullable<EvidenceDocument['acceptance']> } & Pick<EvidenceDocument, 'batch' | 'terms'>,
  posted: AgreementLine | null | undefined,
): string | undefined {
  if (signed.agreement !== terms.agreement) return `acceptance.agreement is ${signed.agreement}`
  if (!batch || !posted) return 'the line that it accepts is not in the file'
  const isBatch = batch.kind === 'powerchain/batch'
  const { digest } = isBatch ? batch.batch : batch.correction
  if (signed.batch !== digest) return `acceptance.batch is ${signed.batch}, not ${digest}`
  const sequence = isBatch ? batch.batch.header.sequence : batch.correction.header.correction + correctionBit
  const reader = createReader(batch.place, vocabulary)
  if (signed.line !== reader.agreementLeaf(sequence, posted))
    return 'acceptance.line is not the leaf of the posted line'
  const signer = reader.signer(reader.acceptanceDigest(signed), signed.signature)
  return signer === terms.payer.toLowerCase() ? undefined : `acceptance.signature is of ${signer ?? 'nobody'}`
}
