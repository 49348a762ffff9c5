import { leafTags, settlementDomain, typedData } from '../../../domain/settlement/typed-data.ts'
import { type Statement, type StatementsDocument, statementsDocument } from '../../../domain/settlement/statement.ts'
import type { Finding } from '../../verify/finding.ts'
import { createReader, type HashReader } from './reader.ts'

const zero = `0x${'0'.repeat(64)}`

/**
 * Verifies statements from the document alone: form, lines against roots, digests, the unbroken chain, signatures. It shares
 * no code with what made them but the words of the types, so a mistake in the one shows in the other.
 */
export function verifyStatements(document: unknown): Finding[] {
  const parsed = statementsDocument.safeParse(document)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return [{ what: 'form', result: 'wrong', detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }]
  }
  const { place, statements } = parsed.data
  const lines = statements.reduce((count, statement) => count + statement.lines.length, 0)
  const reader = createReader(place, { domain: settlementDomain, tags: leafTags, types: typedData })
  return [
    { what: 'form', result: 'right', detail: `${statements.length} statements with ${lines} lines` },
    first('lines', statements, (statement) => linesFault(reader, statement)),
    first('digests', statements, (statement) => digestFault(reader, statement)),
    first('chain', statements, (_, i) => chainFault(statements, i)),
    signatures(reader, parsed.data),
  ]
}

function first(
  what: string,
  statements: readonly Statement[],
  faultOf: (statement: Statement, i: number) => string | undefined,
): Finding {
  for (const [i, statement] of statements.entries()) {
    const fault = faultOf(statement, i)
    if (fault) return { what, result: 'wrong', detail: `statements[${i}] (${nameOf(statement)}): ${fault}` }
  }
  return { what, result: 'right', detail: `${statements.length} of ${statements.length}` }
}

function nameOf({ quarter, revision }: Statement): string {
  return `${new Date(quarter * 900_000).toISOString()}, revision ${revision}`
}

function linesFault(reader: HashReader, { quarter, lines, linesRoot }: Statement): string | undefined {
  const seen = new Set<string>()
  for (const [i, { meterPoint, register, quality }] of lines.entries()) {
    const name = `${meterPoint}/${register}`
    if (seen.has(name)) return `lines[${i}] states a register of a meter point that was stated already`
    if (quality < 1 || quality > 4) return `lines[${i}].quality is none of 1 to 4`
    seen.add(name)
  }
  return reader.linesRoot(quarter, lines) === linesRoot ? undefined : 'lines do not lead to linesRoot'
}

function digestFault(reader: HashReader, statement: Statement): string | undefined {
  return reader.statementDigest(statement) === statement.digest ? undefined : 'digest is not that of its fields'
}

/** A quarter follows the first revision of the quarter before; a revision replaces the one before it. */
function chainFault(statements: readonly Statement[], i: number): string | undefined {
  const [before, statement] = [statements[i - 1], statements[i]]
  if (!statement) return undefined
  if (statement.revision === 0 && statement.replaces !== zero) return 'a first revision replaces nothing'
  if (!before) return undefined
  if (statement.quarter === before.quarter) {
    if (statement.revision !== before.revision + 1) return 'revisions are not one after another'
    return statement.replaces === before.digest ? undefined : 'replaces is not the revision before'
  }
  if (statement.quarter !== before.quarter + 1) return 'a quarter is left out before it'
  if (statement.revision !== 0) return 'its first revision is left out'
  const previous = statements.findLast(
    ({ quarter, revision }, k) => k < i && quarter === before.quarter && revision === 0,
  )
  return !previous || statement.previous === previous.digest ? undefined : 'previous is not the quarter before'
}

function signatures(reader: HashReader, { statements, keys }: StatementsDocument): Finding {
  const unsigned = statements.filter(({ signature }) => signature === null).length
  const fault = first('signatures', statements, ({ signature, digest, keyEpoch, quarter, replaced }) => {
    if (signature === null) return undefined
    const earlier = replacedFault(reader, keys, { digest, replaced })
    if (earlier) return earlier
    const key = keys.find(({ epoch }) => epoch === keyEpoch)
    const next = keys.find(({ epoch }) => epoch === keyEpoch + 1)
    if (!key) return `there is no key of epoch ${keyEpoch}`
    if (quarter < key.fromQuarter || quarter >= (next?.fromQuarter ?? Infinity))
      return `the key of epoch ${keyEpoch} is not valid for this quarter`
    const signer = reader.signer(digest, signature)
    return signer === key.address.toLowerCase() ? undefined : `signed by ${signer ?? 'nobody'}, not by the key`
  })
  if (fault.result === 'wrong') return fault
  const detail = `${statements.length - unsigned} right${unsigned > 0 ? `, ${unsigned} not signed yet` : ''}`
  return { what: 'signatures', result: unsigned > 0 ? 'note' : 'right', detail }
}

/** Why a signature that a later key replaced is not of the key it names; `undefined` when all are. */
export function replacedFault(
  reader: HashReader,
  keys: StatementsDocument['keys'],
  { digest, replaced = [] }: Pick<Statement, 'digest' | 'replaced'>,
): string | undefined {
  for (const { keyEpoch, signature } of replaced) {
    const signer = reader.signer(digest, signature)
    if (signer !== keys.find(({ epoch }) => epoch === keyEpoch)?.address.toLowerCase())
      return `its earlier signature is by ${signer ?? 'nobody'}, not by the key of epoch ${keyEpoch}`
  }
  return undefined
}
