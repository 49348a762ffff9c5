import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { PowerchainError } from '../../../domain/errors.ts'
import { bytesOf, hex } from '../hashing/words.ts'

const cipher = 'chacha20-poly1305'
const tagBytes = 16
const ownerOnly = 0o600
/** What precedes the 32 bytes of an X25519 key in its DER form (RFC 8410). */
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')

/** The key that sealed bundles for this station are opened with, PEM; made when it is not there. Errors: `Store.*`. */
export function openReceiverKey(file: string): { pem: string; publicKey: string } {
  if (!existsSync(file)) makeKey(file)
  chmodSync(file, ownerOnly)
  const pem = readFileSync(file, 'utf8')
  try {
    return { pem, publicKey: publicHex(createPublicKey(createPrivateKey(pem))) }
  } catch (cause) {
    throw new PowerchainError('Store.Damaged', `${file}: this is no key that sealed bundles can be opened with.`, {
      cause,
    })
  }
}

function makeKey(file: string): void {
  const pem = generateKeyPairSync('x25519').privateKey.export({ type: 'pkcs8', format: 'pem' })
  try {
    writeFileSync(file, pem, { mode: ownerOnly, flag: 'wx', flush: true })
  } catch (cause) {
    throw new PowerchainError('Store.Failed', `${file}: the key cannot be written.`, { cause })
  }
}

/** Seals texts for one receiver with a key that is used once; who sealed them can't open them again. */
export interface Sealer {
  sender: string
  /** `label` is bound to the text: sealed under another one it does not open. */
  seal(label: string, text: string): Buffer
}

/**
 * A sealer for a receiver's public key, 0x and 64 digits.
 * @throws PowerchainError `Config.Invalid` when that is none
 */
export function createSealer(receiver: string): Sealer {
  const once = generateKeyPairSync('x25519')
  const sender = publicHex(once.publicKey)
  const key = sharedKey(once.privateKey, receiver, { sender, receiver })
  let count = 0
  return {
    sender,
    seal(label, text) {
      // a key of its own for each bundle: a counter never repeats under it
      const nonce = nonceOf(count++)
      const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes })
      sealing.setAAD(Buffer.from(label), { plaintextLength: Buffer.byteLength(text) })
      const sealed = Buffer.concat([sealing.update(text, 'utf8'), sealing.final()])
      return Buffer.concat([nonce, sealing.getAuthTag(), sealed])
    },
  }
}

/**
 * Opens what was sealed for the private key `pem`; gives `undefined` for anything that was not, or that was changed.
 * @throws PowerchainError `Config.Invalid` when `sender` is no key
 */
export function createOpener(
  pem: string,
  { sender, receiver }: { sender: string; receiver: string },
): (label: string, sealed: Buffer) => string | undefined {
  const key = sharedKey(createPrivateKey(pem), sender, { sender, receiver })
  return (label, sealed) => {
    try {
      const opening = createDecipheriv(cipher, key, sealed.subarray(0, 12), { authTagLength: tagBytes })
      opening.setAAD(Buffer.from(label), { plaintextLength: sealed.length - 12 - tagBytes })
      opening.setAuthTag(sealed.subarray(12, 12 + tagBytes))
      return Buffer.concat([opening.update(sealed.subarray(12 + tagBytes)), opening.final()]).toString('utf8')
    } catch {
      return undefined
    }
  }
}

function sharedKey(privateKey: KeyObject, other: string, both: { sender: string; receiver: string }): Buffer {
  const secret = diffieHellmanWith(privateKey, other)
  const salt = Buffer.concat([bytesOf(both.sender), bytesOf(both.receiver)])
  return Buffer.from(hkdfSync('sha256', secret, salt, 'powerchain.bundle.v1', 32))
}

function diffieHellmanWith(privateKey: KeyObject, other: string): Buffer {
  try {
    const key = Buffer.concat([publicPrefix, bytesOf(other)])
    return diffieHellman({ privateKey, publicKey: createPublicKey({ key, format: 'der', type: 'spki' }) })
  } catch (cause) {
    throw new PowerchainError('Config.Invalid', `${other} is no key that a bundle can be sealed for.`, { cause })
  }
}

function publicHex(key: KeyObject): string {
  return hex(key.export({ type: 'spki', format: 'der' }).subarray(publicPrefix.length))
}

function nonceOf(count: number): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(count), 4)
  return nonce
}
