import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { hex } from '../hashing/words.ts'
import { createOperatorKey, type OperatorKey } from '../outbox/operator-key.ts'
import { createTries, newPrivateKey, shortestPassphrase } from './controller-key.ts'
import { addressIn, readKeystore, writeKeystore } from './keystore.ts'

/** The operator's key in its file: it pays gas and is the member's account. */
export interface OperatorSafe extends OperatorKey {
  state(): 'none' | 'locked' | 'unlocked'
  /** Address even while it is locked; `undefined` while there is no key. */
  account(): string | undefined
  /** Makes a key, or keeps a given one. Errors: `Config.Invalid`, `Store.*`. */
  create(passphrase: string, given?: Uint8Array): Promise<string>
  /** Errors: `Access.Denied`, `Config.NotFound`, `Config.Invalid` for a key that everybody knows, `Store.Damaged`. */
  unlock(passphrase: string): Promise<string>
  lock(): void
  /** The encrypted key. Errors: `Config.NotFound`. */
  text(): string
}

/** The key in `operator.json` of the folder; it signs for one chain and the contracts of `allowed`. */
export function createOperatorSafe(needs: {
  folder: string
  chainId: number
  allowed(): readonly string[]
  clock: Clock
  /** Rounds of scrypt, less in tests. */
  cost?: number
}): OperatorSafe {
  const { folder, chainId, allowed, clock, cost } = needs
  const file = join(folder, 'operator.json')
  const tries = createTries(clock)
  let open: OperatorKey | undefined
  let account = existsSync(file) ? addressIn(readFileSync(file, 'utf8')) : undefined

  function opened(privateKey: Uint8Array): string {
    const key = createOperatorKey({ privateKey: hex(privateKey), chainId, allowed })
    privateKey.fill(0)
    open = key
    account = key.address()
    return account ?? ''
  }

  return {
    state() {
      if (open) return 'unlocked'
      return existsSync(file) ? 'locked' : 'none'
    },
    address: () => open?.address(),
    account: () => account,
    sign(transaction) {
      if (open) return open.sign(transaction)
      throw new RangeError('the operator key is locked')
    },
    signAcceptance: (separator, fields) => unlocked(open).signAcceptance(separator, fields),
    signSupply: (billing, fields) => unlocked(open).signSupply(billing, fields),
    signGroup: (groups, terms) => unlocked(open).signGroup(groups, terms),
    async create(passphrase, given) {
      if (passphrase.length < shortestPassphrase)
        throw new PowerchainError(
          'Config.Invalid',
          `A passphrase of at least ${shortestPassphrase} characters is needed.`,
        )
      if (existsSync(file)) throw new PowerchainError('Config.Invalid', 'There is a key already; unlock it.')
      const made = given ?? newPrivateKey()
      await writeKeystore({ file, privateKey: made, passphrase, ...(cost ? { cost } : {}) })
      return opened(made)
    },
    async unlock(passphrase) {
      tries.check()
      const found = await readKeystore(file, passphrase)
      if (!found) throw tries.wrong()
      tries.right()
      return opened(found)
    },
    lock() {
      open = undefined
    },
    text() {
      if (existsSync(file)) return readFileSync(file, 'utf8')
      throw new PowerchainError('Config.NotFound', 'There is no operator key.')
    },
  }
}

function unlocked(key: OperatorKey | undefined): OperatorKey {
  if (key) return key
  throw new PowerchainError('Access.Denied', 'Unlock the operator key first: it signs for the member.')
}
