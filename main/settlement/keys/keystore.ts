import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { decryptKeystoreJson, encryptKeystoreJson, getAddress, isKeystoreJson } from 'ethers'
import { PowerchainError } from '../../../domain/errors.ts'
import { addressOf } from './sign.ts'
import { bytesOf, hex } from '../hashing/words.ts'

/** Cost of a guess: 2^17 rounds of scrypt, some half a second and 128 MB each. */
const usualCost = 2 ** 17
const ownerOnly = 0o600

/**
 * Encrypts a private key into a new file (keystore version 3) and reads it back before it counts as kept.
 * @throws PowerchainError `Store.Failed` when the file is there already or can't be written, `Store.Damaged` when it does
 * not read back
 */
export async function writeKeystore(given: {
  file: string
  privateKey: Uint8Array
  passphrase: string
  cost?: number
}): Promise<void> {
  const { file, privateKey, passphrase, cost = usualCost } = given
  const account = { address: addressOf(privateKey), privateKey: hex(privateKey) }
  const text = await encryptKeystoreJson(account, passphrase, { scrypt: { N: cost } })
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, `${text}\n`, { mode: ownerOnly, flag: 'wx', flush: true })
  } catch (error) {
    throw new PowerchainError('Store.Failed', `${file}: the key cannot be written.`, { cause: error })
  }
  const back = await readKeystore(file, passphrase)
  if (!back || hex(back) !== account.privateKey)
    throw new PowerchainError('Store.Damaged', `${file}: the key does not read back as it was written.`)
}

/**
 * The private key of a file; `undefined` for a wrong passphrase.
 * @throws PowerchainError `Config.NotFound` without the file, `Store.Damaged` when it is no keystore
 */
export async function readKeystore(file: string, passphrase: string): Promise<Uint8Array | undefined> {
  const text = keystoreText(file)
  try {
    const { privateKey } = await decryptKeystoreJson(text, passphrase)
    return bytesOf(privateKey)
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('incorrect password')) return undefined
    throw damaged(file, error)
  }
}

function keystoreText(file: string): string {
  if (!existsSync(file)) throw new PowerchainError('Config.NotFound', `${file}: there is no key.`)
  chmodSync(file, ownerOnly)
  const text = readFileSync(file, 'utf8')
  if (!isKeystoreJson(text)) throw damaged(file)
  return text
}

function damaged(file: string, cause?: unknown): PowerchainError {
  const words = 'this is no keystore that can be read. Put its backup in its place, or rotate to a new key.'
  return new PowerchainError('Store.Damaged', `${file}: ${words}`, { cause })
}

/** Address that a keystore names in the clear; `undefined` where it names none. */
export function addressIn(keystore: string): string | undefined {
  try {
    const { address } = JSON.parse(keystore) as { address?: unknown }
    return typeof address === 'string' ? getAddress(`0x${address.replace(/^0x/, '')}`) : undefined
  } catch {
    return undefined
  }
}
