import { createPublicKey, verify } from 'node:crypto'
import type { ProofRecord, ProofSeal } from '../../../domain/dispatch/proof.ts'
import { digestOf } from './canonical.ts'
import type { SiteKey } from './site-key.ts'

/** What the first record follows. */
export const firstPrev = '0'.repeat(64)

/** Where a record stands in the chain. */
export type ChainPlace = Pick<ProofSeal, 'n' | 'prev' | 'keyId'>

/** Hash of a record at its place, hex: whatever is changed in either changes it. */
export function recordHash({ n, prev, keyId }: ChainPlace, record: ProofRecord): string {
  return digestOf({ n, prev, keyId, record })
}

/** Signs a record into its place. */
export function seal(record: ProofRecord, { n, prev }: Pick<ProofSeal, 'n' | 'prev'>, key: SiteKey): ProofSeal {
  const hash = recordHash({ n, prev, keyId: key.keyId }, record)
  return { n, prev, hash, algorithm: 'Ed25519', keyId: key.keyId, signature: key.sign(Buffer.from(hash, 'hex')) }
}

/** Whether the signature of a seal is that of the key, SubjectPublicKeyInfo in base64. A key that is none signed nothing. */
export function isSignedBy({ hash, signature }: Pick<ProofSeal, 'hash' | 'signature'>, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), type: 'spki', format: 'der' })
    return verify(null, Buffer.from(hash, 'hex'), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}
