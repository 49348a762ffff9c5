import { promisify } from 'node:util'
import { zstdCompress } from 'node:zlib'
import type { BundleHead, BundleKind } from '../../../domain/settlement/bundle.ts'
import type { Statement } from '../../../domain/settlement/statement.ts'
import { keccak } from '../hashing/keccak.ts'
import { domainSeparator, typedDigest } from '../hashing/typed.ts'
import { hex } from '../hashing/words.ts'
import { canonicalJson } from './canonical.ts'
import type { Sealer } from './sealing.ts'

const compress = promisify(zstdCompress)

/** A line of a bundle before it is written. */
export interface BundleLine {
  kind: BundleKind
  id: string
  body: unknown
}

/** A bundle without its last line, and what its maker signs. */
export interface UnsignedBundle {
  text: string
  digest: string
  contentHash: string
}

/** Puts the lines of a bundle together. The same lines give the same text to the byte. */
export function composeBundle(
  head: Omit<BundleHead, 'format' | 'version' | 'itemCount'>,
  lines: readonly BundleLine[],
): UnsignedBundle {
  const whole: BundleHead = { format: 'powerchain-bundle', version: 1, ...head, itemCount: lines.length }
  const text = [whole, ...lines].map((line) => `${canonicalJson(line)}\n`).join('')
  const contentHash = keccak(Buffer.from(text))
  const { place, bundle, fromQuarter, toQuarter, itemCount, madeAt } = whole
  const digest = typedDigest(domainSeparator(place), 'Bundle', {
    site: place.site,
    bundle,
    fromQuarter,
    toQuarter,
    itemCount,
    madeAt,
    contentHash,
  })
  return { text, digest: hex(digest), contentHash: hex(contentHash) }
}

/** The file of a signed bundle. */
export function packBundle({ text }: UnsignedBundle, signature: string): Promise<Buffer> {
  return compress(`${text}${canonicalJson({ signature })}\n`)
}

/** Sealed bytes a line may hold: as base64 and with its frame it stays below the longest line. */
const partBytes = 45_000

/** A sealed statement in as many lines as it needs. */
export function statementLines(statement: Statement, sealer: Sealer): BundleLine[] {
  const { digest: id } = statement
  const sealed = sealer.seal(id, canonicalJson(statement))
  const parts = Math.ceil(sealed.length / partBytes)
  return Array.from({ length: parts }, (_, part) => ({
    kind: 'statement',
    id,
    body: { part, parts, sealed: sealed.subarray(part * partBytes, (part + 1) * partBytes).toString('base64') },
  }))
}
