import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PowerchainError } from '../../domain/errors.ts'

/**
 * The secret a reference (`env:NAME`, `file:NAME`) stands for, read anew each time so that it can be changed while we run.
 * @throws PowerchainError `Config.NotFound`, with the reference and never the secret
 */
export function secretOf(reference: string, folder: string): string {
  const [kind, name = ''] = reference.split(':', 2)
  const found = kind === 'env' ? process.env[name] : contentOf(join(folder, name))
  if (found) return found
  throw new PowerchainError('Config.NotFound', `The secret ${reference} is not there or empty.`)
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trimEnd()
  } catch {
    return undefined
  }
}
