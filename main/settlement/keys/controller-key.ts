import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { Ms } from '../../../domain/units.ts'
import { addressIn, readKeystore, writeKeystore } from './keystore.ts'
import { addressOf, signDigest } from './sign.ts'
import type { SignedDigests, ToSign } from './signed-digests.ts'

/** Where the controller's key stands. */
export type KeyState = 'none' | 'locked' | 'unlocked'

/** The key that signs what the site states. It is unlocked for a session and forgotten with it. */
export interface ControllerKey {
  state(): KeyState
  /** Address of the unlocked key; `undefined` while locked. */
  address(): string | undefined
  /** Address also while locked; `undefined` while there is no key. */
  known(): string | undefined
  /** Makes the first key. Errors: `Config.Invalid` for a short passphrase or when there is one, `Store.*`. */
  create(passphrase: string): Promise<string>
  /**
   * Opens the key for this session.
   * @throws PowerchainError `Access.Denied` for a wrong passphrase or while trying is refused, `Config.NotFound`, `Store.Damaged`
   */
  unlock(passphrase: string): Promise<string>
  lock(): void
  /** Signs all in order, once remembered; `undefined` while locked. Errors: `Settlement.TwoTruths`. */
  sign(all: readonly ToSign[]): string[] | undefined
}

/** Characters that a passphrase has at least. */
export const shortestPassphrase = 12
/** Wrong passphrases before trying is refused, and for how long; doubled with each further one. */
const freeTries = 10
const firstWaitMs: Ms = 60_000
const longestWaitMs: Ms = 24 * 3_600_000

/** What the key is made of. */
export interface ControllerKeyNeeds {
  folder: string
  epoch: number
  signed: SignedDigests
  clock: Clock
  /** Rounds of scrypt, less in tests. */
  cost?: number
}

/** The controller's key of an epoch, `controller-N.json` of the folder. */
export function createControllerKey({ folder, epoch, signed, clock, cost }: ControllerKeyNeeds): ControllerKey {
  const file = join(folder, `controller-${epoch}.json`)
  const tries = createTries(clock)
  let privateKey: Uint8Array | undefined

  return {
    state() {
      if (privateKey) return 'unlocked'
      return existsSync(file) ? 'locked' : 'none'
    },
    address: () => privateKey && addressOf(privateKey),
    known() {
      if (privateKey) return addressOf(privateKey)
      return existsSync(file) ? addressIn(readFileSync(file, 'utf8')) : undefined
    },
    async create(passphrase) {
      if (passphrase.length < shortestPassphrase)
        throw new PowerchainError(
          'Config.Invalid',
          `A passphrase of at least ${shortestPassphrase} characters is needed.`,
        )
      if (existsSync(file)) throw new PowerchainError('Config.Invalid', 'There is a key already; unlock or rotate it.')
      const made = newPrivateKey()
      await writeKeystore({ file, privateKey: made, passphrase, ...(cost ? { cost } : {}) })
      privateKey = made
      return addressOf(made)
    },
    async unlock(passphrase) {
      tries.check()
      const found = await readKeystore(file, passphrase)
      if (!found) throw tries.wrong()
      tries.right()
      privateKey = found
      return addressOf(found)
    },
    lock() {
      privateKey?.fill(0)
      privateKey = undefined
    },
    sign(all) {
      const key = privateKey
      if (!key) return undefined
      signed.remember(all)
      return all.map(({ digest }) => signDigest(digest, key))
    },
  }
}

/** A new private key of 32 random bytes. */
export function newPrivateKey(): Uint8Array {
  // all but a share of 2^-128 of numbers is a private key
  return Uint8Array.from(randomBytes(32))
}

/** Wrong passphrases are counted; after ten trying is refused for ever longer spans, up to a day. */
export function createTries(clock: Pick<Clock, 'monotonicMs'>) {
  let [wrong, untilMs] = [0, -Infinity]
  return {
    check(): void {
      const leftMs = untilMs - clock.monotonicMs()
      if (leftMs <= 0) return
      const words = `${wrong} wrong passphrases: try again in ${Math.ceil(leftMs / 60_000)} min.`
      throw new PowerchainError('Access.Denied', `${words} Statements go on being drafted and are signed later.`)
    },
    wrong(): PowerchainError {
      wrong += 1
      if (wrong >= freeTries)
        untilMs = clock.monotonicMs() + Math.min(firstWaitMs * 2 ** (wrong - freeTries), longestWaitMs)
      return new PowerchainError('Access.Denied', 'The passphrase does not open the key.')
    },
    right(): void {
      ;[wrong, untilMs] = [0, -Infinity]
    },
  }
}
