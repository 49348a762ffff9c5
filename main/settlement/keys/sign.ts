import { computeAddress } from 'ethers'
import { recover, signRecoverable } from 'tiny-secp256k1'
import { bytesOf, hex } from '../hashing/words.ts'

/** Address of a private key of 32 bytes, with its check sum. */
export function addressOf(privateKey: Uint8Array): string {
  return computeAddress(hex(privateKey))
}

/** Signature of a digest as 64 bytes: r, and s with the parity in its highest bit (ERC-2098); s is the low one. */
export function signDigest(digest: string, privateKey: Uint8Array): string {
  const { signature, recoveryId } = signRecoverable(bytesOf(digest), privateKey)
  const compact = Uint8Array.from(signature)
  if (recoveryId & 1) compact[32] = (compact[32] ?? 0) | 0x80
  return hex(compact)
}

/** Address that signed a digest; `undefined` for a signature that none can have made. */
export function signerOf(digest: string, signature: string): string | undefined {
  const compact = bytesOf(signature, 64)
  const recoveryId = (compact[32] ?? 0) >> 7
  const plain = Uint8Array.from(compact)
  plain[32] = (plain[32] ?? 0) & 0x7f
  try {
    const publicKey = recover(bytesOf(digest), plain, recoveryId as 0 | 1, false)
    return publicKey ? computeAddress(hex(publicKey)) : undefined
  } catch {
    return undefined
  }
}

/** The two words of a signature of 64 bytes, as contracts take them: r, and s with the parity. */
export function halvesOf(signature: string): [string, string] {
  return [signature.slice(0, 66), `0x${signature.slice(66)}`]
}
