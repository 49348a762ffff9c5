import type { Person } from '../../../domain/access.ts'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import type { KeyEpochRow, KeyName, Transfer, WalletNow } from '../../../domain/rpc/settlement/wallet.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { ControllerKey } from '../keys/controller-key.ts'
import type { OperatorSafe } from '../keys/operator-safe.ts'
import { backupOf, type KeyFiles, openBackup, restoreBackup } from './backups.ts'
import type { createBalances } from './balances.ts'
import { startOfDay } from './day.ts'
import { createTransfers, type TransferNeeds } from './transfers.ts'
import type { WalletDesk } from './wallet-desk.ts'

/** What the wallet is made of. */
export interface WalletNeeds extends Omit<TransferNeeds, 'now'> {
  isPractice: boolean
  /** Number of the site in the registry. */
  site: number
  operator: OperatorSafe
  controller: ControllerKey
  keyEpoch: number
  /** Address of the controller's key; `null` while it was never open. */
  controllerAddress(): string | null
  files: KeyFiles
  balances: ReturnType<typeof createBalances>
  weiPerDay: bigint
  weiToday(): bigint
  ledger: Ledger
  audit: WriteAudit
  clock: Pick<Clock, 'now'>
}

/** Keys and money of the site for people. */
export function createWallet(needs: WalletNeeds): WalletDesk {
  const { operator, files, store, audit } = needs
  const now = () => walletNow(needs)
  const told = (person: Person, action: string, detail: string): WalletNow => {
    audit({ person: person.name, action, detail })
    return now()
  }
  const addressOfKey = (key: KeyName) => (key === 'operator' ? operator.account() : needs.controllerAddress())
  return {
    now,
    async createOperator(person, passphrase, reason) {
      const made = await operator.create(passphrase)
      return told(person, 'OperatorKeyMade', `Account ${made}: ${reason}`)
    },
    async unlockOperator(person, passphrase) {
      const opened = await operator.unlock(passphrase)
      return told(person, 'OperatorKeyUnlocked', `Account ${opened} sends until the engine ends or it is locked.`)
    },
    lockOperator(person, reason) {
      operator.lock()
      return told(person, 'OperatorKeyLocked', reason)
    },
    backup(person, key, reason) {
      const file = backupOf(files, key)
      told(person, 'KeyBackedUp', `${key}: ${reason}`)
      return file
    },
    async checkBackup(person, key, file, passphrase) {
      const address = await openBackup(file, passphrase)
      if (address !== addressOfKey(key))
        throw new PowerchainError('Config.Invalid', `The backup holds another key than the ${key}'s: ${address}.`)
      store.proven(key, address)
      return told(person, 'KeyBackupProven', `${key}: the backup restores ${address}.`)
    },
    async restore(person, key, file, passphrase, reason) {
      const address = await restoreBackup(files, key, file, passphrase)
      if (key === 'operator') await operator.unlock(passphrase)
      store.proven(key, address)
      return told(person, 'KeyRestored', `${key} ${address}: ${reason}`)
    },
    ...transferActs(needs, now),
    ...keyActs(needs, told),
  }
}

function transferActs(needs: WalletNeeds, now: () => WalletNow) {
  const transfers = createTransfers({ ...needs, now: needs.clock.now })
  return {
    deposit(person: Person, units: string, reason: string) {
      transfers.ask({ kind: 'deposit', units, to: null, person: person.name, reason })
      return now()
    },
    withdraw(person: Person, units: string, to: string | undefined, reason: string) {
      transfers.ask({ kind: 'withdraw', units, to: to ?? transfers.account(), person: person.name, reason })
      return now()
    },
    decideTransfer(person: Person, id: string, isAgreed: boolean, reason: string) {
      transfers.decide(person.name, id, isAgreed, reason)
      return now()
    },
  }
}

function keyActs(
  { site, ledger }: WalletNeeds,
  told: (person: Person, action: string, detail: string) => WalletNow,
): Pick<WalletDesk, 'revokeController' | 'rotateController'> {
  return {
    async rotateController() {
      throw new PowerchainError(
        'Config.Invalid',
        'The controller key of a running site cannot be changed yet: statements and batches know one key alone.',
      )
    },
    revokeController(person, epoch, sinceQuarter, reason) {
      const words = `Key ${epoch} of site ${site} is not believed from quarter ${sinceQuarter} on`
      const args = [String(site), String(epoch), String(sinceQuarter)]
      const key = `revoke/${site}/${epoch}/${sinceQuarter}`
      const author = person.name
      ledger.submit({ key, words, contract: 'NodeRegistry', method: 'revokeKey', args, author, reason })
      return told(person, 'ControllerKeyRevoked', `${words}: ${reason}`)
    },
  }
}

function walletNow(needs: WalletNeeds): WalletNow {
  const { operator, controller, keyEpoch, store, balances, clock, caps } = needs
  const account = operator.account() ?? null
  const address = needs.controllerAddress()
  return {
    operator: { state: operator.state(), address: account, backedUpAt: store.provenAt('operator', account) },
    controller: {
      state: controller.state(),
      address,
      backedUpAt: store.provenAt('controller', address),
      epoch: keyEpoch,
      epochs: epochsOf(needs),
    },
    isPractice: needs.isPractice,
    balances: balances.now(),
    caps: {
      weiPerDay: String(needs.weiPerDay),
      weiToday: String(needs.weiToday()),
      unitsPerDay: String(caps.unitsPerDay),
      unitsToday: String(store.unitsSince(startOfDay(clock.now()))),
      secondPersonAbove: String(caps.secondPersonAbove),
    },
    transfers: store.list() satisfies Transfer[],
  }
}

/** Epochs of the site's keys as the registry told them. */
function epochsOf({ ledger, site }: WalletNeeds): KeyEpochRow[] {
  const own = ledger
    .events()
    .filter(({ contract, args }) => contract === 'NodeRegistry' && args['site'] === String(site))
  const rotations = own.filter(({ name }) => name === 'KeyRotated')
  return rotations.map(({ args, isFinal }, i) => {
    const next = rotations[i + 1]?.args['fromQuarter']
    const revoked = own.findLast(({ name, args: told }) => name === 'KeyRevoked' && told['epoch'] === args['epoch'])
    return {
      epoch: Number(args['epoch']),
      address: String(args['newKey']),
      fromQuarter: Number(args['fromQuarter']),
      isOnChain: isFinal,
      untilQuarter: next === undefined ? null : Number(next),
      revokedSince: revoked ? Number(revoked.args['sinceQuarter']) : null,
    }
  })
}
