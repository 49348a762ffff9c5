import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Log } from '../../../domain/log.ts'

/** The key a site signs its records with. The private half never leaves this object. */
export interface SiteKey {
  /** First 16 hex digits of the SHA-256 of the public key. */
  keyId: string
  /** SubjectPublicKeyInfo, base64. */
  publicKey: string
  /** True when the file was not there and has just been made. */
  isNew: boolean
  /** Ed25519 signature of the bytes, base64. */
  sign(bytes: Uint8Array): string
}

/** Nobody but the engine's own user may read it. */
const ownerOnly = 0o600

/**
 * Opens the key file, PKCS #8 in PEM, and makes it when it is not there. A file that others may read is closed to them.
 * @throws PowerchainError `Store.Failed` when it cannot be written, `Store.Damaged` when it holds no Ed25519 key
 */
export function openSiteKey(file: string, log: Log): SiteKey {
  const isNew = !existsSync(file)
  const privateKey = isNew ? makeKey(file) : readKey(file, log)
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    isNew,
    sign: (bytes) => sign(null, bytes, privateKey).toString('base64'),
  }
}

/** Id of a public key given as SubjectPublicKeyInfo in base64. */
export function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 16)
}

function makeKey(file: string): KeyObject {
  const { privateKey } = generateKeyPairSync('ed25519')
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
  try {
    writeFileSync(file, pem, { mode: ownerOnly, flag: 'wx', flush: true })
  } catch (error) {
    throw new PowerchainError('Store.Failed', `${file}: the site's key cannot be written.`, { cause: error })
  }
  return privateKey
}

function readKey(file: string, log: Log): KeyObject {
  try {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
      log.warn("others could read the site's key; closed to them", { file })
      chmodSync(file, ownerOnly)
    }
    const key = createPrivateKey(readFileSync(file))
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch (error) {
    throw damaged(file, error)
  }
  throw damaged(file)
}

function damaged(file: string, cause?: unknown): PowerchainError {
  const message = `${file}: it does not hold the site's Ed25519 key. Restore it from a backup, or move it away: a new one is made.`
  return new PowerchainError('Store.Damaged', message, { cause })
}
