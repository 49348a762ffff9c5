import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { UserIdentityInfo } from 'node-opcua-client'
import { PowerchainError } from '../../../domain/errors.ts'
import type { DeviceConfig } from '../../../domain/site.ts'
import type { OpcUaLibrary } from './library.ts'

/** A user as the site file names it. */
export type OpcUaUser = NonNullable<DeviceConfig['user']>

/**
 * What the server is told about who we are. A password goes only over an encrypted link: without one, anybody on the
 * way could read it, or offer the key to encrypt it with.
 * @throws PowerchainError `Config.Invalid`, `Config.NotFound`; no message holds the password
 */
export function userIdentity(options: {
  library: OpcUaLibrary
  user: OpcUaUser | undefined
  secretsFolder: string
  isEncrypted: boolean
}): UserIdentityInfo {
  const { library, user, secretsFolder, isEncrypted } = options
  const { UserTokenType } = library
  if (!user) return { type: UserTokenType.Anonymous }
  if (!isEncrypted)
    throw new PowerchainError(
      'Config.Invalid',
      `the password of ${user.name} is not sent over a link without encryption`,
    )
  return { type: UserTokenType.UserName, userName: user.name, password: secretOf(user.secret, secretsFolder) }
}

/** The secret a reference (`env:NAME`, `file:NAME`) stands for. */
function secretOf(reference: string, secretsFolder: string): string {
  const [kind, name = ''] = reference.split(':', 2)
  const found = kind === 'env' ? process.env[name] : contentOf(join(secretsFolder, name))
  if (found) return found
  throw new PowerchainError('Config.NotFound', `the secret ${reference} is not there or empty`)
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trimEnd()
  } catch {
    return undefined
  }
}
