import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { AbiCoder, keccak256 } from 'ethers'
import { PowerchainError } from '../../../domain/errors.ts'

/** What hides names and values of a site: who knows one line can't guess its neighbours. Destroying it erases them. */
export interface Salts {
  /** Hash of a meter point's name, 0x and 64 digits. */
  meterPoint(name: string): string
  /** Salt of a line, 16 bytes: the same whenever it is made again, so that a crash can't make two statements. */
  line(quarter: number, revision: number, index: number): string
}

const keyBytes = 32
const ownerOnly = 0o600

/**
 * Salts of 32 bytes by what they are for, from the key in a file, which is made when it is not there.
 * @throws PowerchainError `Store.Damaged` when the file holds no key of 32 bytes, `Store.Failed` when it can't be written
 */
export function openSaltKey(file: string): (purpose: string) => Buffer {
  const key = existsSync(file) ? readKey(file) : makeKey(file)
  return (purpose) => createHmac('sha256', key).update(purpose).digest()
}

/** Salts of statements from the key in a file. Errors: as {@link openSaltKey}. */
export function openSalts(file: string): Salts {
  const derive = openSaltKey(file)
  return {
    meterPoint(name) {
      const salt = derive(`meter point ${name}`)
      return keccak256(AbiCoder.defaultAbiCoder().encode(['bytes32', 'string'], [salt, name]))
    },
    line: (quarter, revision, index) =>
      `0x${derive(`line ${quarter} ${revision} ${index}`).subarray(0, 16).toString('hex')}`,
  }
}

function readKey(file: string): Buffer {
  chmodSync(file, ownerOnly)
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (key.length !== keyBytes)
    throw new PowerchainError('Store.Damaged', `${file}: a key of 64 hexadecimal digits was expected.`)
  return key
}

function makeKey(file: string): Buffer {
  const key = randomBytes(keyBytes)
  try {
    writeFileSync(file, `${key.toString('hex')}\n`, { mode: ownerOnly, flag: 'wx', flush: true })
  } catch (error) {
    throw new PowerchainError('Store.Failed', `${file}: the salt key cannot be written.`, { cause: error })
  }
  return key
}
