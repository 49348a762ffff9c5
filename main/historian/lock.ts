import Sqlite from 'better-sqlite3'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Stop } from '../../domain/clock.ts'
import { PowerchainError } from '../../domain/errors.ts'

/**
 * Takes the data folder for this process, making it when needed. SQLite's file lock is held rather than a file with a
 * process id, because the system lets go of it however the process ends.
 * @throws PowerchainError `Store.InUse` when another engine has it, `Store.Failed` when it cannot be written to.
 */
export function lockDataDir(dataDir: string): Stop {
  let lock: Sqlite.Database | undefined
  try {
    mkdirSync(dataDir, { recursive: true })
    lock = new Sqlite(join(dataDir, 'site.lock'), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    throw refused(dataDir, error)
  }
  return () => lock.close()
}

function refused(dataDir: string, cause: unknown): PowerchainError {
  if (cause instanceof Sqlite.SqliteError && cause.code.startsWith('SQLITE_BUSY'))
    return new PowerchainError(
      'Store.InUse',
      `The data folder ${dataDir} is in use by another running engine. Stop that one, or choose another data folder.`,
      { cause },
    )
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new PowerchainError('Store.Failed', `The data folder ${dataDir} cannot be used: ${reason}.`, { cause })
}
