import type { Person } from '../../../domain/access.ts'
import type { AlarmCondition } from '../../../domain/alarm.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { GivenFile, MadeFile } from '../../../domain/rpc/files.ts'
import type { KeyName, WalletNow } from '../../../domain/rpc/settlement/wallet.ts'
import type { ControllerKeys, SpeakingKey } from '../keys/controller-keys.ts'
import type { OperatorSafe } from '../keys/operator-safe.ts'
import { backupOf, type FileOfKey, openBackup, restoreBackup } from './backups.ts'
import type { createTransferStore } from './transfer-store.ts'

/** What backups of keys are proven with. */
export interface KeyBackupNeeds {
  operator: OperatorSafe
  controller: ControllerKeys
  fileOf: FileOfKey
  store: Pick<ReturnType<typeof createTransferStore>, 'proven' | 'provenAt' | 'goWithout' | 'withoutBackup'>
}

/** How a key of the controller stands. */
type KeyView = NonNullable<WalletNow['next']>

/** What is known of keys and of their backups. */
function createKeyViews({ controller, store }: KeyBackupNeeds) {
  const isKept = (address: string) =>
    store.provenAt('controller', address) !== null || store.withoutBackup(address) !== null
  const viewOf = (key: SpeakingKey): KeyView => {
    const address = addressIn(controller, key) ?? null
    return {
      state: key.key.state(),
      address,
      epoch: key.epoch,
      fromQuarter: key.fromQuarter,
      backedUpAt: store.provenAt('controller', address),
      withoutBackup: store.withoutBackup(address),
      waitsForBackup: key.epoch > 1 && address !== null && !isKept(address),
    }
  }
  return {
    /** Whether a key of the controller has a proven backup, or somebody said why not. */
    isKept,
    /** The key that speaks now. */
    present(): Omit<KeyView, 'fromQuarter'> {
      const { fromQuarter: _, ...view } = viewOf(controller.speaking())
      return view
    },
    /** The key that follows; `null` = none. */
    next(): KeyView | null {
      const found = nextOf(controller)
      return found ? viewOf(found) : null
    },
    conditions(): AlarmCondition[] {
      const waiting = controller.rotations().find(({ newKey }) => !isKept(newKey))
      if (!waiting) return []
      const text = `Key ${waiting.epoch} of the controller has no proven backup: the registry is not told of it.`
      const response = 'See Settlement, Wallet and keys: back it up and check the backup, or say why not.'
      return [{ code: 'settlement.keyUnbacked', priority: 3, text, response }]
    },
  }
}

/**
 * Backups of keys. A later key of the controller is made known to the registry only once a backup of it was read back, or a
 * person said why there is none: so a change of keys never ends with a key that one disk can take away.
 */
export function createKeyBackups(needs: KeyBackupNeeds) {
  const { operator, controller, fileOf, store } = needs
  const views = createKeyViews(needs)
  const addressOf = (key: KeyName) => {
    if (key === 'operator') return operator.account()
    return key === 'next' ? views.next()?.address : views.present().address
  }
  const requireKey = (key: KeyName): void => {
    if (key === 'next' && !nextOf(controller)) throw noKey()
  }
  return {
    ...views,
    /** The encrypted key as a file. Errors: `Config.NotFound`. */
    file(key: KeyName): MadeFile {
      requireKey(key)
      return backupOf(fileOf, key)
    },
    /** Errors: `Access.Denied`, `Config.Invalid` for the backup of another key, `Store.Damaged`. */
    async check(key: KeyName, file: GivenFile, passphrase: string): Promise<string> {
      const address = await openBackup(file, passphrase)
      if (address !== addressOf(key))
        throw new PowerchainError('Config.Invalid', `The backup holds another key than the ${key}'s: ${address}.`)
      store.proven(provenAs(key), address)
      return address
    },
    /** Errors: as {@link restoreBackup}. */
    async restore(key: KeyName, file: GivenFile, passphrase: string): Promise<string> {
      requireKey(key)
      const address = await restoreBackup(fileOf, key, file, passphrase)
      if (key === 'operator') await operator.unlock(passphrase)
      store.proven(provenAs(key), address)
      return address
    },
    /** Errors: `Config.NotFound` without the key, `Config.Invalid` where it waits for no backup. */
    goWithout(person: Person, key: 'controller' | 'next', reason: string): string {
      const view = key === 'next' ? views.next() : views.present()
      if (!view?.address) throw noKey()
      if (!view.waitsForBackup) throw new PowerchainError('Config.Invalid', 'This key waits for no backup.')
      store.goWithout(view.address, person.name, reason)
      return view.address
    },
  }
}

/** Present and next key prove under one name: the one becomes the other. */
function provenAs(key: KeyName): KeyName {
  return key === 'next' ? 'controller' : key
}

function noKey(): PowerchainError {
  return new PowerchainError('Config.NotFound', 'There is no such key.')
}

/** The key that follows the one that speaks now. */
function nextOf(controller: ControllerKeys): SpeakingKey | undefined {
  const newest = controller.newest()
  return newest.epoch > controller.epoch() ? newest : undefined
}

function addressIn(controller: ControllerKeys, { epoch }: SpeakingKey): string | undefined {
  const rotation = controller.rotations().find((one) => one.epoch === epoch)
  return rotation?.newKey ?? controller.epochs().find((one) => one.epoch === epoch)?.address
}
