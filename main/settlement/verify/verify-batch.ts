import { type BatchDocument, batchDocument } from '../../../domain/settlement/batch.ts'
import { leafTags, settlementDomain, typedData } from '../../../domain/settlement/typed-data.ts'
import type { Finding } from '../../verify/finding.ts'
import { createReader, type HashReader } from './reader.ts'
import { verifyAgreements } from './verify-agreements.ts'
import { replacedFault, verifyStatements } from './verify-statements.ts'

/** Verifies a batch and every statement behind it from the document alone. */
export function verifyBatch(document: unknown): Finding[] {
  const parsed = batchDocument.safeParse(document)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return [{ what: 'form', result: 'wrong', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }]
  }
  const { place, keys, batch, statements, earlier = [], agreements = [] } = parsed.data
  const reader = createReader(place, { domain: settlementDomain, tags: leafTags, types: typedData })
  const newest = [...new Map(statements.map((statement) => [statement.quarter, statement])).values()]
  const { fromQuarter, toQuarter, lineCount, absorbedWh, injectedWh } = batch.header
  const covers = newest.length === toQuarter - fromQuarter && newest[0]?.quarter === fromQuarter
  const sum = (code: number) =>
    newest.reduce(
      (wh, { lines }) => wh + lines.reduce((all, line) => all + (line.register === code ? line.quantity : 0), 0),
      0,
    )
  const lines = newest.reduce((count, statement) => count + statement.lines.length, 0)
  const sumsFit = lines === lineCount && sum(3) === absorbedWh && sum(4) === injectedWh
  const root = reader.statementsRoot(
    batch.header.sequence,
    newest.map(({ digest }) => digest),
  )
  return [
    ...verifyStatements({
      kind: 'powerchain/statements',
      version: 1,
      place,
      keys,
      statements: [...earlier, ...statements],
    }),
    found('coverage', covers, `quarters ${fromQuarter} to ${toQuarter}, ${newest.length} statements`),
    found('sums', sumsFit, `${lines} lines, ${sum(3)} Wh absorbed, ${sum(4)} Wh injected`),
    found('root', root === batch.header.statementsRoot, batch.header.statementsRoot),
    found('header', reader.headerDigest(batch.header) === batch.digest, batch.digest),
    ...verifyAgreements(reader, {
      agreements,
      statements: [...earlier, ...statements],
      root: batch.header.agreementsRoot,
      sequence: batch.header.sequence,
      toQuarter,
    }),
    signerOf(reader, parsed.data),
  ]
}

/** Who signed the header: the key that speaks for its quarters, and before it only keys that signed the same. */
function signerOf(reader: HashReader, { batch, keys }: BatchDocument): Finding {
  const { header, digest, signature, keyEpoch } = batch
  const signer = reader.signer(digest, signature)
  const key = keys.find(({ epoch }) => epoch === keyEpoch)
  const until = keys.find(({ epoch }) => epoch === keyEpoch + 1)?.fromQuarter ?? Infinity
  const isOfKey = signer !== undefined && signer === key?.address.toLowerCase()
  const isItsTime = key !== undefined && header.fromQuarter >= key.fromQuarter && header.toQuarter <= until
  const earlier = replacedFault(reader, keys, batch)
  if (earlier) return found('signer', false, earlier)
  if (isOfKey && !isItsTime)
    return found('signer', false, `the key of epoch ${keyEpoch} does not speak for its quarters`)
  return found('signer', isOfKey, signer ?? 'nobody')
}

function found(what: string, isRight: boolean, detail: string): Finding {
  return { what, result: isRight ? 'right' : 'wrong', detail }
}
