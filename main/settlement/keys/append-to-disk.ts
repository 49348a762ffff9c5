import { appendFileSync, closeSync, fsyncSync, openSync } from 'node:fs'

/** Adds to a file that its owner alone reads; on the disk when it returns. */
export function appendToDisk(file: string, text: string): void {
  const handle = openSync(file, 'a', 0o600)
  try {
    appendFileSync(handle, text)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
