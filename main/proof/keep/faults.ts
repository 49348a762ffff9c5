import type { ProofRecord, ProofSamples, ProofSeal } from '../../../domain/dispatch/proof.ts'
import { digestOf } from './canonical.ts'
import { isSignedBy, recordHash } from './seal.ts'
import { keyIdOf } from './site-key.ts'

/** A record with everything that belongs to it. */
export interface SealedProof {
  record: ProofRecord
  samples: ProofSamples
  seal: ProofSeal
  /** SubjectPublicKeyInfo, base64; empty when it is not known. */
  publicKey: string
}

/** What is wrong with a sealed record by itself, in words; `undefined` when it is as it was signed. */
export function sealFault({ record, samples, seal, publicKey }: SealedProof): string | undefined {
  if (digestOf(samples) !== record.samplesSha256) return 'its samples are not those that were recorded'
  if (recordHash(seal, record) !== seal.hash) return 'it is not as it was written'
  if (publicKey === '') return `the key ${seal.keyId} that signed it is not known`
  if (keyIdOf(publicKey) !== seal.keyId) return `its key is not ${seal.keyId}`
  if (!isSignedBy(seal, publicKey)) return 'its signature is not that of the key'
  return undefined
}
