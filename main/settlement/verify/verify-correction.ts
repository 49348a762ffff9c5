import { type CorrectionDocument, correctionDocument } from '../../../domain/settlement/batch.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'
import { leafTags, settlementDomain, typedData } from '../../../domain/settlement/typed-data.ts'
import type { Finding } from '../../verify/finding.ts'
import { figuresOf } from './agreement-figures.ts'
import { createReader, type HashReader } from './reader.ts'
import { finding, verifyAgreements, worthWords } from './verify-agreements.ts'
import { replacedFault, verifyStatements } from './verify-statements.ts'

/** Trees of corrections are marked by the highest bit of their number. */
const correctionBit = 2 ** 31

/**
 * Verifies a correction from the document alone: its statements and tree, that they replace what stood in the batch it names, its
 * agreements and what they are worth now, its signature.
 */
export function verifyCorrection(document: unknown): Finding[] {
  const parsed = correctionDocument.safeParse(document)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return [{ what: 'form', result: 'wrong', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }]
  }
  const given = parsed.data
  const { place, keys, correction, statements, earlier = [], agreements = [] } = given
  const { header } = correction
  const reader = createReader(place, { domain: settlementDomain, tags: leafTags, types: typedData })
  const all = [...earlier, ...statements].toSorted((a, b) => a.quarter - b.quarter || a.revision - b.revision)
  const sequence = header.correction + correctionBit
  const lines = statements.reduce((count, statement) => count + statement.lines.length, 0)
  return [
    ...verifyStatements({ kind: 'powerchain/statements', version: 1, place, keys, statements: all }),
    finding('corrected batch', correctedFault(reader, given, all), `batch ${given.corrected.header.sequence}`),
    finding('revisions', revisionsFault(given, all), `${statements.length} statements replace earlier ones`),
    finding('tree', treeFault(reader, given, sequence, lines), `${lines} lines, ${header.statementsRoot}`),
    finding(
      'header',
      reader.correctionDigest(header) === correction.digest
        ? undefined
        : 'correction.digest is not that of correction.header',
      correction.digest,
    ),
    ...verifyAgreements(reader, {
      agreements,
      statements: all,
      root: header.agreementsRoot,
      sequence,
      toQuarter: header.toQuarter,
    }),
    finding('signer', signerFault(reader, given, 'correction'), `correction ${header.correction}`),
    ...changes(given, all),
  ]
}

function signerFault(
  reader: HashReader,
  given: CorrectionDocument,
  name: 'correction' | 'corrected',
): string | undefined {
  const { digest, signature, keyEpoch } = given[name]
  const key = given.keys.find(({ epoch }) => epoch === keyEpoch)
  if (!key) return `${name}.keyEpoch is ${keyEpoch}: there is no such key`
  const signer = reader.signer(digest, signature)
  const earlier = replacedFault(reader, given.keys, given[name])
  if (signer === key.address.toLowerCase()) return earlier && `${name}.replaced: ${earlier}`
  return `${name}.signature is of ${signer ?? 'nobody'}, not of the key of epoch ${keyEpoch}`
}

/** The batch that is named, and that the replaced revisions are those that led to its root. */
function correctedFault(reader: HashReader, given: CorrectionDocument, all: readonly Statement[]): string | undefined {
  const { corrected, correction } = given
  const { sequence, fromQuarter, toQuarter, statementsRoot } = corrected.header
  if (reader.headerDigest(corrected.header) !== corrected.digest)
    return 'corrected.digest is not that of corrected.header'
  if (correction.header.corrects !== corrected.digest) return 'correction.header.corrects is not corrected.digest'
  const first = correction.header.fromQuarter
  if (first < fromQuarter || first >= toQuarter)
    return `correction.header.fromQuarter is ${first}, outside the batch that it names (${fromQuarter} to ${toQuarter})`
  const stood = all.filter(
    ({ quarter, signedAt }) =>
      quarter >= fromQuarter && quarter < toQuarter && signedAt !== null && signedAt <= corrected.madeAt,
  )
  const digests = [...new Map(stood.map(({ quarter, digest }) => [quarter, digest])).values()]
  if (reader.statementsRoot(sequence, digests) !== statementsRoot)
    return 'the statements that stood in it do not lead to corrected.header.statementsRoot'
  return signerFault(reader, given, 'corrected')
}

/** Statements of the tree: in order, each a later revision of what was there, none newer beside it. */
function revisionsFault({ correction, statements }: CorrectionDocument, all: readonly Statement[]): string | undefined {
  const { fromQuarter, toQuarter } = correction.header
  const newest = new Map(all.map(({ quarter, revision }) => [quarter, revision]))
  if (statements[0]?.quarter !== fromQuarter)
    return `correction.header.fromQuarter is ${fromQuarter}, its first statement is of ${statements[0]?.quarter ?? 'no quarter'}`
  for (const [i, { quarter, revision, signedAt }] of statements.entries()) {
    const name = `statements[${i}]`
    if (revision === 0) return `${name}.revision is 0: it replaces nothing`
    if (quarter <= (statements[i - 1]?.quarter ?? -1)) return `${name}.quarter is not in order`
    if (quarter >= toQuarter) return `${name}.quarter is not before correction.header.toQuarter`
    if (newest.get(quarter) !== revision) return `${name}.revision is ${revision}, a newer one was there`
    if (signedAt === null || signedAt > correction.madeAt) return `${name}.signedAt is after correction.madeAt`
    if (!all.some((one) => one.quarter === quarter && one.revision === revision - 1))
      return `${name}: the revision that it replaces is left out`
  }
  return undefined
}

function treeFault(
  reader: HashReader,
  { correction: { header }, statements }: CorrectionDocument,
  sequence: number,
  lines: number,
): string | undefined {
  if (header.lineCount !== lines) return `correction.header.lineCount is ${header.lineCount}, found ${lines}`
  const found = reader.statementsRoot(
    sequence,
    statements.map(({ digest }) => digest),
  )
  return found === header.statementsRoot ? undefined : 'the statements do not lead to correction.header.statementsRoot'
}

/** What the correction changes in money: quantities without and with its statements. */
function changes(
  { correction: { header }, statements, agreements = [] }: CorrectionDocument,
  all: readonly Statement[],
): Finding[] {
  const brought = new Set(statements.map(({ digest }) => digest))
  const before = figuresOf(
    agreements,
    all.filter(({ digest }) => !brought.has(digest)),
    header.toQuarter,
  )
  return agreements.flatMap(({ terms, line }) => {
    const was = before.get(terms.agreement)
    if (!was || !line) return []
    const detail = `agreement ${terms.agreement}: was ${worthWords(terms, was)}; is ${worthWords(terms, line)}`
    return [{ what: 'change', result: 'note' as const, detail }]
  })
}
