import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PowerchainError } from '../../../domain/errors.ts'
import type { GivenFile, MadeFile } from '../../../domain/rpc/files.ts'
import type { KeyName } from '../../../domain/rpc/settlement/wallet.ts'
import { readKeystore } from '../keys/keystore.ts'
import { addressOf } from '../keys/sign.ts'

/** File of a key; the controller's is that of the key that speaks now. */
export type FileOfKey = (key: KeyName) => string

/** The encrypted key as it lies on the disk. Errors: `Config.NotFound`. */
export function backupOf(fileOf: FileOfKey, key: KeyName): MadeFile {
  const file = fileOf(key)
  if (!existsSync(file)) throw new PowerchainError('Config.NotFound', 'There is no such key.')
  const base64 = readFileSync(file).toString('base64')
  return { name: `${key}-key.json`, mediaType: 'application/json', base64 }
}

/** Address of the key in a backup, proven by opening it. Errors: `Access.Denied`, `Store.Damaged`. */
export async function openBackup(file: GivenFile, passphrase: string): Promise<string> {
  const privateKey = await opened(file, passphrase)
  const address = addressOf(privateKey)
  privateKey.fill(0)
  return address
}

/** Puts a backup in the place of a key that is not there; gives its address. Errors: as {@link openBackup}, `Config.Invalid`. */
export async function restoreBackup(
  fileOf: FileOfKey,
  key: KeyName,
  file: GivenFile,
  passphrase: string,
): Promise<string> {
  if (existsSync(fileOf(key)))
    throw new PowerchainError('Config.Invalid', 'There is a key already; nothing is written over it.')
  const privateKey = await opened(file, passphrase)
  // as it was given: it has just been opened with this passphrase
  writeFileSync(fileOf(key), Buffer.from(file.base64, 'base64'), { mode: 0o600, flag: 'wx', flush: true })
  const address = addressOf(privateKey)
  privateKey.fill(0)
  return address
}

async function opened({ base64 }: GivenFile, passphrase: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'key-'))
  try {
    const path = join(folder, 'backup.json')
    // encrypted as it was given: nothing readable is written
    writeFileSync(path, Buffer.from(base64, 'base64'), { mode: 0o600 })
    const privateKey = await readKeystore(path, passphrase)
    if (privateKey) return privateKey
    throw new PowerchainError('Access.Denied', 'The passphrase does not open the backup.')
  } finally {
    rmSync(folder, { recursive: true })
  }
}
