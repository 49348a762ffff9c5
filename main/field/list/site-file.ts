import {
  accessSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { type Document, isScalar, visit } from 'yaml'
import type { EpochMs } from '../../../domain/units.ts'

/** Whether the file and its folder may be written to by this user. */
export function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK)
    accessSync(dirname(resolve(file)), constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Puts `text` in the place of `file` in one step, on the disk when it returns; the former file stays beside it as
 * `NAME.TIMESTAMP.bak`. Returns the path of that copy, empty when there was no file.
 */
export function replaceFile(file: string, text: string, now: EpochMs): string {
  mkdirSync(dirname(file), { recursive: true })
  const keptAs = existsSync(file) ? `${file}.${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}.bak` : ''
  const mode = keptAs === '' ? 0o644 : statSync(file).mode
  if (keptAs !== '') copyFileSync(file, keptAs, constants.COPYFILE_EXCL)
  const temporary = `${file}.new`
  try {
    const handle = openSync(temporary, 'w', mode)
    try {
      writeSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(temporary, file)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
  return keptAs
}

/** Makes the paths of profile files absolute, so that the site file may lie in another folder. */
export function resolveProfiles(document: Document, folder: string): void {
  visit(document, {
    Pair(_key, { key, value }) {
      if (!isScalar(key) || key.value !== 'csv' || !isScalar(value) || typeof value.value !== 'string') return
      if (!isAbsolute(value.value)) value.value = join(resolve(folder), value.value)
    },
  })
}
