import { zstdDecompressSync } from 'node:zlib'
import { keccak256, TypedDataEncoder } from 'ethers'
import { PowerchainError } from '../../../domain/errors.ts'
import {
  bundleEndShape,
  type BundleHead,
  bundleHeadShape,
  bundleItemShape,
  type BundleKind,
} from '../../../domain/settlement/bundle.ts'
import { leafTags, settlementDomain, typedData } from '../../../domain/settlement/typed-data.ts'
import { createReader } from '../verify/reader.ts'
import { readCanonical } from './canonical.ts'

/** Most that a bundle may unpack to, bytes. */
const mostBytes = 256 * 1024 * 1024

/** A line between the first and the last, in canonical form; its body is not looked through yet. */
export interface RawItem {
  kind: BundleKind
  id: string
  body: unknown
}

/** A bundle whose form, content and signature hold. */
export interface RawBundle {
  head: BundleHead
  /** Address that signed it: one of its own keys. Whether that is the site's key, only the chain can say. */
  signer: string
  contentHash: string
  items: RawItem[]
}

/**
 * Unpacks a bundle and holds it to its form and its signature. It shares no code with what writes bundles but the words of
 * types.
 * @throws PowerchainError `Config.Invalid`, saying what is wrong with the file as a whole
 */
export function readBundle(file: Uint8Array, limits = { mostBytes }): RawBundle {
  const lines = unpacked(file, limits.mostBytes)
  const [first = '', ...rest] = lines
  const last = rest.pop()
  if (last === undefined) throw refused('it has no first and last line')
  const head = lineOf(first, 0, (value) => bundleHeadShape.safeParse(value))
  const end = lineOf(last, lines.length - 1, (value) => bundleEndShape.safeParse(value))
  if (head.itemCount !== rest.length) throw refused(`it names ${head.itemCount} items and holds ${rest.length}`)
  if (head.fromQuarter > head.toQuarter) throw refused('it ends before it begins')
  const contentHash = keccak256(Buffer.from([first, ...rest].map((line) => `${line}\n`).join('')))
  const signer = signerOf(head, contentHash, end.signature)
  const items = rest.map((line, i) => lineOf(line, i + 1, (value) => bundleItemShape.safeParse(value)))
  return { head, signer, contentHash, items }
}

function unpacked(file: Uint8Array, most: number): string[] {
  let text: string
  try {
    const bytes = zstdDecompressSync(file, { maxOutputLength: most })
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch (cause) {
    const isLarge = cause instanceof RangeError || (cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE'
    throw refused(isLarge ? `it unpacks to more than ${most} bytes` : 'it is no packed text', cause)
  }
  if (!text.endsWith('\n')) throw refused('its last line is cut off')
  return text.slice(0, -1).split('\n')
}

interface Parsed<T> {
  success: boolean
  data?: T | undefined
  error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } | undefined
}

function lineOf<T>(line: string, number: number, check: (value: unknown) => Parsed<T>): T {
  let found: Parsed<T>
  try {
    found = check(readCanonical(line))
  } catch (cause) {
    throw refused(`line ${number + 1} is ${cause instanceof Error ? cause.message : String(cause)}`, cause)
  }
  if (found.success && found.data !== undefined) return found.data
  const [issue] = found.error?.issues ?? []
  throw refused(`line ${number + 1}, ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

function signerOf(head: BundleHead, contentHash: string, signature: string): string {
  const { place, bundle, fromQuarter, toQuarter, itemCount, madeAt, keyEpoch, keys } = head
  const fields = typedData.Bundle.split(',').map((field) => {
    const [type = '', name = ''] = field.split(' ')
    return { type, name }
  })
  const digest = TypedDataEncoder.hash(
    { ...settlementDomain, chainId: place.chainId, verifyingContract: place.contract.toLowerCase() },
    { Bundle: fields },
    { site: place.site, bundle, fromQuarter, toQuarter, itemCount, madeAt, contentHash },
  )
  const reader = createReader(place, { domain: settlementDomain, tags: leafTags, types: typedData })
  const signer = reader.signer(digest, signature)
  const key = keys.find(({ epoch }) => epoch === keyEpoch)
  if (signer === undefined || signer !== key?.address.toLowerCase())
    throw refused(`it was changed after it was signed, or signed by somebody else (${signer ?? 'nobody'})`)
  return signer
}

function refused(words: string, cause?: unknown): PowerchainError {
  return new PowerchainError('Config.Invalid', `The bundle is refused: ${words}.`, { cause })
}
