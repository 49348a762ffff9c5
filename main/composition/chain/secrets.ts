import { join } from 'node:path'
import { secretOf } from '../../notify/secret.ts'

/**
 * Texts of which some are references to secrets (`env:NAME`, `file:NAME` in the data folder's `secrets`).
 * @throws PowerchainError `Config.NotFound`, with the reference and never the secret
 */
export function secretsOf(texts: readonly string[], dataDir: string): string[] {
  return texts.map((text) => (/^(env|file):/.test(text) ? secretOf(text, join(dataDir, 'secrets')) : text))
}
