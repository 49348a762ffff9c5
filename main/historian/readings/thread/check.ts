import Sqlite from 'better-sqlite3'
import type { Checked } from './messages.ts'

/** Looks whether a database file is whole; reads all of it. */
export function checked(file: string): Checked {
  try {
    const sqlite = new Sqlite(file, { fileMustExist: true })
    const found = String(sqlite.pragma('integrity_check(1)', { simple: true }))
    // the copy lies alone from now on, without files beside it
    sqlite.pragma('journal_mode = DELETE')
    sqlite.close()
    return found === 'ok' ? {} : { fault: found }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}
