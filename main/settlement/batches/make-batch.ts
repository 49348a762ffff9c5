import { registers } from '../../../domain/metering/meter.ts'
import type { AgreementLine } from '../../../domain/settlement/agreement.ts'
import type { BatchHeader } from '../../../domain/settlement/batch.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'
import { leafTags } from '../../../domain/settlement/typed-data.ts'
import { keccak, keccakText } from '../hashing/keccak.ts'
import { agreementsRoot } from '../agreements/leaves.ts'
import { rootOf } from '../hashing/tree.ts'
import { typedDigest } from '../hashing/typed.ts'
import { bytesOf, hex, words } from '../hashing/words.ts'

const statementTag = keccakText(leafTags.statement)

/** Leaf of a statement in the tree of its batch. */
export function statementLeaf(site: number, sequence: number, index: number, digest: string): Uint8Array {
  return keccak(keccak(words(statementTag, site, sequence, index, bytesOf(digest))))
}

/** What a batch is made of: the newest revision of each quarter, in order and without a gap. */
export interface Batched {
  separator: Uint8Array
  site: number
  sequence: number
  statements: readonly Pick<Statement, 'quarter' | 'lines' | 'digest'>[]
  /** The newest line of each agreement that is not over for good, in the order of their numbers. */
  agreementLines: readonly AgreementLine[]
  previous: string
}

/**
 * Binds statements into the header that is posted. Made again from the same statements it is the same to the bit.
 * @throws RangeError for none, and for quarters that do not follow each other
 */
export function makeBatch(given: Batched): { header: BatchHeader; digest: string } {
  const { separator, site, sequence, statements, agreementLines, previous } = given
  const [first] = statements
  if (!first) throw new RangeError('a batch without statements')
  if (statements.some(({ quarter }, i) => quarter !== first.quarter + i))
    throw new RangeError(`the quarters from ${first.quarter} on do not follow each other`)
  const sumOf = (code: number) =>
    statements.reduce(
      (sum, { lines }) => sum + lines.reduce((wh, line) => wh + (line.register === code ? line.quantity : 0), 0),
      0,
    )
  const header: BatchHeader = {
    sequence,
    fromQuarter: first.quarter,
    toQuarter: first.quarter + statements.length,
    lineCount: statements.reduce((count, { lines }) => count + lines.length, 0),
    absorbedWh: sumOf(registers.absorbed.code),
    injectedWh: sumOf(registers.injected.code),
    statementsRoot: hex(rootOf(statements.map(({ digest }, index) => statementLeaf(site, sequence, index, digest)))),
    agreementsRoot: agreementsRoot({ separator, site, sequence }, agreementLines),
    previous,
  }
  return { header, digest: headerDigest(separator, site, header) }
}

/** Digest of a header: the identity of its batch. */
export function headerDigest(separator: Uint8Array, site: number, header: BatchHeader): string {
  const { statementsRoot, agreementsRoot, previous } = header
  return hex(
    typedDigest(separator, 'BatchHeader', {
      ...header,
      site,
      statementsRoot: bytesOf(statementsRoot),
      agreementsRoot: bytesOf(agreementsRoot),
      previous: bytesOf(previous),
    }),
  )
}
