import type { z } from 'zod'
import type { BatchHeader } from '../../../domain/settlement/batch.ts'
import { bundleBodies, type BundleContent, type BundleHead } from '../../../domain/settlement/bundle.ts'
import { type Statement, statementShape } from '../../../domain/settlement/statement.ts'
import { leafTags, settlementDomain, typedData } from '../../../domain/settlement/typed-data.ts'
import { createReader, type HashReader } from '../verify/reader.ts'
import { agreementsRootOf } from './agreements-root.ts'
import type { RawBundle, RawItem } from './read-bundle.ts'

/** An item that was looked through: what it holds, or what is wrong with it. */
export type FoundItem =
  | { kind: BundleContent['kind']; id: string; content: BundleContent; fault?: undefined }
  | { kind: BundleContent['kind']; id: string; content?: undefined; fault: string }

/** Opens a sealed text; `undefined` for one that was changed or is for somebody else. */
export type Open = (label: string, sealed: Buffer) => string | undefined

/**
 * Looks through every item of a bundle by itself: form, digest, signature. A sealed statement is put together from its lines
 * first; without `open` it stays closed and is refused.
 */
export function contentsOf({ head, items }: RawBundle, open: Open | undefined): FoundItem[] {
  const reader = createReader(head.place, { domain: settlementDomain, tags: leafTags, types: typedData })
  const seen = new Set<string>()
  const parts = partsOf(items)
  const headers = new Map<string, BatchHeader>()
  return items.flatMap((item): FoundItem[] => {
    const { kind, id } = item
    const isFurtherPart = kind === 'statement' && parts.get(id)?.[0] !== item
    if (isFurtherPart) return []
    const isTwice = seen.size === seen.add(`${kind}/${id}`).size
    if (isTwice) return [{ kind, id, fault: 'It is there twice.' }]
    try {
      return [{ kind, id, content: contentOf(item, { head, reader, open, headers, parts: parts.get(id) ?? [] }) }]
    } catch (error) {
      return [{ kind, id, fault: error instanceof Error ? error.message : String(error) }]
    }
  })
}

/** Lines of sealed statements that follow each other, by statement. */
function partsOf(items: readonly RawItem[]): Map<string, RawItem[]> {
  const parts = new Map<string, RawItem[]>()
  for (const item of items) if (item.kind === 'statement') parts.set(item.id, [...(parts.get(item.id) ?? []), item])
  return parts
}

interface Looking {
  head: BundleHead
  reader: HashReader
  open: Open | undefined
  parts: readonly RawItem[]
  /** Headers that held, by digest. */
  headers: Map<string, BatchHeader>
}

/** @throws RangeError in words for an item that does not hold */
function contentOf({ kind, id, body }: RawItem, looking: Looking): BundleContent {
  if (kind === 'header') return headerOf(id, body, looking)
  if (kind === 'statement') return { kind, id, body: statementOf(id, looking) }
  if (kind === 'agreementLines') return quantitiesOf(id, body, looking)
  if (kind === 'final') return { kind, id, body: shaped(bundleBodies[kind], body) }
  return { kind, id, body: shaped(bundleBodies[kind], body) }
}

function headerOf(id: string, body: unknown, { head, reader, headers }: Looking): BundleContent {
  const found = shaped(bundleBodies.header, body)
  if (reader.headerDigest(found.header) !== id) throw new RangeError('Its digest is not that of its fields.')
  const { fromQuarter, toQuarter } = found.header
  if (fromQuarter >= toQuarter) throw new RangeError('It covers no quarter.')
  const fault = signatureFault({ head, reader }, { id, ...found, from: fromQuarter, to: toQuarter })
  if (fault) throw new RangeError(fault)
  headers.set(id, found.header)
  return { kind: 'header', id, body: found }
}

function quantitiesOf(id: string, body: unknown, { head, headers }: Looking): BundleContent {
  const found = shaped(bundleBodies.agreementLines, body)
  const header = headers.get(id)
  if (!header) throw new RangeError('The batch they belong to is not here.')
  if (agreementsRootOf(head.place, header.sequence, found.lines) !== header.agreementsRoot)
    throw new RangeError('They do not lead to the root of their batch.')
  return { kind: 'agreementLines', id, body: found }
}

function statementOf(id: string, { head, reader, open, parts }: Looking): Statement {
  const bodies = parts.map(({ body }) => shaped(bundleBodies.statement, body))
  if (bodies.some(({ part, parts: count }, i) => part !== i || count !== bodies.length))
    throw new RangeError('A part of it is missing or out of place.')
  if (!open) throw new RangeError('It is sealed, and not for this station.')
  const text = open(id, Buffer.concat(bodies.map(({ sealed }) => Buffer.from(sealed, 'base64'))))
  if (text === undefined) throw new RangeError('It does not open: it was changed, or is sealed for somebody else.')
  const statement = shaped(statementShape, JSON.parse(text))
  const { quarter, lines, linesRoot, digest, signature, keyEpoch } = statement
  if (digest !== id || reader.statementDigest(statement) !== id)
    throw new RangeError('Its digest is not that of its fields.')
  if (reader.linesRoot(quarter, lines) !== linesRoot) throw new RangeError('Its lines do not lead to its root.')
  if (signature === null) throw new RangeError('It is not signed.')
  const fault = signatureFault({ head, reader }, { id, signature, keyEpoch, from: quarter, to: quarter + 1 })
  if (fault) throw new RangeError(fault)
  return statement
}

/** Why a signature does not hold for the quarters [from, to); `undefined` when it does. */
function signatureFault(
  { head: { keys }, reader }: Pick<Looking, 'head' | 'reader'>,
  given: { id: string; signature: string; keyEpoch: number; from: number; to: number },
): string | undefined {
  const key = keys.find(({ epoch }) => epoch === given.keyEpoch)
  const next = keys.find(({ epoch }) => epoch === given.keyEpoch + 1)
  if (!key) return `There is no key of epoch ${given.keyEpoch}.`
  if (given.from < key.fromQuarter || given.to > (next?.fromQuarter ?? Infinity))
    return `The key of epoch ${given.keyEpoch} does not speak for its quarters.`
  const signer = reader.signer(given.id, given.signature)
  return signer === key.address.toLowerCase() ? undefined : `It is signed by ${signer ?? 'nobody'}, not by the key.`
}

/** @throws RangeError naming the first field that is wrong */
function shaped<T>(shape: z.ZodType<T>, value: unknown): T {
  const found = shape.safeParse(value)
  if (found.success) return found.data
  const [issue] = found.error.issues
  throw new RangeError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}
