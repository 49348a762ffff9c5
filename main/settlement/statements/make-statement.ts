import type { Quarter } from '../../../domain/metering/quarter.ts'
import type { LineRow, Statement } from '../../../domain/settlement/statement.ts'
import { rootOf } from '../hashing/tree.ts'
import { typedDigest } from '../hashing/typed.ts'
import { bytesOf, hex } from '../hashing/words.ts'
import { lineContext, lineLeaf } from './line.ts'

/** What follows from nothing: the digest before the first one. */
export const noDigest = `0x${'0'.repeat(64)}`

/** What a statement is made of. */
export interface Stated {
  separator: Uint8Array
  site: number
  quarter: Quarter
  revision: number
  lines: readonly LineRow[]
  previous: string
  replaces: string
}

/** A statement that is not signed yet. Made again from the same lines it is the same to the bit. */
export type Draft = Pick<Statement, 'quarter' | 'revision' | 'lines' | 'linesRoot' | 'previous' | 'replaces' | 'digest'>

/** Hashes lines into a statement of a quarter. */
export function makeStatement({ separator, site, quarter, revision, lines, previous, replaces }: Stated): Draft {
  const context = lineContext(separator, site, quarter)
  const leaves = lines.map((line, index) =>
    lineLeaf(
      context,
      {
        ...line,
        meterPoint: bytesOf(line.meterPoint),
        agreement: BigInt(line.agreement),
        salt: bytesOf(line.salt, 16),
      },
      index,
      quarter,
    ),
  )
  const linesRoot = rootOf(leaves)
  const digest = typedDigest(separator, 'IntervalStatement', {
    site,
    quarter,
    revision,
    lineCount: lines.length,
    linesRoot,
    previous: bytesOf(previous),
    replaces: bytesOf(replaces),
  })
  return { quarter, revision, lines: [...lines], linesRoot: hex(linesRoot), previous, replaces, digest: hex(digest) }
}
