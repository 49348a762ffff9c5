import { createPrivateKey, createPublicKey } from 'node:crypto'
import type { BundleContent } from '../../../domain/settlement/bundle.ts'
import type { Finding } from '../../verify/finding.ts'
import { verifyStatements } from '../verify/verify-statements.ts'
import { contentsOf, type FoundItem } from './contents.ts'
import { type RawBundle, readBundle } from './read-bundle.ts'
import { createOpener } from './sealing.ts'

/** Verifies a bundle from its file alone; `pem` opens what is sealed for that key. */
export function verifyBundle(file: Uint8Array, pem?: string): Finding[] {
  try {
    const bundle = readBundle(file)
    const { sealed } = bundle.head
    const open = sealed && pem !== undefined ? createOpener(pem, { ...sealed, receiver: receiverOf(pem) }) : undefined
    return findingsOf(bundle, contentsOf(bundle, open), open !== undefined)
  } catch (error) {
    return [{ what: 'bundle', result: 'wrong', detail: error instanceof Error ? error.message : String(error) }]
  }
}

function receiverOf(pem: string): string {
  const { x = '' } = createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' })
  return `0x${Buffer.from(x, 'base64url').toString('hex')}`
}

function findingsOf({ head, signer, items }: RawBundle, found: readonly FoundItem[], isOpen: boolean): Finding[] {
  const { profile, bundle, place } = head
  const detail = `bundle ${bundle} (${profile}) of site ${place.site}, ${items.length} lines, signed by ${signer}`
  const closed = isOpen ? 0 : found.filter(({ kind }) => kind === 'statement').length
  const faulty = found.find(({ kind, fault }) => fault !== undefined && (isOpen || kind !== 'statement'))
  return [
    { what: 'form, content and signature', result: 'right', detail },
    faulty
      ? { what: 'items', result: 'wrong', detail: `${faulty.kind} ${faulty.id}: ${faulty.fault}` }
      : { what: 'items', result: 'right', detail: `${found.length - closed} of ${found.length} looked through` },
    ...(closed > 0
      ? [{ what: 'sealed', result: 'note' as const, detail: `${closed} statements are sealed and not checked` }]
      : []),
    ...batchFindings(found),
    ...statementFindings(head, found),
  ]
}

function batchFindings(found: readonly FoundItem[]): Finding[] {
  const headers = contentsOfKind(found, 'header')
  if (headers.length === 0) return []
  const broken = headers.find(({ body: { header } }, i) => {
    const before = headers[i - 1]
    if (!before) return false
    const { sequence, toQuarter } = before.body.header
    return header.sequence !== sequence + 1 || header.fromQuarter !== toQuarter || header.previous !== before.id
  })
  if (broken)
    return [
      { what: 'chain of batches', result: 'wrong', detail: `batch ${broken.body.header.sequence} does not follow` },
    ]
  return [{ what: 'chain of batches', result: 'right', detail: `${headers.length} batches follow each other` }]
}

function statementFindings({ place, keys }: RawBundle['head'], found: readonly FoundItem[]): Finding[] {
  const statements = contentsOfKind(found, 'statement').map(({ body }) => body)
  if (statements.length === 0) return []
  const findings = verifyStatements({ kind: 'powerchain/statements', version: 1, place, keys, statements })
  return findings.map(({ what, result, detail }) => ({ what: `statements: ${what}`, result, detail }))
}

function contentsOfKind<K extends BundleContent['kind']>(
  found: readonly FoundItem[],
  kind: K,
): Extract<BundleContent, { kind: K }>[] {
  return found.flatMap(({ content }) =>
    content?.kind === kind ? [content as Extract<BundleContent, { kind: K }>] : [],
  )
}
