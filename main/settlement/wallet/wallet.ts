import type { Person } from '../../../domain/access.ts'
import type { Clock } from '../../../domain/clock.ts'
import { PowerchainError } from '../../../domain/errors.ts'
import { type Quarter, quarterStart } from '../../../domain/metering/quarter.ts'
import type { KeyEpochRow, Transfer, WalletNow } from '../../../domain/rpc/settlement/wallet.ts'
import type { Ledger } from '../../../domain/settlement/ledger.ts'
import type { WriteAudit } from '../../audit/audit.ts'
import type { OperatorSafe } from '../keys/operator-safe.ts'
import type { FileOfKey } from './backups.ts'
import type { createBalances } from './balances.ts'
import { earliestRevocation } from './succession.ts'
import { startOfDay } from './day.ts'
import { createKeyBackups } from './key-backups.ts'
import { createRotating, type RotatingNeeds } from './rotate.ts'
import type { TransferNeeds, Transfers } from './transfers.ts'
import type { WalletDesk } from './wallet-desk.ts'

/** What the wallet is made of. */
export interface WalletNeeds extends Pick<TransferNeeds, 'store' | 'caps'>, Omit<RotatingNeeds, 'ledger' | 'isKept'> {
  transfers: Transfers
  isPractice: boolean
  operator: OperatorSafe
  fileOf: FileOfKey
  balances: ReturnType<typeof createBalances>
  weiPerDay: bigint
  weiToday(): bigint
  ledger: Ledger
  audit: WriteAudit
  clock: Pick<Clock, 'now'>
}

/** Keys and money of the site for people. */
export function createWallet(needs: WalletNeeds): WalletDesk {
  const { operator, audit } = needs
  const backups = createKeyBackups(needs)
  const rotating = createRotating({ ...needs, isKept: backups.isKept })
  const now = () => walletNow(needs, backups)
  const told = (person: Person, action: string, detail: string): WalletNow => {
    audit({ person: person.name, action, detail })
    return now()
  }
  rotating.keep()
  needs.ledger.onEvents(rotating.keep)
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
    ...backupActs(backups, rotating.keep, told),
    ...transferActs(needs, now),
    ...keyActs(needs, rotating, told),
    conditions: backups.conditions,
  }
}

type Told = (person: Person, action: string, detail: string) => WalletNow

/** `keep` tells the registry of keys that waited for their backup. */
function backupActs(
  backups: ReturnType<typeof createKeyBackups>,
  keep: () => void,
  told: Told,
): Pick<WalletDesk, 'backup' | 'checkBackup' | 'restore' | 'goWithoutBackup'> {
  return {
    backup(person, key, reason) {
      const file = backups.file(key)
      told(person, 'KeyBackedUp', `${key}: ${reason}`)
      return file
    },
    async checkBackup(person, key, file, passphrase) {
      const address = await backups.check(key, file, passphrase)
      keep()
      return told(person, 'KeyBackupProven', `${key}: the backup restores ${address}.`)
    },
    async restore(person, key, file, passphrase, reason) {
      const address = await backups.restore(key, file, passphrase)
      keep()
      return told(person, 'KeyRestored', `${key} ${address}: ${reason}`)
    },
    goWithoutBackup(person, key, reason) {
      const address = backups.goWithout(person, key, reason)
      keep()
      return told(person, 'KeyWithoutBackup', `${key} ${address}: ${reason}`)
    },
  }
}

function transferActs({ transfers }: WalletNeeds, now: () => WalletNow) {
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
  needs: WalletNeeds,
  rotating: ReturnType<typeof createRotating>,
  told: Told,
): Pick<WalletDesk, 'revokeController' | 'rotateController'> {
  const { site, ledger } = needs
  return {
    async rotateController(person, input) {
      const { epoch, newKey, fromQuarter } = await rotating.rotate(person, input)
      return told(
        person,
        'ControllerKeyRotated',
        `Key ${newKey} of epoch ${epoch} speaks from quarter ${fromQuarter} on: ${input.reason}`,
      )
    },
    revokeController(person, epoch, sinceQuarter, reason) {
      checkRevocation(needs, epoch, sinceQuarter)
      const words = `Key ${epoch} of site ${site} is not believed from quarter ${sinceQuarter} on`
      const args = [String(site), String(epoch), String(sinceQuarter)]
      const key = `revoke/${site}/${epoch}/${sinceQuarter}`
      const author = person.name
      ledger.submit({ key, words, contract: 'NodeRegistry', method: 'revokeKey', args, author, reason })
      return told(person, 'ControllerKeyRevoked', `${words}: ${reason}`)
    },
  }
}

/** Errors: `Config.Invalid` for a revocation after which quarters that wait could never reach the chain. */
function checkRevocation({ controller, posted }: WalletNeeds, epoch: number, sinceQuarter: Quarter): void {
  const named = controller.epochs().find((one) => one.epoch === epoch)
  const key = named && controller.at(named.fromQuarter)
  if (!key || key.epoch !== epoch) return
  const earliest = earliestRevocation({ key, ...posted() })
  if (sinceQuarter >= earliest) return
  const from = new Date(quarterStart(earliest)).toISOString()
  const words = `Quarters of key ${epoch} wait for the chain and no other key could bring them there: revoke it from ${from} on.`
  throw new PowerchainError(
    'Config.Invalid',
    `${words} What waits is then taken only with the word of the next key, whatever a stolen key says.`,
  )
}

function walletNow(needs: WalletNeeds, backups: ReturnType<typeof createKeyBackups>): WalletNow {
  const { operator, store, balances, clock, caps } = needs
  const account = operator.account() ?? null
  return {
    operator: { state: operator.state(), address: account, backedUpAt: store.provenAt('operator', account) },
    controller: { ...backups.present(), epochs: epochsOf(needs) },
    next: backups.next(),
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

/** Epochs of the site's keys as the registry told them, then those it was not told of yet. */
function epochsOf({ ledger, site, controller }: WalletNeeds): KeyEpochRow[] {
  const own = ledger
    .events()
    .filter(({ contract, args }) => contract === 'NodeRegistry' && args['site'] === String(site))
  const rotations = own.filter(({ name }) => name === 'KeyRotated')
  const told = rotations.map(({ args, isFinal }, i) => {
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
  const untold = controller.epochs().filter(({ epoch }) => !told.some((row) => row.epoch === epoch))
  return [
    ...told,
    ...untold.map((one) => {
      const { epoch, address, fromQuarter } = one
      const { untilQuarter } = controller.at(fromQuarter)
      return { epoch, address, fromQuarter, untilQuarter, isOnChain: false, revokedSince: null }
    }),
  ]
}
